"""One process tells the others that there is work (LISTEN and NOTIFY of PostgreSQL); where nobody
hears it, polling finds it.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from mailbridge.services.container import Container

CHANNEL = "mailbridge"
INGEST, OUTBOX = "ingest", "outbox"
GATHER = 0.02  # seconds in which the same word is said once
AGAIN = 5.0  # seconds between two tries to listen
log = logging.getLogger("mailbridge.bell")


def ring_other_processes(container: Container) -> None:
    """For a process without a worker: have what it keeps and writes told to those that have one,
    where the store can do that.
    """
    if container.store.can_listen:
        bell = _Bell(container)
        container.runtime.wake_ingest.add(partial(bell.ring, INGEST))
        container.runtime.wake_outbox.add(partial(bell.ring, OUTBOX))
        container.closers.append(bell.close)


class _Bell:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._ringing: dict[str, asyncio.Task[None]] = {}

    def ring(self, word: str) -> None:
        if word not in self._ringing:
            self._ringing[word] = asyncio.create_task(self._say(word))

    async def _say(self, word: str) -> None:
        await asyncio.sleep(GATHER)
        self._ringing.pop(word, None)  # what is kept from now on is told anew
        with suppress(Exception):  # they find it by themselves within a second
            await self._container.store.notify(CHANNEL, word)

    async def close(self) -> None:
        await asyncio.gather(*self._ringing.values())


async def listen_for_wakeups(
    container: Container, wake: dict[str, Callable[[], None]], stopping: asyncio.Event
) -> None:
    """Call the function of each word that other processes say, until `stopping`; a connection that
    breaks is opened again. Returns at once where the store cannot listen.
    """
    while container.store.can_listen and not stopping.is_set():
        try:
            await container.store.listen(
                CHANNEL, lambda word: wake.get(word, lambda: None)(), stopping
            )
        except Exception as fault:  # whatever it is, polling goes on
            log.warning("not listening just now: %s", type(fault).__name__)
        with suppress(TimeoutError):
            async with asyncio.timeout(AGAIN):
                await stopping.wait()
