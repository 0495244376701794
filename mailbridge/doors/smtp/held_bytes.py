"""The bytes of one content that is being received, out of the door's budget."""

import asyncio
from collections.abc import Callable

from mailbridge.domain.verdict import Reason
from mailbridge.doors.smtp.limits import Budget, Caps
from mailbridge.doors.smtp.slots import Slot

FIRST_BYTES = 64 * 1024  # held before anything came
MORE_BYTES = 1024 * 1024  # held more, whenever that was too little


class HeldBytes:
    """What a peer declares costs nothing; what it sends counts, for its network's share. While no
    more can be had the peer is not read from, until the patience of the door is over.
    """

    def __init__(self, budget: Budget, caps: Caps, slot: Slot, short: Callable[[], None]) -> None:
        self._budget, self._caps, self._slot = budget, caps, slot
        self._short = short  # called when bytes have to be waited for
        self._held = 0
        self._owner: str | None = None

    async def begin(self, limit: int) -> bool:
        """Take the first bytes of a content of at most `limit`. False: there is no room."""
        self._owner = self._slot.network
        first = min(FIRST_BYTES, limit)
        self._held = first if await self._taken(first) else 0
        return self._held > 0

    async def hold(self, size: int, limit: int) -> Reason | None:
        """Why `size` bytes of the content cannot be held; None: they are. Where they cannot, none
        of them is held any more.
        """
        fault = Reason.TOO_BIG if size > limit else None
        if fault is None and size > self._held:
            more = max(size - self._held, MORE_BYTES)
            if await self._taken(more):
                self._held += more
            else:
                fault = Reason.BUSY
        if fault is not None:
            self.release()
        return fault

    def release(self) -> None:
        """Give everything back."""
        held, self._held = self._held, 0
        if held:
            self._budget.give(held, self._owner)

    async def _taken(self, count: int) -> bool:
        if self._budget.try_take(count, self._owner):
            return True
        asyncio.get_running_loop().call_soon(self._short)
        self._slot.waits_for_us = True
        try:
            return await self._budget.take(count, self._owner, self._caps.patience)
        finally:
            self._slot.waits_for_us = False
            self._slot.progressed = asyncio.get_running_loop().time()
