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
INGEST, OUTBOX, DUE = "ingest", "outbox", "due"
HELLO = "hello"  # said to oneself: whether words are passed on at all
GATHER = 0.02  # seconds in which the same word is said once
AGAIN = 5.0  # seconds between two tries to listen
LONGEST_HELLO = 60.0  # seconds between two words to oneself, where none is heard
log = logging.getLogger("mailbridge.bell")


def ring_other_processes(container: Container) -> None:
    """For a process without a worker: have what it keeps and writes told to those that have one,
    where the store can do that.
    """
    if container.store.can_listen:
        bell = _Bell(container)
        container.runtime.wake_ingest.add(partial(bell.ring, INGEST))
        container.runtime.wake_outbox.add(partial(bell.ring, OUTBOX))
        container.runtime.wake_due.add(partial(bell.ring, DUE))
        container.closers.append(bell.close)


class _Bell:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._gathering: set[str] = set()  # words that will be said in a moment
        self._saying: set[asyncio.Task[None]] = set()

    def ring(self, word: str) -> None:
        if word not in self._gathering:
            self._gathering.add(word)
            saying = asyncio.create_task(self._say(word))
            self._saying.add(saying)
            saying.add_done_callback(self._saying.discard)

    async def _say(self, word: str) -> None:
        await asyncio.sleep(GATHER)
        self._gathering.discard(word)  # what is kept from now on is told anew
        with suppress(Exception):  # they find it by themselves within a second
            await self._container.store.notify(CHANNEL, word)

    async def close(self) -> None:
        """Returns once all is said: a connection must not be taken away in the middle of it."""
        await asyncio.gather(*self._saying)


class Hearing:
    """Hears words of other processes. `is_sure` while a word has come by the connection there is: a
    pooler may pass none on.
    """

    def __init__(self, container: Container, wake: dict[str, Callable[[], None]]) -> None:
        self._container = container
        self._wake = wake
        self.is_sure = False

    def hear(self, word: str) -> None:
        """Call the function that belongs to the word, if there is one."""
        self.is_sure = True
        self._wake.get(word, lambda: None)()

    async def say_hello(self) -> None:
        """To oneself, until it is heard."""
        pause = GATHER
        while not self.is_sure:
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_HELLO)
            with suppress(Exception):
                await self._container.store.notify(CHANNEL, HELLO)


async def listen_for_wakeups(
    container: Container, hearing: Hearing, stopping: asyncio.Event
) -> None:
    """Have words of other processes heard, until `stopping`; a connection that breaks is opened
    again. Returns at once where the store cannot listen.
    """
    while container.store.can_listen and not stopping.is_set():
        greeting = asyncio.create_task(hearing.say_hello())
        try:
            await container.store.listen(CHANNEL, hearing.hear, stopping)
        except Exception as fault:  # whatever it is, polling goes on
            log.warning("not listening just now: %s", type(fault).__name__)
        finally:
            greeting.cancel()
            hearing.is_sure = False
        with suppress(TimeoutError):
            async with asyncio.timeout(AGAIN):
                await stopping.wait()
