"""For how long a clock did not leap, and a store answered."""

from datetime import timedelta

import pytest

from mailbridge.services.runtime.steadiness import Steadiness
from tests.container import Clock

LEASE = timedelta(seconds=300)


class Time:
    """A clock, and the seconds that pass whatever is done to it."""

    def __init__(self) -> None:
        self.clock, self.elapsed = Clock(), 0.0
        self.steadiness = Steadiness(self.clock, lambda: self.elapsed)

    def pass_by(self, seconds: float, wrong: float = 0.0) -> bool:
        """Whether it has lasted for a lease afterwards; the clock goes `wrong` seconds too far."""
        self.elapsed += seconds
        self.clock.forward(seconds=seconds + wrong)
        return self.steadiness.has_lasted(LEASE, self.clock())


def test_it_lasts_from_the_start_on() -> None:
    """To the second."""
    time = Time()
    assert [False, False, True, True] == [time.pass_by(seconds) for seconds in (0.0, 299.9, 0.1, 9)]


@pytest.mark.parametrize("wrong", [3600.0, -3600.0, 5.1, -5.1])
def test_a_leap_of_the_clock_ends_it(wrong: float) -> None:
    """Ahead and back, and when it leaps once it is not held against it any longer than a lease."""
    time = Time()
    assert time.pass_by(300)
    assert [False, False, True] == [
        time.pass_by(1, wrong),
        time.pass_by(299),
        time.pass_by(1),
    ]


def test_a_clock_that_is_set_right_little_by_little_does_not() -> None:
    """However far it goes in all."""
    time = Time()
    assert [False, True, True, True] == [time.pass_by(150, 4.9) for _ in range(4)]


def test_a_store_that_does_not_answer_ends_it() -> None:
    """From then on."""
    time = Time()
    assert time.pass_by(500)
    time.steadiness.end()
    assert [False, True] == [time.pass_by(299), time.pass_by(1)]
