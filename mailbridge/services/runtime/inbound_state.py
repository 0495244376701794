"""What a process remembers of the mail at its doors between two messages."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from functools import partial

from mailbridge.domain.verdict import Verdict
from mailbridge.services.runtime.group_commit import GroupCommit
from mailbridge.services.runtime.hourly_tally import HourlyTally
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbound import arrivals
from mailbridge.store.inbound.arrivals import Arrival, RefusedRecipient
from mailbridge.values import dataclass

REFUSALS = 60  # refused forward-paths written down each minute; the others are only counted


@dataclass(frozen=True, slots=True)
class KnownRoute:
    """A route that was found."""

    until: float  # believed till then, in the loop's time
    names: tuple[str, ...]  # what mail by it counts for


@dataclass(slots=True)
class InboundState:
    """Shared by all doors of the process; used in its event loop only."""

    arrivals: GroupCommit[Arrival, list[int]]
    refusals: GroupCommit[RefusedRecipient, None]
    tally: HourlyTally
    routes: dict[str, KnownRoute] = field(default_factory=dict)  # by forward-path
    asked: dict[str, asyncio.Task[Verdict]] = field(
        default_factory=dict
    )  # forward-paths the store is being asked for
    any_refuses: bool = False  # whether some project refuses authors it does not know
    any_refuses_until: float = 0.0  # believed till then, in the loop's time
    minute: int = 0  # of the clock, since 1970
    written: int = 0  # refusals, in that minute
    left_out: int = 0  # refusals since the last one that was written
    under_way: int = 0  # messages
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """`close` waits until this is over."""
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1
            if not self.under_way:
                self.idle.set()

    def may_write(self, now: float) -> bool:
        """Whether one more refusal is written down in this minute; counts it as written, or as
        left out. `now` is in seconds since 1970.
        """
        if int(now) // 60 != self.minute:
            self.minute, self.written = int(now) // 60, 0
        if self.written >= REFUSALS:
            self.left_out += 1
            return False
        self.written += 1
        return True

    async def close(self) -> None:
        """Returns when everything that was begun is kept and told."""
        self.idle.clear()
        if self.under_way:
            await self.idle.wait()
        await self.arrivals.close()
        await self.refusals.close()
        await self.tally.close()


def open_inbound_state(
    store: Store, tally: HourlyTally, wake_ingest: Callable[[], None]
) -> InboundState:
    """`wake_ingest` is called after each commit of messages that were kept."""

    async def keep(came: list[Arrival]) -> list[list[int]]:
        ids = await store.write(partial(arrivals.keep, arrivals=came), urgent=True)
        wake_ingest()
        return ids

    async def write_down(refusals: list[RefusedRecipient]) -> list[None]:
        await store.write(partial(arrivals.refuse, refusals=refusals))
        return [None] * len(refusals)

    return InboundState(GroupCommit(keep), GroupCommit(write_down), tally)
