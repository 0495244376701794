"""A signal calls functions that were added to it, which its caller need not know."""

from collections.abc import Callable
from typing import Generic, ParamSpec

Told = ParamSpec("Told")


class Signal(Generic[Told]):
    """Calls each hearer, in the order in which they came, with what it is called with.

    Hearers return at once; what one raises goes to whoever called.
    """

    def __init__(self) -> None:
        self._hearers: list[Callable[Told, None]] = []

    def add(self, hearer: Callable[Told, None]) -> None:
        """Call this function whenever the signal is given."""
        self._hearers.append(hearer)

    def remove(self, hearer: Callable[Told, None]) -> None:
        """Raises ValueError for one that was not added."""
        self._hearers.remove(hearer)

    def __call__(self, *values: Told.args, **named: Told.kwargs) -> None:
        for hearer in tuple(self._hearers):
            hearer(*values, **named)
