"""The outbox is emptied: each letter that is due is rendered and handed to the relay, and what it
answers is recorded.
"""

import asyncio
from collections import deque
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from time import monotonic
from typing import Any

from sqlalchemy import Connection

from mailbridge.adapters.submission import RelayRefused, RelayUnreachable
from mailbridge.domain.address import ReturnPath, encode
from mailbridge.domain.letter import PostWords, Stream
from mailbridge.services.container import Container, Relay
from mailbridge.services.telling.post_words import words_of
from mailbridge.services.telling.press import Press, Printed
from mailbridge.services.telling.record_outcomes import Outcome, Recorder
from mailbridge.store.outbox import queue
from mailbridge.store.outbox.queue import Owed
from mailbridge.values import dataclass, replace

BATCH = 40
LEASE = timedelta(minutes=5)
HAND_OVER = timedelta(minutes=2)  # the longest one letter may take
_Claimed = tuple[list[Owed], dict[int, PostWords]]  # letters, and the words of their posts
SIGNED_APART = 512 * 1024  # octets; about 2 ms of hashing


async def drain(container: Container) -> int:
    """Hand over one batch of what is due. Returns how many letters were settled, sent or refused
    for good; 0: nothing to do now. When a stop is asked for meanwhile, the letter that was begun is
    finished, and the others are given back.
    """
    if container.relay is None:
        await container.store.write(lambda db: queue.queue_due_held(db, container.clock()))
        return 0
    term, (waiting, words) = await _claim(container)
    if not waiting:
        return 0
    if container.key_ring is not None:
        await container.key_ring.refresh()
    batch = _Batch(container, container.relay, term, deque(waiting), words)
    task = asyncio.create_task(batch.hand_over())
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        batch.is_stopping = True
        await asyncio.wait([task])
        raise


@dataclass(frozen=True, slots=True)
class _Term:
    """When a lease ends, by the clock and by the seconds that pass whatever is done to it."""

    until: datetime
    elapsed: float

    def outlasts(self, now: datetime, elapsed: float) -> bool:
        """Whether a letter that is begun now is handed over within the lease."""
        longest = HAND_OVER.total_seconds()
        return now + HAND_OVER <= self.until and elapsed + longest <= self.elapsed


async def _claim(container: Container) -> tuple[_Term, _Claimed]:
    """Letters that are ours for a term. What others had and did not finish is taken only if we were
    steady for a whole lease: else it may be our clock, or the store, that makes theirs seem over.
    """
    own, now, steadiness = container.claimants.own, container.clock(), container.runtime.steadiness
    term = _Term(now + LEASE, monotonic() + LEASE.total_seconds())
    is_steady = steadiness.has_lasted(LEASE, now)

    def claim(db: Connection) -> _Claimed:
        owed = queue.claim(db, own, now, LEASE, BATCH, also_taken=is_steady)
        return owed, words_of(db, [letter.letter for letter in owed])

    try:
        return term, await container.store.write(claim)
    except Exception:
        steadiness.end()
        raise


@dataclass(frozen=True, slots=True)
class _Ready:
    """A letter that may leave."""

    printed: Printed
    return_path: str


