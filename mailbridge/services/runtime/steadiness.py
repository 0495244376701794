"""For how long this process could rely on its clock and its store.

A lease ends by the clock. Where the clock leaps ahead, or nobody could write to the store for a
while, the lease of a process that is well seems to have ended. So who takes over what another has
claimed looks here first: it must have been steady for as long as a whole lease.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

LEAP = timedelta(seconds=5)  # between two looks; no clock that is merely set right goes so far


class Steadiness:
    """`elapsed`: seconds that pass whatever is done to the clock, as time.monotonic has them."""

    def __init__(self, clock: Callable[[], datetime], elapsed: Callable[[], float]) -> None:
        self._clock = clock
        self._elapsed = elapsed
        self._since = elapsed()
        self._drift = self._drift_of(clock())

    def has_lasted(self, long: timedelta, now: datetime) -> bool:
        """Whether the clock, which says `now`, has not leapt and the store has not failed for so
        long.
        """
        drift = self._drift_of(now)
        if abs(drift - self._drift) > LEAP.total_seconds():
            self.end()
        self._drift = drift
        return self._elapsed() - self._since >= long.total_seconds()

    def end(self) -> None:
        """The store did not answer: it begins anew."""
        self._since = self._elapsed()

    def _drift_of(self, now: datetime) -> float:
        return now.timestamp() - self._elapsed()
