"""What a message costs from SMTP until the relay has taken the letters about it: accepted,
understood, filed, rendered and handed over, for three readers and for one.

On SQLite, in turns with Roundup's in-process mail gateway, which gets the same messages, the same
readers and a relay of the same kind, where BENCH_ROUNDUP names a Python that has it (`python -m
venv rv; rv/bin/pip install roundup; BENCH_ROUNDUP=rv/bin/python`; Roundup has no SMTP door, so its
messages come without that cost). BENCH_BEFORE may name an older checkout of mailbridge that is
measured beside it. Medians. `--rounds N --messages N --readers N --profile`.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import _messages

HERE = Path(__file__).parent
WARM = 100  # messages before the measured ones
COUNTED = 50  # messages after them whose statements are counted
PARTS = ("accept", "reading", "ingest", "rendering", "hand-over")
TARGETS = {3: 0.45, 1: 0.35}  # of Roundup's CPU, by readers
MOST_MEMORY = 250  # MB
Run = dict[str, Any]


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--rounds", type=int, default=3)
    wishes.add_argument("--messages", type=int, default=400)
    wishes.add_argument("--readers", type=int, action="append")
    wishes.add_argument(
        "--profile", action="store_true", help="the dearest functions of the writing thread"
    )
    told = wishes.parse_args()
    lines = []
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name:
        folder = Path(name)
        mail = written(folder / "mail", told.messages + WARM + COUNTED)
        for readers in told.readers or [3, 1]:
            if told.profile:
                run(sys.executable, HERE.parent, "_path.py", folder / "p", mail, readers, "profile")
                continue
            found = measured(folder, mail, told.rounds, readers)
            report(found, readers)
            lines += ratios(found, readers)
    print("\n".join(lines))


def written(mail: Path, count: int) -> Path:
    mail.mkdir()
    made = _messages.messages(count)
    for number, one in enumerate(made):
        (mail / f"{number:06}.eml").write_bytes(one.raw)
    (mail / "envelopes.json").write_text(
        json.dumps([(one.reverse_path, one.project) for one in made])
    )
    return mail


def measured(folder: Path, mail: Path, rounds: int, readers: int) -> dict[str, list[Run]]:
    programs = {"ours": (sys.executable, HERE.parent, "_path.py")}
    if os.environ.get("BENCH_BEFORE"):
        programs["before"] = (sys.executable, Path(os.environ["BENCH_BEFORE"]), "_path.py")
    if os.environ.get("BENCH_ROUNDUP"):
        programs["roundup"] = (os.environ["BENCH_ROUNDUP"], HERE.parent, "_roundup.py")
    else:
        print("roundup: BENCH_ROUNDUP does not name a Python that has it; left out")
    found: dict[str, list[Run]] = {name: [] for name in programs}
    for turn in range(rounds):
        for name, (python, checkout, script) in programs.items():
            before = _machine.yardstick()
            place = folder / f"{name}{readers}-{turn}"
            one = run(python, checkout, script, place, mail, readers)
            one["yardstick"] = (before + _machine.yardstick()) / 2
            one["syncs"] = _machine.syncs(folder)
            one["each"] = one["cpu"] / one["messages"] * 1e3
            found[name].append(one)
    return found


@contextmanager
def relay() -> Iterator[tuple[int, list[int]]]:
    """A relay in a process of its own: its port, and, at the end, how many letters it took."""
    pipe = subprocess.PIPE
    command = [sys.executable, str(HERE / "_relay.py")]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        taken: list[int] = []
        try:
            yield int(process.stdout.readline()), taken
        finally:
            process.stdin.close()
            taken.append(int(process.stdout.readline()))


def run(
    python: str, checkout: Path, script: str, folder: Path, mail: Path, readers: int, *more: str
) -> Run:
    with relay() as (port, taken):
        bench = checkout / "bench" / script
        command = [python, bench, folder, mail, WARM, readers, port, *more]
        environment = {**os.environ, "PYTHONPATH": str(checkout)}
        done = subprocess.run(
            [str(word) for word in command],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=checkout,
        )
    told: Run = json.loads(done.stdout.splitlines()[-1])
    told["taken"] = taken[0]
    return told


def report(found: dict[str, list[Run]], readers: int) -> None:
    print(
        f"{readers} readers {'CPU ms':>7} {'msgs/s':>7} {'letters/s':>9} {'a message':>9} "
        f"{'MB':>5} {'filed':>6} {'yardstick ms':>13} {'syncs/s':>8}   medians"
    )
    for name, runs in found.items():
        middle = {
            field: statistics.median(one[field] for one in runs)
            for field in runs[0]
            if field not in ("parts", "statements_of")
        }
        letters = middle["taken"] / (
            middle["messages"] + WARM + (COUNTED if name != "roundup" else 0)
        )
        rate = middle["messages"] / middle["seconds"]
        print(
            f"{name:9} {middle['each']:7.2f} {rate:7.1f} {rate * letters:9.1f} {letters:9.2f} "
            f"{middle['memory']:5.0f} {middle['filed']:6.0f} {middle['yardstick']:13.2f} "
            f"{middle['syncs']:8.0f}"
        )
    for name in ("ours", "before"):
        if name in found:
            _report_parts(name, found[name])
    print(
        f"ours, memory: {max(one['memory'] for one in found['ours']):.0f} MB (below {MOST_MEMORY})"
    )


def _report_parts(name: str, runs: list[Run]) -> None:
    shares = []
    for part in PARTS:
        each = statistics.median(one["parts"][part] / one["messages"] for one in runs)
        shares.append(f"{part} {each * 1e3:.2f}")
    print(
        f"{name}, ms a message: {', '.join(shares)}; {runs[0]['statements']:.1f} statements and "
        f"{runs[0]['commits']:.2f} commits a message{_statements_of(runs[0])}"
    )


def _statements_of(run: Run) -> str:
    """In words; nothing of an older checkout, which does not tell."""
    each = [f"{name} {count:.1f}" for name, count in run.get("statements_of", {}).items()]
    return f"; statements of {', '.join(each)}" if each else ""


def ratios(found: dict[str, list[Run]], readers: int) -> list[str]:
    """The lines at the end: ours to each of the others, the median of the rounds."""
    lines = []
    for name, words in (("before", "before"), ("roundup", "Roundup")):
        if name in found:
            pairs = zip(found["ours"], found[name], strict=True)
            ratio = statistics.median(ours["each"] / other["each"] for ours, other in pairs)
            lines.append(f"CPU a message, ours to {words}, {readers} readers: {ratio:.2f}")
    return lines


if __name__ == "__main__":
    main()
