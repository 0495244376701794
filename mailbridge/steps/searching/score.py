"""What is shown first of the things that were found: the best, and the newest of equals."""

from datetime import datetime

from mailbridge.values import dataclass

HALF = 90 * 24 * 3600.0  # seconds after which being new counts half
IN_TITLE, AS_TYPED, NEW = 3.0, 1.0, 2.0  # points


@dataclass(frozen=True, slots=True)
class Found:
    in_title: bool  # all words stand in what it is called
    as_typed: bool  # all stand in it letter by letter
    at: datetime


def points(found: Found, now: datetime) -> float:
    """The more, the better."""
    age = max((now - found.at).total_seconds(), 0.0)
    new: float = NEW * 0.5 ** (age / HALF)
    return new + IN_TITLE * found.in_title + AS_TYPED * found.as_typed
