"""What became of letters is recorded, several together, while the next one travels."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from sqlalchemy import Connection
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from mailbridge import maillog
from mailbridge.services.container import Container
from mailbridge.services.telling.undelivered import record_refusal
from mailbridge.store.engine.transaction import after_commit
from mailbridge.store.outbox import queue, sent_letters
from mailbridge.store.outbox.queue import Owed
from mailbridge.store.outbox.sent_letters import Sent
from mailbridge.values import dataclass

TOGETHER = 10  # outcomes recorded in one transaction
SOON = 0.05  # seconds an outcome waits for others
# letters that the relay took and nobody will remember when this process is killed: those of the
# transaction that runs, and those that wait for the next
MOST_FORGOTTEN = 2 * TOGETHER
PATIENCE = timedelta(days=5)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
AGAIN = 0.5  # seconds between two tries of a transaction that the store did not take
LONGEST_FAULT = 3600.0  # seconds; what the store does not take for so long is tried alone
LETTERS_OWN = (  # what a letter may be to blame for; all else is the store's trouble
    DataError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    owed: Owed
    at: datetime
    state: str  # sent, failed, deferred
    words: str
    said: str | None = None  # what the letter said, to know it again in an answer
    relay_is_down: bool = False  # not this letter's fault: the others need not be tried


class Recorder:
    """Takes outcomes of letters and records them in their order."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._waiting: list[Outcome] = []
        self._writing: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def add(self, outcome: Outcome) -> None:
        """Take an outcome. When as many wait as are recorded together, this waits for the
        transaction before theirs; it raises what kept that one from being written.
        """
        self._waiting.append(outcome)
        if len(self._waiting) >= TOGETHER:
            await self._written()
            self._begin()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SOON, self._begin_if_idle)

    async def flush(self) -> None:
        """When this returns, all outcomes are on stable storage."""
        await self._written()
        if self._waiting:
            self._begin()
            await self._written()

    async def _written(self) -> None:
        if self._writing is not None:
            await self._writing

    def _begin(self) -> None:
        """The transaction before has ended."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        together, self._waiting = self._waiting, []
        self._writing = asyncio.create_task(_record_at_last(self._container, together))

    def _begin_if_idle(self) -> None:
        """While a transaction runs, what waits goes into the next."""
        self._timer = None
        if self._writing is None or self._writing.done():
            self._begin()
        else:
            self._timer = asyncio.get_running_loop().call_later(SOON, self._begin_if_idle)


async def _record_at_last(container: Container, together: Sequence[Outcome]) -> None:
    """Write down what the relay acknowledged, and try again until the store is back: else the
    letters would go out again when their lease ends. What is a letter's own fault is none of the
    others': then each is recorded by itself.
    """
    until = monotonic() + LONGEST_FAULT
    while monotonic() < until:
        try:
            await container.store.write(lambda db: record(db, container, together))
            return
        except LETTERS_OWN:
            break
        except (DBAPIError, PoolTimeoutError, OSError):  # sqlalchemy's, and what drivers let pass
            await asyncio.sleep(AGAIN)
        except Exception:
            break
    alone = [partial(_record_alone, container, outcome) for outcome in together]
    faults = [one for one in await container.store.write_each(alone) if one is not None]
    if faults:
        raise faults[0]


def _record_alone(container: Container, outcome: Outcome, db: Connection) -> None:
    record(db, container, [outcome])


def record(db: Connection, container: Container, together: Sequence[Outcome]) -> None:
    """Record outcomes; that of a letter which somebody else has by now changes nothing."""
    sent = [outcome for outcome in together if outcome.state == "sent"]
    ours = sent_letters.mark_sent(
        db, [Sent(outcome.owed, outcome.at, outcome.words, outcome.said) for outcome in sent]
    )
    for outcome in sent:
        if outcome.owed.id in ours:
            _tell(db, outcome.owed, maillog.letter_sent, outcome.words)
    others = [outcome for outcome in together if outcome.state != "sent"]
    failed = sum([_record_trouble(db, container, outcome) for outcome in others])
    queue.count_settled(db, sent=len(ours), failed=failed)


def _record_trouble(db: Connection, container: Container, outcome: Outcome) -> bool:
    """Of a letter that the relay did not take; whether it is given up now."""
    owed, words = outcome.owed, outcome.words
    late = outcome.at - owed.created >= PATIENCE
    if outcome.state == "deferred" and not late:
        if queue.mark_deferred(db, owed, outcome.at + pause_after(owed.fence), words):
            _tell(db, owed, maillog.letter_deferred, owed.fence, words)
        return False
    if not queue.mark_failed(db, owed, words):
        return False
    _tell(db, owed, maillog.letter_failed, words)
    record_refusal(db, container, owed, words, silent=outcome.state == "deferred")
    return True


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts: 1, 2, 4 … minutes, at most four hours."""
    doubled: int = 2 ** min(max(attempts - 1, 0), 20)
    return min(LONGEST_PAUSE, FIRST_PAUSE * doubled)


def _tell(db: Connection, owed: Owed, line: Callable[..., None], *words: str | int) -> None:
    """A line of the log, once it is true."""
    after_commit(db, partial(line, owed.id, owed.to, *words))
