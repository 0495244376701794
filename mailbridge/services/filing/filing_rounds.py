"""What a worker does with stored mail, round after round: nobody's mail waits long for a letter
that is slow to read, or whose author's DNS is slow to answer.

In a round as much is begun as can be in a short time, by turns of the senders; what is read is
filed; what was claimed and not begun is given back, so that mail that came meanwhile has its turn.
A message that is still under way is carried over to the next round.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from time import monotonic

from mailbridge.services.container import Container
from mailbridge.services.deciding.decide import Read
from mailbridge.services.filing import ingest
from mailbridge.steps.deciding.address.turns import Waiting
from mailbridge.store.inbound import queue
from mailbridge.store.inbound.queue import Claim

ROUND = 0.5  # seconds in which reading is begun
PAUSE = 0.2  # seconds that a round waits for what it carried over
HALF_LIFE = 10.0  # seconds after which half of what a sender's mail cost is forgotten
FORGOTTEN = 0.001  # seconds
CLAIMS = 50


class NotBegunError(Exception):
    """There was no time to begin with a message in this round."""


class FilingRounds:
    """The messages that one worker has under way."""

    def __init__(self, container: Container, seconds: float = ROUND) -> None:
        self._container = container
        self._seconds = seconds
        self._under_way: dict[asyncio.Task[Read], Claim] = {}
        self._spent: dict[str, float] = {}  # seconds of reading, by origin
        self._counted = monotonic()  # when they were halved last
        self._stranded: list[Claim] = []  # still ours, for the store did not answer

    async def run(self) -> int:
        """One round. Returns how many messages were finished, or 1 while some are under way."""
        claims = await self._claim()
        if not claims and not self._under_way:
            return 0
        self._begin(claims)
        waits = self._seconds + PAUSE if claims else PAUSE
        await asyncio.wait(self._under_way, timeout=waits)
        finished = await self._file([task for task in self._under_way if task.done()])
        return finished or bool(self._under_way)

    async def close(self) -> None:
        """Give back what is under way; another worker begins with it anew."""
        under_way, self._under_way = self._under_way, {}
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self._give_back(list(under_way.values()))

    async def _claim(self) -> list[Claim]:
        stranded, self._stranded = self._stranded, []
        await self._give_back(stranded)
        room = CLAIMS - len(self._under_way)
        if room <= 0:
            return []
        self._forget()
        claiming = partial(
            queue.claim_by_turns,
            claimant=self._container.claimants.own,
            now=self._container.clock(),
            lease=ingest.LEASE,
            limit=room,
            spent=self._spent,
        )
        return await self._container.store.write(claiming)

    def _forget(self) -> None:
        now = monotonic()
        left = 0.5 ** ((now - self._counted) / HALF_LIFE)
        self._counted = now
        spent = {origin: seconds * left for origin, seconds in self._spent.items()}
        self._spent = {origin: seconds for origin, seconds in spent.items() if seconds > FORGOTTEN}

    def _begin(self, claims: Sequence[Claim]) -> None:
        gate = asyncio.Semaphore(self._container.reader.workers)
        until = monotonic() + self._seconds
        for claim in claims:
            self._under_way[self._task(claim, self._turn(claim, gate, until))] = claim

    def _task(self, claim: Claim, turn: AbstractAsyncContextManager[None]) -> asyncio.Task[Read]:
        return asyncio.create_task(ingest.read_claimed(self._container, claim, turn))

    @asynccontextmanager
    async def _turn(
        self, claim: Claim, gate: asyncio.Semaphore, until: float
    ) -> AsyncIterator[None]:
        """A reading process is free for this message. Raises NotBegunError when it is too late."""
        async with gate:
            began = monotonic()
            if began > until:
                raise NotBegunError
            yield
            origin = Waiting(claim.id, claim.envelope.client, claim.envelope.reverse_path).origin
            self._spent[origin] = self._spent.get(origin, 0.0) + monotonic() - began

    async def _file(self, ready: Sequence[asyncio.Task[Read]]) -> int:
        claims = {task: self._under_way.pop(task) for task in ready}
        outcomes = [(claim, task.exception() or task.result()) for task, claim in claims.items()]
        await self._give_back(
            [claim for claim, outcome in outcomes if isinstance(outcome, NotBegunError)]
        )
        begun = [pair for pair in outcomes if not isinstance(pair[1], NotBegunError)]
        begun.sort(key=lambda pair: pair[0].id)
        if not begun:
            return 0
        try:
            return await ingest.file_read(self._container, begun)
        except Exception:
            self._stranded += [claim for claim, _ in begun]
            raise

    async def _give_back(self, claims: Sequence[Claim]) -> None:
        if not claims:
            return
        now = self._container.clock()
        try:
            await self._container.store.write(lambda db: queue.give_back(db, claims, now))
        except Exception:
            self._stranded += claims
            raise
