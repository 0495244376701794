"""A plugin of pytest that tries one fault after the other, each in a process of its own.

It runs each test once without a fault and notes which functions it comes to. Then it forks for
each fault and runs there the tests that come to the function, until one fails. So a fault costs
the time of its tests alone: nothing is imported or collected again.
"""

import functools
import gc
import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias

import hypothesis
import pytest
from _pytest.tmpdir import tmppath_result_key
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

LONGEST_WORK = 1.0
"""Seconds of work that one test gets beside five times what it takes without a fault."""
LONGEST_WAIT = 10.0
"""Seconds that it may last on the clock beside fifty times that: it waits for what never comes."""
BUDGET = float(os.environ["BUDGET"])
"""Seconds of work that the tests of one fault may take together; slower ones are not asked."""
MEMORY = 4 << 30
"""Octets that the process of a fault may take."""

Cache: TypeAlias = "functools._lru_cache_wrapper[Any]"
CACHES: list[Cache] = []
"""Emptied for each fault."""

hypothesis.settings.register_profile(
    "mutants",
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """In place of pytest's own loop."""
    if session.testsfailed:
        pytest.exit("the tests cannot be collected", returncode=1)
    faults = json.loads(Path(os.environ["FAULTS"]).read_text())
    tests = _tests_of_functions(session)
    CACHES.extend(_caches(faults))
    _check_fork(tests.values())
    gc.collect()
    gc.freeze()
    for module, names in faults.items():
        for name in names:
            asked = _in_order(tests[f"{module}.{name.partition('__mutmut_')[0]}"])
            _report(name=name, module=module, result=_tried(f"{module}.{name}", asked))
    return True


@dataclass(eq=False)
class Asked:
    """A test, and the seconds of work it takes without a fault."""

    item: pytest.Item
    seconds: float
    kills: int = 0  # faults of the function that it noticed, the newer ones counting more

    def fails(self) -> bool:
        """In a process of its own, which ends where the test does not."""
        signal.setitimer(signal.ITIMER_PROF, LONGEST_WORK + 5 * self.seconds)
        signal.setitimer(signal.ITIMER_REAL, LONGEST_WAIT + 50 * self.seconds)
        return _failure(self.item) is not None


Tests = list[Asked]
"""Those that come to one function."""


def _in_order(tests: Tests) -> Tests:
    """What noticed faults of late comes first, then the quicker ones, while there is time."""
    ordered = sorted(tests, key=lambda one: (-one.kills, one.seconds))
    within = sum(seconds <= BUDGET for seconds in accumulate(one.seconds for one in ordered))
    return ordered[: max(within, 1)]


def _tests_of_functions(session: pytest.Session) -> dict[str, Tests]:
    """Run each test without a fault; whoever fails ends the run."""
    set_mutant_under_test("stats")
    found: dict[str, Tests] = defaultdict(list)
    for item in session.items:
        state()._stats.clear()
        start = time.process_time()
        if failure := _failure(item):
            pytest.exit(f"{item.nodeid} fails without a fault: {failure}", returncode=1)
        seconds = time.process_time() - start
        for function in state()._stats:
            found[function].append(Asked(item, seconds))
    set_mutant_under_test("")
    return found


def _check_fork(tests: Iterable[Tests]) -> None:
    """Ends the run where a test fails in a process of its own though nothing is wrong."""
    every = {one.item: one for asked in tests for one in _in_order(asked)}
    if _tried("nothing", list(every.values())) != "survives":
        pytest.exit("a test fails in a forked process though there is no fault", returncode=1)


def _failure(item: pytest.Item) -> BaseException | None:
    """What the test complains of; None where it passes. What is made once for the whole run stays.

    No report is written: to write down a traceback takes longer than most tests.
    """
    only_session: Any = item.session
    said: BaseException | None = None
    item._initrequest()  # type: ignore[attr-defined]
    item.stash[tmppath_result_key] = {}  # else written with the report
    try:
        item.ihook.pytest_runtest_setup(item=item)
        item.ihook.pytest_runtest_call(item=item)
    except pytest.skip.Exception:
        pass
    except (Exception, pytest.fail.Exception) as failure:
        said = failure
    try:
        item.ihook.pytest_runtest_teardown(item=item, nextitem=only_session)
    except (Exception, pytest.fail.Exception) as failure:
        said = said or failure
    item._request = item.funcargs = None  # type: ignore[attr-defined]
    return said


def _tried(name: str, tests: Tests) -> str:
    """ "killed", "survives", "too long" or "no test" for a fault."""
    if not tests:
        return "no test"
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        _in_the_child(name, tests, write_end)
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        killer = answer.read()
    _, status = os.waitpid(child, 0)
    if killer == "none":
        return "survives"
    if killer:
        for number, one in enumerate(tests):
            one.kills = one.kills // 2 + 1000 * (number == int(killer))
    stopped = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGPROF)
    return "too long" if stopped else "killed"


def _in_the_child(name: str, tests: Tests, answer: int) -> None:
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for cache in CACHES:
            cache.cache_clear()
        set_mutant_under_test(name)
        killer = next((number for number, one in enumerate(tests) if one.fails()), None)
        os.write(answer, b"none" if killer is None else str(killer).encode())
    finally:
        os._exit(0)


def _caches(faulty: Iterable[str]) -> list[Cache]:
    """Where these modules, and those that use them, remember what they found without a fault."""
    every = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    modules = {one.__module__ for one in every if one.__module__ in sys.modules}
    using = {one for one in modules if _uses(one, frozenset(faulty))}
    return [one for one in every if one.__module__ in using]


def _uses(module: str, faulty: frozenset[str]) -> bool:
    names = vars(sys.modules[module]).values()
    return module in faulty or any(
        getattr(one, "__module__", getattr(one, "__name__", None)) in faulty for one in names
    )


def _report(**values: str) -> None:
    os.write(int(os.environ["REPORT"]), (json.dumps(values) + "\n").encode())
