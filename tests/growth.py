"""How time grows with the size of what is worked on: a ratio, so that no machine is too slow."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
FLOOR = 0.005  # seconds of CPU time; less is noise, and counts as so much
RUNS = 3


def growth(act: Callable[[T], object], small: T, large: T) -> float:
    """How many times as long `act` takes with the large value as with the small one.

    CPU time of this process, the best of three runs each. For four times the size about 4 is
    linear and 16 is quadratic.
    """
    return best_seconds(act, large) / max(best_seconds(act, small), FLOOR)


def best_seconds(act: Callable[[T], object], value: T) -> float:
    """The least CPU time of some runs: what others do on the machine only ever adds."""
    return min(_seconds(act, value) for _ in range(RUNS))


def _seconds(act: Callable[[T], object], value: T) -> float:
    gc.disable()  # how often it looks through all there is depends on the tests that ran before
    try:
        began = time.process_time()
        act(value)
        return time.process_time() - began
    finally:
        gc.enable()
