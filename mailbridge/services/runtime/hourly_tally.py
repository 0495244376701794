"""Messages and bytes counted by the hour and by the day, by all processes together.

Each process counts for itself, and once a second they tell each other through the store.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.steps.deciding.address.hourly_caps import STORE, Caps, full
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbound import counts

EVERY = 1.0  # seconds between two words with the store
REMEMBERED = 50_000  # names; beyond, all are forgotten and learned again
log = logging.getLogger("mailbridge.floods")


class HourlyTally:
    """What was taken in this hour, and in this day (UTC) for the store. The store is asked nothing
    at the door: what others counted is learned with the next word.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime], caps: Caps) -> None:
        self._store = store
        self._clock = clock
        self._caps = caps
        self._hour = 0
        self.known: dict[str, int] = {}  # what was counted, by name
        self._untold: Counter[str] = Counter()
        self._refused: set[str] = set()
        self._closing = asyncio.Event()
        self._telling: asyncio.Task[None] | None = None

    def full(self, names: Iterable[str]) -> str | None:
        """The first of these names that has had its share."""
        self._turn()
        return full(names, self._caps, self.known)

    def count(self, amounts: Mapping[str, int]) -> None:
        """Add to what was counted for these names."""
        self._turn()
        if len(self.known) > REMEMBERED:
            self.known = {STORE: self.known.get(STORE, 0)}
        for name, amount in amounts.items():
            self.known[name] = self.known.get(name, 0) + amount
            self._untold[name] += amount
        if self._telling is None and self._untold:
            self._telling = asyncio.create_task(self._tell_soon())

    def is_news(self, name: str) -> bool:
        """Whether it is the first time in this hour that this name is refused."""
        first = name not in self._refused
        self._refused.add(name)
        return first

    async def close(self) -> None:
        """Write down what was not written yet, and stop."""
        self._closing.set()
        if self._telling is not None:
            await self._telling

    async def _tell_soon(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(EVERY):
                await self._closing.wait()
        self._telling = None
        await self._tell()

    async def _tell(self) -> None:
        """Tell the store what was counted here, and learn what was counted everywhere."""
        fresh, self._untold, hour = self._untold, Counter(), self._hour

        def transaction(db: Connection) -> dict[str, int]:
            day = _day(hour)
            counts.forget_hours_before(db, hour, but=(day, STORE))
            of_store = {STORE: fresh.pop(STORE)} if STORE in fresh else {}
            return counts.add_to_hour(db, hour, fresh) | counts.add_to_hour(db, day, of_store)

        try:
            totals = await self._store.write(transaction)
        except Exception as fault:  # whatever it is, mail is taken all the same
            log.warning("mail is not counted just now: %s", type(fault).__name__)
            return
        if hour == self._hour:
            self.known |= {name: total + self._untold[name] for name, total in totals.items()}

    def _turn(self) -> None:
        """Where a new hour has begun, everybody has their share again."""
        hour = int(self._clock().timestamp()) // 3600
        if hour != self._hour:
            same_day = _day(hour) == _day(self._hour)
            self.known = {STORE: self.known.get(STORE, 0)} if same_day else {}
            self._untold = Counter({STORE: self._untold[STORE]} if same_day else ())
            self._hour = hour
            self._refused.clear()


def _day(hour: int) -> int:
    """The first hour of the day (UTC) that an hour belongs to."""
    return hour - hour % 24
