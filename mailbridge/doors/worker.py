"""The worker: files what is stored, sends what is owed, does what is due, and looks after
aliases.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from mailbridge import maillog
from mailbridge.services.aliases import tests
from mailbridge.services.container import Container
from mailbridge.services.filing.filing_rounds import FilingRounds
from mailbridge.services.follow_up import run_due
from mailbridge.services.oversight import retention
from mailbridge.services.running import health, next_work, wakeup
from mailbridge.services.running.abandoned_claims import release_abandoned
from mailbridge.services.runtime.signals import Signal
from mailbridge.services.searching import reindex
from mailbridge.services.signing import dkim_keys
from mailbridge.services.telling import drain_outbox
from mailbridge.services.webhooks import deliver

POLL = 1.0  # seconds between two looks for whether other processes left something
QUIET = 30.0  # seconds after which work is looked for, whatever was told
ALIASES = 20.0  # seconds between two looks for tests and canaries that are due
ABANDONED = 30.0  # seconds between two looks for claims of processes that have ended
NOT_FOUND_YET = 600.0  # seconds between two looks for what came back from a copy
RECORDS = 300.0  # seconds between two looks for the DNS records of keys that wait to sign
RETENTION = 3600.0  # seconds between two looks for what is older than it is to be kept
PLANNING = 900.0  # seconds between two looks for what falls due that nothing else brings
FIRST_PAUSE = 0.5  # seconds, after a round that failed; doubled each time
LONGEST_PAUSE = 60.0


class Round:
    """Asks for work again and again: at once while there is some, when woken, when some is due, and
    now and then. `until_due` is asked how long it is until then; None: nobody knows.
    """

    def __init__(
        self,
        name: str,
        drain: Callable[[], Awaitable[int]],
        quiet: float = QUIET,
        until_due: Callable[[], Awaitable[timedelta | None]] | None = None,
    ) -> None:
        self.name = name
        self._drain = drain
        self._quiet = quiet
        self._until_due = until_due
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
                rest = 0.0 if done else await self._rest()
            except Exception as fault:
                if _is_cancelled():  # a rollback that failed for it stands in its place
                    raise
                maillog.worker_stumbled(self.name, fault)
                await _first_of(self._stopping, self._pause)
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
            else:
                self._pause = FIRST_PAUSE
                if not done:
                    await _first_of(self._woken, rest)

    async def _rest(self) -> float:
        """Seconds until the next look."""
        due = await self._until_due() if self._until_due is not None else None
        return self._quiet if due is None else min(self._quiet, due.total_seconds())


class WorkerDoor:
    """Files what came in and empties the outbox, in tasks of its own."""

    def __init__(self, container: Container, *, poll: float = POLL) -> None:
        self._container = container
        self._filing = FilingRounds(container)
        self._rounds = _rounds(container, self._filing)
        self._poll = poll
        filing, sending, doing, telling, *_ = self._rounds
        words = {
            wakeup.INGEST: filing.wake,
            wakeup.OUTBOX: _both(sending.wake, telling.wake),
            wakeup.DUE: doing.wake,
        }
        self._hearing = wakeup.Hearing(container, words)
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()
        self._observe = health.INGEST_SECONDS.observe

    async def start(self) -> None:
        """Begin the rounds."""
        filing, sending, _, telling, *_ = self._rounds
        self._begin_to_listen()
        with suppress(Exception):  # a store that is not there yet is the rounds' own trouble
            await release_abandoned(self._container)
        self._tasks = [asyncio.create_task(each.run(), name=each.name) for each in self._rounds]
        bell = wakeup.listen_for_wakeups(self._container, self._hearing, self._stopping)
        self._tasks.append(asyncio.create_task(bell, name="bell"))
        self._tasks.append(
            asyncio.create_task(self._look_for_others(filing, sending, telling), name="look")
        )

    async def _look_for_others(self, *rounds: Round) -> None:
        """Wake the rounds when another process may have left something without telling."""
        before = self._container.store.mark_of_changes()
        while not self._stopping.is_set():
            await _first_of(self._stopping, self._poll)
            mark = self._container.store.mark_of_changes()
            if mark != before or (mark is None and not self._hearing.is_sure):
                before = mark
                for each in rounds:
                    each.wake()

    def _listened_to(self) -> tuple[tuple[Signal[[]], Callable[[], None]], ...]:
        runtime, (filing, sending, doing, telling, *_) = self._container.runtime, self._rounds
        return (
            (runtime.wake_ingest, filing.wake),
            (runtime.wake_outbox, sending.wake),
            (runtime.wake_outbox, telling.wake),
            (runtime.wake_due, doing.wake),
        )

    def _begin_to_listen(self) -> None:
        for signal, wake in self._listened_to():
            signal.add(wake)
        self._container.runtime.filed.add(self._observe)

    def _end_listening(self) -> None:
        for signal, wake in self._listened_to():
            signal.remove(wake)
        self._container.runtime.filed.remove(self._observe)

    async def stop(self) -> None:
        """Finish what has begun, and end the rounds."""
        for each in self._rounds:
            each.stop()
        self._stopping.set()
        await asyncio.gather(*self._tasks)
        await self._filing.close()
        self._end_listening()


def _both(*wakes: Callable[[], None]) -> Callable[[], None]:
    def call() -> None:
        for wake in wakes:
            wake()

    return call


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def _first_of(event: asyncio.Event, seconds: float) -> None:
    """Wait until the event happens or so many seconds have gone."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


async def _plan(container: Container) -> int:
    """Who joined or chose since has a next morning letter, a project its next report."""
    await run_due.seed(container)
    return 0


def _rounds(container: Container, filing: FilingRounds) -> tuple[Round, ...]:
    """For mail, letters, the clock, programs elsewhere, what the clock will bring, aliases, what
    others left when they ended, words that are not found yet, and the keys that sign.
    """
    return (
        Round(
            "ingest",
            filing.run,
            until_due=partial(next_work.until_message_due, container),
        ),
        Round(
            "outbox",
            partial(drain_outbox.drain, container),
            until_due=partial(next_work.until_letter_due, container),
        ),
        Round(
            "due",
            partial(run_due.drain, container),
            until_due=partial(next_work.until_work_due, container),
        ),
        Round(
            "webhooks",
            partial(deliver.drain, container),
            until_due=partial(next_work.until_webhook_due, container),
        ),
        Round("planning", partial(_plan, container), PLANNING),
        Round("aliases", lambda: tests.look_after_aliases(container), ALIASES),
        Round("retention", lambda: retention.drain(container), RETENTION),
        Round("claims", partial(release_abandoned, container), ABANDONED),
        Round("search", partial(reindex.take_in, container), NOT_FOUND_YET),
        Round("signing", partial(dkim_keys.look_for_records, container), RECORDS),
    )
