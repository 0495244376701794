"""How time grows with the size of what is worked on: a ratio, so that no machine is too slow."""

import gc
import time
from collections.abc import Callable
from math import inf
from typing import TypeVar

T = TypeVar("T")
FLOOR = 0.005  # seconds of CPU time; less is noise, and counts as so much
RUNS = 8  # on a busy machine a few in a row may be slow
LINEAR = 4.5


def growth(act: Callable[[T], object], small: T, large: T, enough: float = LINEAR) -> float:
    """How many times as long `act` takes with the large value as with the small one.

    CPU time of this process after one run to warm up, the best of up to RUNS of each: what is not
    above `enough` is not tried again. For four times the size about 4 is linear and 16 is
    quadratic.
    """
    act(small)
    ratio, least_small, least_large = inf, inf, inf
    for _ in range(RUNS):
        least_small = min(least_small, _seconds(act, small))
        least_large = min(least_large, _seconds(act, large))
        ratio = least_large / max(least_small, FLOOR)
        if ratio <= enough:
            break
    return ratio


def _seconds(act: Callable[[T], object], value: T) -> float:
    gc.disable()  # how often it looks through all there is depends on the tests that ran before
    try:
        began = time.process_time()
        act(value)
        return time.process_time() - began
    finally:
        gc.enable()
