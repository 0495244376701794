"""The outbox is emptied: each letter that is due is rendered and handed to the relay, and what it
answers is recorded.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from mailbridge.adapters.submission import RelayRefused, RelayUnreachable
from mailbridge.domain.address import ReturnPath, encode
from mailbridge.services.container import Container, Relay
from mailbridge.services.telling.post_words import load_words
from mailbridge.services.telling.press import Press
from mailbridge.services.telling.record_outcomes import Outcome, Recorder
from mailbridge.store.outbox import queue
from mailbridge.store.outbox.queue import Owed

T = TypeVar("T")
BATCH = 40
LEASE = timedelta(minutes=5)
HAND_OVER = timedelta(minutes=2)  # the longest one letter may take


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
    settled, press, recorder = 0, Press(container, words), Recorder(container)
    try:
        while waiting:
            owed = waiting.popleft()
            if not await _has_time(container, owed, until, recorder):
                continue
            work = _send_letter(container, container.relay, owed, press, recorder)
            outcome = await _to_the_end(work)
            settled += outcome.state != "deferred"
            if outcome.relay_is_down:
                down, waiting = waiting, deque()
                await _to_the_end(_postpone(down, outcome, recorder))
    finally:
        await _to_the_end(recorder.flush())
        if waiting:
            await _to_the_end(_release(container, waiting))
    return settled


async def _has_time(container: Container, owed: Owed, until: datetime, recorder: Recorder) -> bool:
    """Whether a letter is ours for as long as it may take. False: somebody else has it by now."""
    now = container.clock()
    if now <= until - HAND_OVER:
        return True
    await recorder.flush()  # of the letters before: their lease ends as well
    return await container.store.write(lambda db: queue.prolong(db, owed, now + LEASE))


async def _send_letter(
    container: Container,
    relay: Relay,
    owed: Owed,
    press: Press,
    recorder: Recorder,
) -> Outcome:
    """Hand a letter over, and give the recorder what became of it."""
    outcome = await _hand_over(container, relay, owed, press)
    await recorder.add(outcome)
    return outcome


async def _hand_over(container: Container, relay: Relay, owed: Owed, press: Press) -> Outcome:
    # VERP: what comes back names the letter
    return_path = f"{encode(ReturnPath(owed.id), container.keys[0])}@{container.domain}"

    def became(state: str, words: str, **more: Any) -> Outcome:
        return Outcome(owed, container.clock(), state, words, **more)

    try:
        printed = await press.print(owed.letter)
    except Exception as fault:  # one letter that cannot be written must not keep the others back
        return became("deferred", f"not rendered: {type(fault).__name__}: {fault}")
    try:
        async with asyncio.timeout(HAND_OVER.total_seconds()):
            answer = await relay.deliver(return_path, owed.to, printed.content)
        answerable = owed.discussion_id is not None
        return became("sent", answer, said=printed.said if answerable else None)
    except RelayRefused as refusal:
        return became("failed", refusal.words)
    except RelayUnreachable as trouble:
        return became("deferred", trouble.words, relay_is_down=trouble.whole)
    except TimeoutError:
        return became("deferred", "the relay did not answer in time", relay_is_down=True)


async def _postpone(waiting: Iterable[Owed], outcome: Outcome, recorder: Recorder) -> None:
    """What became of one letter is the others' lot, too."""
    for owed in waiting:
        await recorder.add(replace(outcome, owed=owed))


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
