"""How much a door takes at once."""

import asyncio
from collections import Counter, deque
from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Caps:
    """Counts are of connections, times are seconds, `bytes_in_flight` is of contents that are not
    yet kept.
    """

    connections: int = 300
    connections_of_one_client: int = 150
    idle: float = 300.0  # RFC 5321 section 4.5.3.2.7
    data: float = 1800.0  # from 354 to the final dot
    patience: float = 20.0  # how long DATA waits for bytes in flight to become free
    bytes_in_flight: int = 96 * MIB
    refused_recipients: int = 100  # in one connection
    grace: float = 30.0  # how long a stop waits for what has begun


class Connections:
    """Who is connected."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._by_client: Counter[str] = Counter()
        self._all = 0

    def enter(self, client: str | None) -> bool:
        """False: too many already. A client without an address comes by a socket of this
        machine, or is not yet named by a proxy.
        """
        if self._all >= self._caps.connections or self._is_full(client):
            return False
        self._all += 1
        self._by_client[client or ""] += 1
        return True

    def rename(self, before: str | None, client: str | None) -> bool:
        """A connection is somebody else's than it seemed. False, and nothing changes: theirs are
        too many already.
        """
        if self._is_full(client):
            return False
        self.leave(before)
        self._all += 1
        self._by_client[client or ""] += 1
        return True

    def _is_full(self, client: str | None) -> bool:
        limit = self._caps.connections_of_one_client
        return bool(client) and self._by_client[client or ""] >= limit

    def leave(self, client: str | None) -> None:
        self._all -= 1
        self._by_client[client or ""] -= 1
        if not self._by_client[client or ""]:
            del self._by_client[client or ""]


class Budget:
    """Bytes that may be held at once, given out in the order they were asked for."""

    def __init__(self, total: int) -> None:
        self._free = total
        self._queue: deque[tuple[int, asyncio.Future[None]]] = deque()

    def try_take(self, count: int) -> bool:
        if self._queue or count > self._free:
            return False
        self._free -= count
        return True

    async def take(self, count: int, patience: float) -> bool:
        """False: they did not become free within `patience` seconds."""
        if self.try_take(count):
            return True
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append((count, turn))
        try:
            async with asyncio.timeout(patience):
                await turn
        except BaseException as fault:
            self._withdraw(count, turn)
            if isinstance(fault, TimeoutError):
                return False
            raise
        return True

    def give(self, count: int) -> None:
        self._free += count
        self._serve()

    def _withdraw(self, count: int, turn: "asyncio.Future[None]") -> None:
        if (count, turn) in self._queue:
            self._queue.remove((count, turn))
        elif not turn.cancelled():  # the turn came just as the patience ended
            self._free += count
        self._serve()

    def _serve(self) -> None:
        while self._queue and self._queue[0][0] <= self._free:
            count, turn = self._queue.popleft()
            if not turn.cancelled():
                self._free -= count
                turn.set_result(None)
