"""One HTTP connection: h11's, as uvicorn has it, with an end to patience.

A request's header section and its body have to come within a time, so that silent and slow peers
hold no connection for long; a door that is full closes the one that has been idle for longest.
"""

import asyncio
import ipaddress
from collections.abc import Iterable, Sequence
from typing import Any, Self, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0  # from the connection's begin, or the end of the request before
BODY_SECONDS = 120.0
MOST = 400  # connections at once
MOST_OF_ONE_CLIENT = 100


class Networks:
    """Addresses and networks, as the settings name them."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._networks = tuple(ipaddress.ip_network(name) for name in names)

    def hold(self, address: str) -> bool:
        """Whether an IP address belongs to one of them."""
        found = ipaddress.ip_address(address.partition("%")[0])
        return any(found in network for network in self._networks)


class HttpConnection(H11Protocol):
    """`proxies` may have as many connections as there are: they bring everybody's."""

    def __init__(self, *given: Any, proxies: "Networks", **named: Any) -> None:
        super().__init__(*given, **named)
        self._proxies = proxies
        self._deadline: asyncio.TimerHandle | None = None
        self._waits_for: object = None  # what the deadline is for: a state of h11
        self.since = 0.0  # when the last request ended, in the loop's time

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.since = self.loop.time()
        if not self._finds_place():
            transport.abort()
            return
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_for(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self.since = self.loop.time()
        self._watch()

    @property
    def is_idle(self) -> bool:
        """Whether no request is under way."""
        return self.cycle is None or bool(self.cycle.response_complete)

    def _finds_place(self) -> bool:
        others = [one for one in cast(set[Self], self.connections) if one is not self]
        address = self.client[0] if self.client else None
        if address is not None and not self._proxies.hold(address):
            own = [other for other in others if other.client and other.client[0] == address]
            if len(own) >= MOST_OF_ONE_CLIENT and not _closed_idle(own):
                return False
        return len(others) < MOST or _closed_idle(others)

    def _watch(self) -> None:
        """Let the deadline be that of what the peer is to send next."""
        state = self.conn.their_state
        if self.transport.is_closing() or state not in (h11.IDLE, h11.SEND_BODY):
            self._wait_for(None)
        elif state is not self._waits_for:
            self._wait_for(state)

    def _wait_for(self, state: object) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._waits_for = state
        if state is not None:
            seconds = HEAD_SECONDS if state is h11.IDLE else BODY_SECONDS
            self._deadline = self.loop.call_later(seconds, self.transport.abort)


def _closed_idle(connections: Sequence[HttpConnection]) -> bool:
    """Close the one that has been idle for longest; False where none is."""
    idle = [http_connection for http_connection in connections if http_connection.is_idle]
    if not idle:
        return False
    longest = min(idle, key=lambda http_connection: http_connection.since)
    longest.connections.discard(longest)
    longest.transport.abort()
    return True
