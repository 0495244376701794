"""The worker: files what is stored, sends what is owed, and looks after aliases."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from mailbridge import maillog
from mailbridge.services.aliases import tests
from mailbridge.services.container import Container
from mailbridge.services.filing.filing_rounds import FilingRounds
from mailbridge.services.filing.ingest import release_abandoned
from mailbridge.services.running import health, wakeup
from mailbridge.services.telling import drain_outbox

POLL = 1.0  # seconds between two looks for what other processes left
ALIASES = 20.0  # seconds between two looks for tests and canaries that are due
FIRST_PAUSE = 0.5  # seconds, after a round that failed; doubled each time
LONGEST_PAUSE = 60.0


class Round:
    """Asks for work again and again: at once while there is some, when woken, and now and then."""

    def __init__(self, name: str, drain: Callable[[], Awaitable[int]], poll: float = POLL) -> None:
        self.name = name
        self._drain = drain
        self._poll = poll
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._pause = FIRST_PAUSE

    def wake(self) -> None:
        """There is work: do not wait for the next look."""
        self._woken.set()

    def stop(self) -> None:
        """What has begun is finished; nothing new is begun."""
        self._stopping.set()
        self._woken.set()

    async def run(self) -> None:
        """Work until `stop`; a fault of one piece ends neither the round nor the process."""
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                done = await self._drain()
            except Exception as fault:
                maillog.worker_stumbled(self.name, fault)
                await _first_of(self._stopping, self._pause)
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
            else:
                self._pause = FIRST_PAUSE
                if not done:
                    await _first_of(self._woken, self._poll)


class WorkerDoor:
    """Files what came in and empties the outbox, in tasks of its own."""

    def __init__(self, container: Container, *, poll: float = POLL) -> None:
        self._container = container
        self._filing = FilingRounds(container)
        self._rounds = (
            Round("ingest", self._filing.run, poll),
            Round("outbox", lambda: drain_outbox.drain(container), poll),
            Round("aliases", lambda: tests.look_after_aliases(container), ALIASES),
        )
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()
        self._observe = health.INGEST_SECONDS.observe

    async def start(self) -> None:
        """Begin the rounds."""
        filing, sending, *_ = self._rounds
        self._begin_to_listen(filing, sending)
        with suppress(Exception):  # a store that is not there yet is the rounds' own trouble
            await release_abandoned(self._container)
        self._tasks = [asyncio.create_task(each.run(), name=each.name) for each in self._rounds]
        words = {wakeup.INGEST: filing.wake, wakeup.OUTBOX: sending.wake}
        self._tasks.append(
            asyncio.create_task(
                wakeup.listen_for_wakeups(self._container, words, self._stopping), name="bell"
            )
        )

    def _begin_to_listen(self, filing: Round, sending: Round) -> None:
        runtime = self._container.runtime
        runtime.wake_ingest.add(filing.wake)
        runtime.wake_outbox.add(sending.wake)
        runtime.filed.add(self._observe)

    def _end_listening(self, filing: Round, sending: Round) -> None:
        runtime = self._container.runtime
        runtime.wake_ingest.remove(filing.wake)
        runtime.wake_outbox.remove(sending.wake)
        runtime.filed.remove(self._observe)

    async def stop(self) -> None:
        """Finish what has begun, and end the rounds."""
        for each in self._rounds:
            each.stop()
        self._stopping.set()
        await asyncio.gather(*self._tasks)
        await self._filing.close()
        self._end_listening(*self._rounds[:2])


async def _first_of(event: asyncio.Event, seconds: float) -> None:
    """Wait until the event happens or so many seconds have gone."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
