"""What a command costs before it has done anything: CPU milliseconds of `--version`, `--help` and
`project list`, each in a process of its own, with Python's cache of compiled modules as an
installation has it. Medians. `--rounds N`.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import _machine

HERE = Path(__file__).parent
LIMITS = {"--version": 100, "--help": 100, "project list": 350}  # ms
BARE = [sys.executable, "-c", "pass"]


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--rounds", type=int, default=15)
    rounds = wishes.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name:
        folder = Path(name)
        commands = {words: _command(words) for words in LIMITS}
        for command in commands.values():
            _cost(command, folder)  # makes the tables, and compiles what is not compiled
        found: dict[str, list[float]] = {words: [] for words in LIMITS}
        bare, yardsticks = [], []
        for _ in range(rounds):
            yardsticks.append(_machine.yardstick())
            bare.append(_cost(BARE, folder))
            for words, command in commands.items():
                found[words].append(_cost(command, folder))
    empty = statistics.median(bare)
    for words, costs in found.items():
        cost = statistics.median(costs)
        print(f"mailbridge {words}: {cost:.0f} ms CPU (at most {LIMITS[words]}), "
              f"{cost / empty:.1f} × an empty Python")  # fmt: skip
    print(f"an empty Python {empty:.0f} ms, yardstick {statistics.median(yardsticks):.1f} ms")


def _command(words: str) -> list[str]:
    return [sys.executable, "-m", "mailbridge", *words.split()]


def _cost(command: list[str], folder: Path) -> float:
    """CPU milliseconds of a process from its start to its end."""
    environment = {
        **os.environ,
        "MAILBRIDGE_DATA_DIR": str(folder / "data"),
        "PYTHONPATH": str(HERE.parent),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used * 1e3


if __name__ == "__main__":
    main()
