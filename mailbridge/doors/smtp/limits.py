"""How much a door takes at once."""

import asyncio
from collections import Counter, deque

from mailbridge.values import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Caps:
    """Counts are of connections, times are seconds, `bytes_in_flight` is of contents that are not
    yet kept.
    """

    connections: int = 300
    connections_of_one_client: int = 100
    connections_of_one_network: int = 150
    connections_of_forwarders: int = 100  # of listed peers, beside the others
    idle: float = 300.0  # RFC 5321 section 4.5.3.2.7
    idle_stressed: float = 10.0  # when three quarters of the connections are taken
    idle_before_others: float = 1.0  # after which somebody new may take the place
    transaction: float = 600.0  # from MAIL to the final dot; 25 MB by 64 kB/s take 400
    patience: float = 20.0  # how long a content waits for bytes in flight to become free
    bytes_in_flight: int = 96 * MIB
    refused_recipients: int = 100  # in one connection
    grace: float = 30.0  # how long a stop waits for what has begun


class Budget:
    """Bytes that may be held at once, given out in the order they were asked for. One owner may
    hold no more than `share` of them; None is nobody in particular and has no share.
    """

    def __init__(self, total: int, share: int) -> None:
        self._free = total
        self._share = share
        self._held: Counter[str] = Counter()
        self._queue: deque[tuple[int, str | None, asyncio.Future[None]]] = deque()

    @property
    def is_short(self) -> bool:
        """Whether somebody waits for bytes."""
        return bool(self._queue)

    def try_take(self, count: int, owner: str | None) -> bool:
        """Take bytes at once. False: others wait for some, too few are free, or the owner has its
        share.
        """
        if self._queue or count > self._free or self._is_over(count, owner):
            return False
        self._give_out(count, owner)
        return True

    async def take(self, count: int, owner: str | None, patience: float) -> bool:
        """False: they did not become free within `patience` seconds."""
        if self.try_take(count, owner):
            return True
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append((count, owner, turn))
        self._serve()  # those before may wait for their own share alone
        try:
            async with asyncio.timeout(patience):
                await turn
        except BaseException as fault:
            self._withdraw(count, owner, turn)
            if isinstance(fault, TimeoutError):
                return False
            raise
        return True

    def give(self, count: int, owner: str | None) -> None:
        """Give bytes back."""
        self._take_back(count, owner)
        self._serve()

    def _withdraw(self, count: int, owner: str | None, turn: "asyncio.Future[None]") -> None:
        if (count, owner, turn) in self._queue:
            self._queue.remove((count, owner, turn))
        elif not turn.cancelled():  # the turn came just as the patience ended
            self._take_back(count, owner)
        self._serve()

    def _serve(self) -> None:
        """Give to those who wait, in order; who waits for their own share alone holds up nobody."""
        waiting: deque[tuple[int, str | None, asyncio.Future[None]]] = deque()
        while self._queue:
            count, owner, turn = self._queue.popleft()
            if turn.cancelled():
                continue
            if self._is_over(count, owner):
                waiting.append((count, owner, turn))
            elif count <= self._free:
                self._give_out(count, owner)
                turn.set_result(None)
            else:
                self._queue.appendleft((count, owner, turn))
                break
        self._queue.extendleft(reversed(waiting))

    def _is_over(self, count: int, owner: str | None) -> bool:
        return owner is not None and self._held[owner] + count > self._share

    def _give_out(self, count: int, owner: str | None) -> None:
        self._free -= count
        if owner is not None:
            self._held[owner] += count

    def _take_back(self, count: int, owner: str | None) -> None:
        self._free += count
        if owner is not None:
            self._held[owner] -= count
            if not self._held[owner]:
                del self._held[owner]
