"""How many messages had which verdict, for the watcher: counted here, told to the store once a
second, so that no filing waits for it.
"""

import asyncio
import logging
from collections import Counter
from contextlib import suppress
from functools import partial
from weakref import WeakKeyDictionary

from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services.container import Container
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbound import counts as tallies
from mailbridge.store.inbound.counts import add_to_totals

EVERY = 1.0  # seconds; a process that is killed loses what it counted since
log = logging.getLogger("mailbridge.counting")


class _Counts:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._untold: Counter[str] = Counter()
        self._closing = asyncio.Event()
        self._telling: asyncio.Task[None] | None = None

    def add(self, name: str) -> None:
        self._untold[name] += 1
        if self._telling is None:
            self._telling = asyncio.create_task(self._soon())

    async def tell(self) -> None:
        counts, self._untold = self._untold, Counter()
        if not counts:
            return
        try:
            await self._container.store.write(partial(add_to_totals, counts=counts))
        except Exception as fault:  # whatever it is, mail goes on; told next time
            self._untold += counts
            log.warning("not counted just now: %s", type(fault).__name__)

    async def close(self) -> None:
        _COUNTS.pop(self._container.store, None)
        self._closing.set()
        if self._telling is not None:
            await self._telling
        await self.tell()

    async def _soon(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(EVERY):
                await self._closing.wait()
        self._telling = None
        await self.tell()


_COUNTS: WeakKeyDictionary[Store, _Counts] = WeakKeyDictionary()


def decided(container: Container, disposition: Disposition | str, reason: Reason | str) -> None:
    """A message was filed, held, refused or dropped. To be called in the event loop."""
    found = _COUNTS.get(container.store)
    if found is None:
        found = _COUNTS[container.store] = _Counts(container)
        container.closers.append(found.close)
    found.add(f"{tallies.MAIL}{disposition!s}:{reason!s}")


async def tell(container: Container) -> None:
    """Tell the store now what this process has counted."""
    found = _COUNTS.get(container.store)
    if found is not None:
        await found.tell()
