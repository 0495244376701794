"""The outbox is emptied: each letter that is due is rendered and handed to the relay, and what it
answers is recorded.
"""

import asyncio
from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from mailbridge.adapters.submission import RelayRefused, RelayUnreachable
from mailbridge.domain.address import ReturnPath, encode
from mailbridge.domain.letter import PostWords
from mailbridge.services.container import Container, Relay
from mailbridge.services.telling.post_words import load_words
from mailbridge.services.telling.press import Press
from mailbridge.services.telling.record_outcomes import Outcome, Recorder
from mailbridge.store.outbox import queue
from mailbridge.store.outbox.queue import Owed

BATCH = 40
LEASE = timedelta(minutes=5)
HAND_OVER = timedelta(minutes=2)  # the longest one letter may take


async def drain(container: Container) -> int:
    """Hand over one batch of what is due. Returns how many letters were settled, sent or refused
    for good; 0: nothing to do now. When a stop is asked for meanwhile, the letter that was begun is
    finished, and the others are given back.
    """
    if container.relay is None:
        await container.store.write(lambda db: queue.queue_due_held(db, container.clock()))
        return 0
    until = container.clock() + LEASE
    waiting = await container.store.write(lambda db: queue.claim(db, until - LEASE, LEASE, BATCH))
    if not waiting:
        return 0
    words = await load_words(container, (owed.letter for owed in waiting))
    batch = _Batch(container, container.relay, until, deque(waiting), words)
    work = asyncio.create_task(batch.hand_over())
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        batch.is_stopping = True
        await asyncio.wait([work])
        raise


class _Batch:
    """Letters that are ours until the lease ends."""

    def __init__(
        self,
        container: Container,
        relay: Relay,
        until: datetime,
        waiting: deque[Owed],
        words: dict[int, PostWords],
    ) -> None:
        self.is_stopping = False
        self._container = container
        self._relay = relay
        self._until = until
        self._waiting = waiting
        self._press = Press(container, words)
        self._recorder = Recorder(container)

    async def hand_over(self) -> int:
        """Returns how many letters were settled."""
        settled = 0
        try:
            while self._waiting and not self.is_stopping:
                settled += await self._send(self._waiting.popleft())
        finally:
            await self._recorder.flush()
            await self._release()
        return settled

    async def _send(self, owed: Owed) -> bool:
        """Hand a letter over, and give the recorder what became of it."""
        if not await self._is_ours(owed):
            return False
        outcome = await _hand_over(self._container, self._relay, owed, self._press)
        await self._recorder.add(outcome)
        while outcome.relay_is_down and self._waiting:  # the others' lot, too
            await self._recorder.add(replace(outcome, owed=self._waiting.popleft()))
        return outcome.state != "deferred"

    async def _is_ours(self, owed: Owed) -> bool:
        """For as long as it may take. False: somebody else has it by now."""
        now = self._container.clock()
        if now <= self._until - HAND_OVER:
            return True
        await self._recorder.flush()  # of the letters before: their lease ends as well
        return await self._container.store.write(lambda db: queue.prolong(db, owed, now + LEASE))

    async def _release(self) -> None:
        left, now = list(self._waiting), self._container.clock()
        if left:
            await self._container.store.write(lambda db: queue.release(db, left, now))


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