class _Batch:
    """Letters that are ours until the lease ends."""

    def __init__(
        self,
        container: Container,
        relay: Relay,
        term: _Term,
        waiting: deque[Owed],
        words: dict[int, PostWords],
    ) -> None:
        self.is_stopping = False
        self._container = container
        self._relay = relay
        self._term = term
        self._waiting = waiting
        self._press = Press(container, words)
        self._printed: dict[int, _Ready | Exception] = {}  # the letter that leaves, and the next
        self._recorder = Recorder(container)

    async def hand_over(self) -> int:
        """Returns how many letters were settled."""
        settled = 0
        try:
            while self._waiting and not self.is_stopping:
                for owed in list(islice(self._waiting, 2)):
                    await self._print(owed)
                settled += await self._send(self._waiting.popleft())
        finally:
            await self._recorder.flush()
            await self._release()
        return settled

    async def _print(self, owed: Owed) -> None:
        """One letter that cannot be written must not keep the others back."""
        if owed.id not in self._printed:
            try:
                printed = await self._signed(owed, await self._press.print(owed.letter))
                self._printed[owed.id] = _Ready(printed, self._return_path(owed))
            except Exception as fault:
                self._printed[owed.id] = fault

    async def _signed(self, owed: Owed, printed: Printed) -> Printed:
        """A large letter is hashed in a thread: the loop serves others meanwhile."""
        ring = self._container.key_ring
        if ring is None:
            return printed
        author = owed.letter.from_.address
        if len(printed.content) < SIGNED_APART:
            return replace(printed, content=ring.signed(printed.content, author))
        content = await asyncio.to_thread(ring.signed, printed.content, author)
        return replace(printed, content=content)

    async def _send(self, owed: Owed) -> bool:
        """Hand a letter over, and give the recorder what became of it."""
        ready = self._printed.pop(owed.id)
        latest = await self._latest_end(owed)
        if latest is None:
            return False
        outcome = await self._hand_over(owed, ready, latest)
        await self._recorder.add(outcome)
        if outcome.relay_is_down:
            await self._share_the_lot(outcome)
        return outcome.state != "deferred"

    async def _share_the_lot(self, outcome: Outcome) -> None:
        """What waits for the same relay cannot leave, either."""
        relay = self._relay_of(outcome.owed)
        for owed in [other for other in self._waiting if self._relay_of(other) is relay]:
            self._waiting.remove(owed)
            await self._recorder.add(replace(outcome, owed=owed))

    def _relay_of(self, owed: Owed) -> Relay:
        """Digests have a relay of their own where one is set."""
        digests = self._container.digest_relay
        return digests or self._relay if owed.letter.stream is Stream.DIGEST else self._relay

    async def _hand_over(self, owed: Owed, ready: _Ready | Exception, latest: float) -> Outcome:
        """`latest`: the time of the event loop at which it is given up."""

        def became(state: str, words: str, **more: Any) -> Outcome:
            return Outcome(owed, self._container.clock(), state, words, **more)

        if isinstance(ready, Exception):
            return became("deferred", f"not rendered: {type(ready).__name__}: {ready}")
        self._announce_next(self._relay_of(owed))
        try:
            async with asyncio.timeout_at(latest):
                content = ready.printed.content
                answer = await self._relay_of(owed).deliver(ready.return_path, owed.to, content)
            answerable = owed.discussion_id is not None
            return became("sent", answer, said=ready.printed.said if answerable else None)
        except RelayRefused as refusal:
            return became("failed", refusal.words)
        except RelayUnreachable as trouble:
            return became("deferred", trouble.words, relay_is_down=trouble.whole)
        except TimeoutError:
            return became("deferred", "the relay did not answer in time", relay_is_down=True)

    def _announce_next(self, relay: Relay) -> None:
        owed = self._waiting[0] if self._waiting and not self.is_stopping else None
        if owed is not None and self._relay_of(owed) is not relay:
            return  # it leaves another way
        ready = self._printed.get(owed.id) if owed is not None else None
        if owed is not None and isinstance(ready, _Ready):
            relay.follow(ready.return_path, owed.to, len(ready.printed.content))

    def _return_path(self, owed: Owed) -> str:
        """VERP: what comes back names the letter; to a domain of their own come digests. An
        automatic answer has none (RFC 3834 section 3.3).
        """
        if owed.letter.auto_submitted == "auto-replied":
            return ""
        local = encode(ReturnPath(owed.id), self._container.keys[0])
        digests = owed.letter.stream is Stream.DIGEST and self._container.digest_domain
        return f"{local}@{digests or self._container.domain}"

    async def _latest_end(self, owed: Owed) -> float | None:
        """The time of the event loop until which a letter is surely ours. It is taken before we
        look whether it is, so that nothing leaves of a process that stood still meanwhile. None:
        somebody else has it by now.
        """
        began = asyncio.get_running_loop().time()
        if not self._term.outlasts(self._container.clock(), monotonic()):
            await self._recorder.flush()  # of the letters before: their lease ends as well
            began, until = asyncio.get_running_loop().time(), self._container.clock() + LEASE
            prolonging = partial(queue.prolong, owed=owed, until=until)
            if not await self._container.store.write(prolonging):
                return None
        return began + HAND_OVER.total_seconds()

    async def _release(self) -> None:
        left, now = list(self._waiting), self._container.clock()
        if left:
            await self._container.store.write(lambda db: queue.release(db, left, now))
