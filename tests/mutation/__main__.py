"""`make mutants`: makes one fault after the other, and counts for each module how many of them the
tests notice. It fails where a module stays below the rate of rooms.py.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from tests.mutation import faults
from tests.mutation.rooms import ENOUGH, ROOMS, Room, modules

SURVIVORS = faults.FOLDER / "survivors.txt"
SAID = faults.FOLDER / "pytest.txt"
PYTEST = (
    *("-n0", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "tests.mutation.trying"),
    *("--assert=plain", "--hypothesis-profile=mutants"),
)
ONE_ENGINE = ("-k", "not postgres")
NOTICED = ("killed", "too long")

Results = dict[str, dict[str, str]]
"""What became of each fault, by module and name."""


def main(wanted: list[str]) -> int:
    """Tries all faults of the modules that have one of these words in their path, or of all where
    there is no word; 0 where enough are noticed in each.
    """
    faults.copy_tree()
    results: Results = {}

    def is_wanted(module: str) -> bool:
        return not wanted or any(word in module for word in wanted)

    for room in ROOMS:
        made = {one: faults.make(one) for one in modules(room) if is_wanted(one)}
        if made:
            with SURVIVORS.open("a") as survivors:
                results.update(_tried(room, made, survivors))
    if not results:
        raise SystemExit(f"no module is called {' '.join(wanted)}: see tests/mutation/rooms.py")
    _print_table(results)
    print(f"What survives, with its lines: {SURVIVORS}")
    return 0 if all(_rate(one) >= ENOUGH for one in results.values()) else 1


def _tried(room: Room, made: dict[str, list[str]], survivors: TextIO) -> Results:
    """Runs the tests of the room for each fault; prints a line for each module when it is done, and
    writes down what survives.
    """
    file = faults.FOLDER / "faults.json"
    file.write_text(json.dumps({faults.dotted(one): names for one, names in made.items()}))
    results: Results = defaultdict(dict)
    start = time.monotonic()
    for one in _reports(room, file):
        module = one["module"].replace(".", "/") + ".py"
        results[module][one["name"]] = one["result"]
        if one["result"] not in NOTICED:
            survivors.write(_survivor(module, one["name"], one["result"]))
            survivors.flush()
        if len(results[module]) % 100 == 0:
            print(f"  {len(results[module])} of {len(made[module])} in {module}", flush=True)
        if len(results[module]) == len(made[module]):
            print(_line(module, results[module]), f"{time.monotonic() - start:6.0f} s", flush=True)
            start = time.monotonic()
    return results


def _reports(room: Room, file: Path) -> Iterator[dict[str, str]]:
    """What the plugin says of each fault, as soon as it says it."""
    read_end, write_end = os.pipe()
    told = {
        "FAULTS": str(file.resolve()),
        "REPORT": str(write_end),
        "BUDGET": str(room.seconds),
        "PYTHONPATH": ".",
    }
    run = subprocess.Popen(
        (sys.executable, "-m", "pytest", *PYTEST, *ONE_ENGINE, *room.tests),
        cwd=faults.FOLDER,
        env={**os.environ, **told},
        pass_fds=(write_end,),
        stdout=SAID.open("w"),
        stderr=subprocess.STDOUT,
    )
    os.close(write_end)
    with os.fdopen(read_end) as reports:
        yield from map(json.loads, reports)
    if run.wait():
        raise SystemExit(SAID.read_text())


def _rate(results: dict[str, str]) -> float:
    noticed = sum(one in NOTICED for one in results.values())
    return noticed / len(results) if results else 1.0


def _line(module: str, results: dict[str, str]) -> str:
    count = Counter(results.values())
    noticed = sum(count[one] for one in NOTICED)
    name = module.removeprefix("mailbridge/").removesuffix(".py")
    return f"{name:50} {noticed:4} of {len(results):4}  {_rate(results):4.0%}"


def _print_table(results: Results) -> None:
    print("\n| module | faults | noticed | survive | no test | rate |\n|---|---|---|---|---|---|")
    for module, one in results.items():
        count = Counter(one.values())
        noticed = sum(count[each] for each in NOTICED)
        name = module.removeprefix("mailbridge/").removesuffix(".py")
        print(
            f"| {name} | {len(one)} | {noticed} | {count['survives']} | {count['no test']}"
            f" | {_rate(one):.0%}{'' if _rate(one) >= ENOUGH else ' (too few)'} |"
        )


def _survivor(module: str, name: str, result: str) -> str:
    return f"== {module} {name}: {result}\n{faults.difference(module, name)}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
