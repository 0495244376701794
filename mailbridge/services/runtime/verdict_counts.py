"""How many messages had which verdict: counted in the process, told to the store once a second, so
that filing does not wait for it.
"""

import asyncio
import logging
from collections import Counter
from contextlib import suppress
from functools import partial

from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbound.counts import MAIL, add_to_totals

EVERY = 1.0  # seconds; a process that is killed loses what it counted since
log = logging.getLogger("mailbridge.counting")


class VerdictCounts:
    """Used in the event loop of the process only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._untold: Counter[str] = Counter()
        self._closing = asyncio.Event()
        self._writing = asyncio.Lock()
        self._telling: asyncio.Task[None] | None = None

    def count(self, disposition: Disposition | str, reason: Reason | str) -> None:
        """A message was filed, held, refused or dropped."""
        self._untold[f"{MAIL}{disposition!s}:{reason!s}"] += 1
        if self._telling is None:
            self._telling = asyncio.create_task(self._soon())

    async def tell(self) -> None:
        """Tell the store what was counted until now, and return when the store knows all of it,
        also what another task is just writing; a store that fails is told later.
        """
        async with self._writing:
            counts, self._untold = self._untold, Counter()
            if not counts:
                return
            try:
                await self._store.write(partial(add_to_totals, counts=counts))
            except Exception as fault:  # whatever it is, mail goes on; told next time
                self._untold += counts
                log.warning("not counted just now: %s", type(fault).__name__)

    async def close(self) -> None:
        """Write down what was not written yet, and stop."""
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
