"""What a message costs from its arrival to the letters about it: accepted, understood, filed,
letters for three readers in the outbox.

On SQLite, in turns with Roundup's in-process mail gateway on the same messages where BENCH_ROUNDUP
names a Python that has it (`python -m venv rv; rv/bin/pip install roundup;
BENCH_ROUNDUP=rv/bin/python`); medians. `--rounds N --messages N --profile`.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import _messages

HERE = Path(__file__).parent
WARM = 100  # messages before the measured ones
TARGET = 0.25  # of Roundup's CPU
MOST_MEMORY = 250  # MB
Run = dict[str, float]


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--rounds", type=int, default=3)
    wishes.add_argument("--messages", type=int, default=600)
    wishes.add_argument(
        "--profile", action="store_true", help="the ten dearest functions of the writing thread"
    )
    told = wishes.parse_args()
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name:
        folder = Path(name)
        mail = written(folder / "mail", told.messages + WARM)
        if told.profile:
            run(sys.executable, "_path.py", folder / "profile", mail, "profile")
        else:
            report(measured(folder, mail, told.rounds, told.messages), told.messages)


def written(mail: Path, count: int) -> Path:
    mail.mkdir()
    made = _messages.messages(count)
    for number, one in enumerate(made):
        (mail / f"{number:06}.eml").write_bytes(one.raw)
    (mail / "envelopes.json").write_text(
        json.dumps([(one.reverse_path, one.project) for one in made])
    )
    return mail


def measured(folder: Path, mail: Path, rounds: int, messages: int) -> dict[str, list[Run]]:
    programs = {"ours": (sys.executable, "_path.py")}
    if os.environ.get("BENCH_ROUNDUP"):
        programs["roundup"] = (os.environ["BENCH_ROUNDUP"], "_roundup.py")
    else:
        print("roundup: BENCH_ROUNDUP does not name a Python that has it; left out")
    found: dict[str, list[Run]] = {name: [] for name in programs}
    for turn in range(rounds):
        for name, (python, script) in programs.items():
            before = _machine.yardstick()
            one = run(python, script, folder / f"{name}{turn}", mail)
            one["yardstick"] = (before + _machine.yardstick()) / 2
            one["syncs"] = _machine.syncs(folder)
            one["each"] = one["cpu"] / messages * 1e3
            found[name].append(one)
    return found


def run(python: str, script: str, folder: Path, mail: Path, *more: str) -> Run:
    command = [python, str(HERE / script), str(folder), str(mail), str(WARM), *more]
    told: Run = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[
            -1
        ]
    )
    return told


def report(found: dict[str, list[Run]], messages: int) -> None:
    print(
        f"{'':8} {'CPU ms':>7} {'msgs/s':>7} {'MB':>5} {'filed':>6} {'yardstick ms':>13} "
        f"{'syncs/s':>8}   medians of a message"
    )
    for name, runs in found.items():
        middle = {field: statistics.median(one[field] for one in runs) for field in runs[0]}
        rate = messages / middle["seconds"]
        print(
            f"{name:8} {middle['each']:7.2f} {rate:7.1f} {middle['memory']:5.0f} "
            f"{middle['filed']:6.0f} "
            f"{middle['yardstick']:13.2f} {middle['syncs']:8.0f}"
        )
    ours = found["ours"]
    children = statistics.median((one["cpu"] - one["own"]) / one["cpu"] for one in ours)
    print(
        f"ours: {children:.0%} of it in the reading process; "
        f"{ours[0]['letters'] / ours[0]['filed']:.1f} letters a message"
    )
    print(
        "ours, in yardsticks a message: "
        f"{statistics.median(one['each'] / one['yardstick'] for one in ours):.2f}"
    )
    print(f"ours, memory: {max(one['memory'] for one in ours):.0f} MB (below {MOST_MEMORY})")
    if "roundup" in found:
        ratios = [a["each"] / b["each"] for a, b in zip(ours, found["roundup"], strict=True)]
        print(f"CPU a message, ours to Roundup: {statistics.median(ratios):.2f} (at most {TARGET})")


if __name__ == "__main__":
    main()
