"""What a process remembers of the mail at its doors between two messages."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from mailbridge.domain.verdict import Verdict
from mailbridge.services.container import Container
from mailbridge.services.receiving import hourly_caps
from mailbridge.services.receiving.group_commit import GroupCommit
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbound import queue
from mailbridge.store.inbound.queue import Arrival, RefusedRecipient

REFUSALS = 60  # refused forward-paths written down each minute; the others are only counted


@dataclass(frozen=True, slots=True)
class KnownRoute:
    """A route that was found."""

    until: float  # believed till then, in the loop's time
    names: tuple[str, ...]  # what mail by it counts for


@dataclass(slots=True)
class InboundState:
    """What is remembered between two messages."""

    arrivals: GroupCommit[Arrival, list[int]]
    refusals: GroupCommit[RefusedRecipient, None]
    free: Callable[[], int]  # bytes of room left
    tally: hourly_caps.Tally
    routes: dict[str, KnownRoute] = field(default_factory=dict)  # by forward-path
    asked: dict[str, asyncio.Task[Verdict]] = field(
        default_factory=dict
    )  # forward-paths the store is being asked for
    minute: int = 0
    written: int = 0
    left_out: int = 0
    under_way: int = 0  # messages
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """The store stays open until this is over."""
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1
            if not self.under_way:
                self.idle.set()

    def may_write(self, now: float) -> bool:
        if int(now) // 60 != self.minute:
            self.minute, self.written = int(now) // 60, 0
        if self.written >= REFUSALS:
            self.left_out += 1
            return False
        self.written += 1
        return True


_STATES: WeakKeyDictionary[Store, InboundState] = WeakKeyDictionary()


def inbound_state(container: Container) -> InboundState:
    """One for each open store: whoever refusals at any door of this process stands at the same
    state.
    """
    found = _STATES.get(container.store)
    return found if found is not None else _open_state(container)


def _open_state(container: Container) -> InboundState:
    async def keep(arrivals: list[Arrival]) -> list[list[int]]:
        ids = await container.store.write(partial(queue.keep, arrivals=arrivals), urgent=True)
        container.wake_ingest()
        return ids

    async def write_down(refusals: list[RefusedRecipient]) -> list[None]:
        await container.store.write(partial(queue.refuse, refusals=refusals))
        return [None] * len(refusals)

    async def close() -> None:
        _STATES.pop(container.store, None)
        state.idle.clear()
        if state.under_way:
            await state.idle.wait()
        await state.arrivals.close()
        await state.refusals.close()
        await state.tally.close()

    state = _STATES[container.store] = InboundState(
        GroupCommit(keep),
        GroupCommit(write_down),
        _room_left(container),
        hourly_caps.Tally(container),
    )
    container.closers.append(close)
    return state


def _room_left(container: Container) -> Callable[[], int]:
    """How much room there is on the disks that mail goes to."""
    folders = (
        [Path(container.store.url.database).parent]
        if container.store.is_sqlite and container.store.url.database
        else []
    )
    folder = getattr(container.blobs, "folder", None)
    folders += [folder] if folder is not None else []

    def free() -> int:
        disks = [os.statvfs(folder) for folder in folders]
        return min((disk.f_bavail * disk.f_frsize for disk in disks), default=1 << 62)

    return free
