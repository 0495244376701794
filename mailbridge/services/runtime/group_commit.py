"""What arrives while a commit runs is committed together in the next one. While several arrive so,
a group waits a moment for more: a commit costs much, and one of five messages hardly more than one
of two. Who comes alone waits for nobody.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

Item = TypeVar("Item")
Kept = TypeVar("Kept")
GROUP = 128  # items in one commit
MOMENT = 0.001  # seconds
ALONE = 2  # items of two groups, where each comes alone
STORE_FAULTS = (
    OperationalError,
    InterfaceError,
    OSError,
    TimeoutError,
)  # of the store; everything else may be one item's own


class GroupCommit(Generic[Item, Kept]):
    """`put` returns what `commit` returned for its item, or raises what `commit` raised."""

    def __init__(self, commit: Callable[[list[Item]], Awaitable[list[Kept]]]) -> None:
        self._commit = commit
        self._waiting: list[tuple[Item, asyncio.Future[Kept]]] = []
        self._running: asyncio.Task[None] | None = None
        self._last, self._lately = 0, 0  # items of the last group, and of the last two

    async def put(self, item: Item) -> Kept:
        """Commit an item together with those that wait meanwhile."""
        answer: asyncio.Future[Kept] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await answer

    async def close(self) -> None:
        """Returns when everything that was put is answered."""
        if self._running is not None:
            await self._running

    async def _run(self) -> None:
        try:
            while self._waiting:
                if self._lately > ALONE and len(self._waiting) < GROUP:
                    await asyncio.sleep(MOMENT)
                group, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
                self._last, self._lately = len(group), self._last + len(group)
                await self._together(group)
        finally:
            self._running = None

    async def _together(self, group: list[tuple[Item, asyncio.Future[Kept]]]) -> None:
        try:
            kept = await self._commit([item for item, _ in group])
        except Exception as fault:
            if len(group) > 1 and not isinstance(fault, STORE_FAULTS):
                await self._one_by_one(group)
                return
            for _, answer in group:
                if not answer.done():
                    answer.set_exception(fault)
            return
        for (_, answer), value in zip(group, kept, strict=True):
            if not answer.done():  # the peer may have gone
                answer.set_result(value)

    async def _one_by_one(self, group: list[tuple[Item, asyncio.Future[Kept]]]) -> None:
        """Commit each item by itself, so that one that cannot be kept does not fail the others."""
        for one in group:
            await self._together([one])
