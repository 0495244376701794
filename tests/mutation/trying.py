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
import time
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias

import hypothesis
import pytest
from _pytest.tmpdir import tmppath_result_key
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

LONGEST_WORK = 3.0
"""Seconds of work that a fault gets beside five times what its tests take without it."""
LONGEST_CHECK = 600.0
"""Seconds of work that all tests of a room may take."""
BUDGET = 3.0
"""Seconds of work that the tests of one fault may take together; slower ones are not asked."""
MEMORY = 4 << 30
"""Octets that the process of a fault may take."""

Cache: TypeAlias = "functools._lru_cache_wrapper[Any]"

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
    _check_fork(session)
    gc.collect()
    gc.freeze()
    for module, names in faults.items():
        for name in names:
            function = f"{module}.{name.partition('__mutmut_')[0]}"
            _report(name=name, module=module, result=_tried(f"{module}.{name}", tests[function]))
    return True


class Tests:
    """The tests that come to one function: what killed a fault of it last comes first, then the
    quicker ones.
    """

    def __init__(self) -> None:
        self.items: list[tuple[float, pytest.Item]] = []

    def in_order(self) -> list[pytest.Item]:
        return [item for _, item in self._asked()]

    def seconds(self) -> float:
        return sum(abs(seconds) for seconds, _ in self._asked())

    def _asked(self) -> list[tuple[float, pytest.Item]]:
        ordered = sorted(self.items, key=lambda one: one[0])
        so_far = accumulate(abs(seconds) for seconds, _ in ordered)
        within = sum(seconds <= BUDGET for seconds in so_far)
        return ordered[: max(within, 1)]

    def prefer(self, number: int) -> None:
        """The test of that place killed a fault: it is tried first from now on."""
        item = self.in_order()[number]
        self.items = [
            (-abs(seconds) if one is item else abs(seconds), one) for seconds, one in self.items
        ]


def _tests_of_functions(session: pytest.Session) -> dict[str, Tests]:
    """Run each test without a fault; whoever fails ends the run."""
    set_mutant_under_test("stats")
    found: dict[str, Tests] = defaultdict(Tests)
    for item in session.items:
        state()._stats.clear()
        start = time.process_time()
        if failure := _failure(item):
            pytest.exit(f"{item.nodeid} fails without a fault: {failure}", returncode=1)
        seconds = time.process_time() - start
        for function in state()._stats:
            found[function].items.append((seconds, item))
    set_mutant_under_test("")
    return found


def _check_fork(session: pytest.Session) -> None:
    """Raises Failed where a test fails in a process of its own though nothing is wrong."""
    every = Tests()
    every.items = [(0.0, one) for one in session.items]
    if _tried("nothing", every, LONGEST_CHECK) != "survives":
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


def _tried(name: str, tests: Tests, longest: float = LONGEST_WORK) -> str:
    """ "killed", "survives", "too long" or "no test" for a fault."""
    if not tests.items:
        return "no test"
    _caches()
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _in_the_child(name, tests, write_end, longest)
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        killer = answer.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "too long" if os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGPROF) else "killed"
    if not killer:
        return "killed"
    if killer == "none":
        return "survives"
    tests.prefer(int(killer))
    return "killed"


def _in_the_child(name: str, tests: Tests, answer: int, longest: float) -> None:
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, longest + 5 * tests.seconds())
        signal.setitimer(signal.ITIMER_REAL, 5 * longest + 50 * tests.seconds())
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for cache in _caches():
            cache.cache_clear()
        set_mutant_under_test(name)
        items = tests.in_order()
        killer = next((i for i, one in enumerate(items) if _failure(one)), None)
        os.write(answer, b"none" if killer is None else str(killer).encode())
    finally:
        os._exit(0)


@functools.cache
def _caches() -> list[Cache]:
    """Where the code remembers what it found without a fault."""
    every = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return [one for one in every if str(one.__module__).startswith(("mailbridge.", "tests."))]


def _report(**values: str) -> None:
    os.write(int(os.environ["REPORT"]), (json.dumps(values) + "\n").encode())
