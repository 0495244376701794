"""The outbox is emptied: each letter that is due is rendered and handed to the relay, and what it
answers is kept.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from mailbridge import maillog
from mailbridge.adapters.submission import RelayRefused, RelayUnreachable
from mailbridge.domain.address import ReturnPath, encode
from mailbridge.domain.letter import PostWords, Rendered
from mailbridge.services.container import Container, Relay
from mailbridge.services.telling.post_words import load_words, render_with_files
from mailbridge.services.telling.undelivered import record_refusal
from mailbridge.steps.deciding.conversation.own_lines import as_words
from mailbridge.store.engine.unit_of_work import after_commit
from mailbridge.store.outbox import queue
from mailbridge.store.outbox.queue import Owed

T = TypeVar("T")
BATCH = 20
LEASE = timedelta(minutes=5)
HAND_OVER = timedelta(minutes=2)  # the longest one letter may take
PATIENCE = timedelta(days=5)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
RECORD_TRIES = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    state: str  # sent, failed, deferred
    words: str
    said: str | None = None  # what the letter said, to know it again in an answer
    relay_is_down: bool = False  # not this letter's fault: the others need not be tried


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts: 1, 2, 4 … minutes, at most four hours."""
    doubled: int = 2 ** min(max(attempts - 1, 0), 20)
    return min(LONGEST_PAUSE, FIRST_PAUSE * doubled)


async def drain(container: Container) -> int:
    """Hand over one batch of what is due. Returns how many letters were settled, sent or refused
    for good; 0: nothing to do now.
    """
    if container.relay is None:
        await container.store.write(lambda db: queue.queue_due_held(db, container.clock()))
        return 0
    until = container.clock() + LEASE
    waiting = deque(
        await container.store.write(lambda db: queue.claim(db, until - LEASE, LEASE, BATCH))
    )
    words = await load_words(container, (owed.letter for owed in waiting)) if waiting else {}
    settled = 0
    try:
        while waiting:
            outcome = await _to_the_end(
                _send_letter(container, container.relay, waiting.popleft(), words, until)
            )
            settled += outcome.state != "deferred"
            if outcome.relay_is_down:
                down, waiting = waiting, deque()
                await _to_the_end(_postpone(container, down, outcome))
    finally:
        if waiting:
            await _to_the_end(_release(container, waiting))
    return settled


async def _send_letter(
    container: Container, relay: Relay, owed: Owed, words: dict[int, PostWords], until: datetime
) -> Outcome:
    """Claim a letter, hand it over and record what became of it."""
    now = container.clock()
    if now > until - HAND_OVER and not await container.store.write(
        lambda db: queue.prolong(db, owed, now + LEASE)
    ):
        return Outcome("deferred", "somebody else has it")
    outcome = await _hand_over(container, relay, owed, words)
    await _record_at_last(container, lambda db: _record(db, container, owed, outcome))
    return outcome


async def _hand_over(
    container: Container, relay: Relay, owed: Owed, words: dict[int, PostWords]
) -> Outcome:
    # VERP: what comes back names the letter
    return_path = f"{encode(ReturnPath(owed.id), container.keys[0])}@{container.domain}"
    try:
        letter = await render_with_files(container, owed.letter, words)
    except Exception as fault:  # one letter that cannot be written must not keep the others back
        return Outcome("deferred", f"not rendered: {type(fault).__name__}: {fault}")
    try:
        async with asyncio.timeout(HAND_OVER.total_seconds()):
            answer = await relay.deliver(return_path, owed.to, letter.content)
        return Outcome("sent", answer, said=_words_of(owed, letter))
    except RelayRefused as refusal:
        return Outcome("failed", refusal.words)
    except RelayUnreachable as trouble:
        return Outcome("deferred", trouble.words, relay_is_down=trouble.whole)
    except TimeoutError:
        return Outcome("deferred", "the relay did not answer in time", relay_is_down=True)


def _words_of(owed: Owed, letter: Rendered) -> str | None:
    """Of a letter that can be answered: what it is known again by."""
    answerable = owed.discussion_id is not None
    return as_words(letter.text, letter.page) if answerable else None


def _record(db: Connection, container: Container, owed: Owed, outcome: Outcome) -> None:
    now = container.clock()
    told = partial(_tell, db, owed.id, owed.to)
    if outcome.state == "sent":
        if queue.mark_sent(db, owed, now, outcome.words, outcome.said):
            told(maillog.letter_sent, outcome.words)
    elif outcome.state == "deferred" and now - owed.created < PATIENCE:
        if queue.mark_deferred(db, owed, now + pause_after(owed.fence), outcome.words):
            told(maillog.letter_deferred, owed.fence, outcome.words)
    elif queue.mark_failed(db, owed, outcome.words):
        told(maillog.letter_failed, outcome.words)
        record_refusal(db, container, owed, outcome.words, silent=outcome.state == "deferred")


def _tell(
    db: Connection, letter_id: int, to: str, line: Callable[..., None], *words: str | int
) -> None:
    """A line of the log, once it is true."""
    after_commit(db, partial(line, letter_id, to, *words))


async def _record_at_last(container: Container, work: Callable[[Connection], None]) -> None:
    """Write down what the relay acknowledged, and try again until it is written: else the letter
    would go out again when its lease ends.
    """
    for attempt in range(RECORD_TRIES):
        try:
            return await container.store.write(work)
        except (SQLAlchemyError, OSError):
            await asyncio.sleep(min(30.0, 0.2 * 2**attempt))
    return await container.store.write(work)


async def _postpone(container: Container, owed: Iterable[Owed], outcome: Outcome) -> None:
    waiting = list(owed)

    def transaction(db: Connection) -> None:
        for one in waiting:
            _record(db, container, one, outcome)

    await container.store.write(transaction)


async def _release(container: Container, owed: Iterable[Owed]) -> None:
    waiting = list(owed)
    await container.store.write(lambda db: queue.release(db, waiting, container.clock()))


async def _to_the_end(work: Coroutine[None, None, T]) -> T:
    """Finish what was begun even when a stop is asked for meanwhile; then stop."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
