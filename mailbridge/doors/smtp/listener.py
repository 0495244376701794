"""The doors for mail by SMTP and by LMTP."""

import asyncio
import logging
import os
from ssl import SSLContext
from typing import cast

from mailbridge.domain.verdict import REPLIES, Reason
from mailbridge.doors.smtp import replies
from mailbridge.doors.smtp.dialogue import Dialogue
from mailbridge.doors.smtp.door_context import DoorContext
from mailbridge.doors.smtp.held_bytes import MORE_BYTES
from mailbridge.doors.smtp.limits import Budget, Caps
from mailbridge.doors.smtp.lmtp_dialogue import LmtpDialogue
from mailbridge.doors.smtp.named_client import Peers, Source
from mailbridge.doors.smtp.slots import Slot, Slots
from mailbridge.services.container import Container

BACKLOG = 512
WATCH = 1.0  # seconds between two looks at idle connections, when there is little room
logging.getLogger("mail.log").setLevel(
    logging.ERROR
)  # aiosmtpd's own: it would write whole commands, tokens included


class SmtpDoor:
    """Listens on `host:port`, `[address]:port`, or the path of a Unix socket. Raises OSError where
    it cannot.
    """

    def __init__(
        self,
        container: Container,
        listen: str,
        *,
        hostname: str,
        tls: SSLContext | None = None,
        lmtp: bool = False,
        caps: Caps | None = None,
        peers: Peers | None = None,
    ) -> None:
        self.listen = listen
        caps = caps or Caps()
        largest = container.limits.max_size + MORE_BYTES
        total = max(caps.bytes_in_flight, largest)
        budget = Budget(total, max(total // 2, largest))
        self._context = DoorContext(
            container,
            hostname,
            tls,
            caps,
            budget,
            Slots(caps),
            peers or Peers(),
            self._left,
            self.watch,
        )
        self._dialogue = LmtpDialogue if lmtp else Dialogue
        self._open: dict[Dialogue, asyncio.Event] = {}
        self._server: asyncio.Server | None = None
        self._watch: asyncio.TimerHandle | None = None  # while connections or bytes are short

    async def start(self) -> None:
        """Listen. Raises OSError for a place that cannot be had."""
        loop = asyncio.get_running_loop()
        if is_path(self.listen):
            file = self.listen.removeprefix("unix:")
            self._server = await loop.create_unix_server(
                lambda: ConnectionGate(self), file, backlog=BACKLOG
            )
            os.chmod(file, 0o666)  # noqa: S103 - like a port of the loopback interface: whoever is on this machine may bring mail
        else:
            host, port = host_and_port(self.listen)
            self._server = await loop.create_server(
                lambda: ConnectionGate(self), host or None, port, backlog=BACKLOG
            )

    @property
    def port(self) -> int:
        """The port it listens on; 0 for a Unix socket."""
        name = (
            self._server.sockets[0].getsockname()
            if self._server is not None and self._server.sockets
            else None
        )
        return int(name[1]) if isinstance(name, tuple) else 0

    async def stop(self) -> None:
        """Take nobody in any more, finish what has begun, and say goodbye to the others."""
        self._context.stopping = True
        if self._watch is not None:
            self._watch.cancel()
        if self._server is not None:
            self._server.close()
        for dialogue in list(self._open):
            if not dialogue.busy:
                dialogue.say_goodbye(replies.CLOSING)
        await self._until_empty()
        for dialogue in list(self._open):
            dialogue.abort()

    async def _until_empty(self) -> None:
        leaving = [asyncio.ensure_future(gone.wait()) for gone in self._open.values()]
        if leaving:
            _, late = await asyncio.wait(leaving, timeout=self._context.caps.grace)
            for waiter in late:
                waiter.cancel()

    def entered(self, transport: asyncio.Transport, peer: str | None) -> None:
        """Begin a dialogue with whoever came, or turn them away."""
        loop = asyncio.get_running_loop()
        source = Source(self._context.peers, peer)
        slot = Slot(source.client, source.is_forwarder, loop.time(), transport.abort)
        if self._context.stopping or not self._context.slots.enter(slot, loop.time()):
            reply = replies.CLOSING if self._context.stopping else REPLIES[Reason.BUSY]
            transport.write(f"{reply}\r\n".encode())
            transport.close()
            return
        dialogue = self._dialogue(self._context, source, slot, loop)
        self._open[dialogue] = asyncio.Event()
        transport.set_protocol(dialogue)
        dialogue.connection_made(transport)
        self.watch()

    def watch(self) -> None:
        """While there is little room, close every second what has been idle for too long."""
        context = self._context
        if self._watch is None and (context.slots.is_stressed() or context.budget.is_short):
            self._watch = asyncio.get_running_loop().call_later(WATCH, self._close_idle)

    def _close_idle(self) -> None:
        self._watch = None
        self._context.slots.close_idle(asyncio.get_running_loop().time())
        self.watch()

    def _left(self, dialogue: Dialogue) -> None:
        self._context.slots.leave(dialogue.slot)
        gone = self._open.pop(dialogue, None)
        if gone is not None:
            gone.set()


class ConnectionGate(asyncio.Protocol):
    """Counts each connection, and turns it away where there are too many."""

    def __init__(self, door: SmtpDoor) -> None:
        self._door = door

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        peer = transport.get_extra_info("peername")
        self._door.entered(
            cast(asyncio.Transport, transport), str(peer[0]) if isinstance(peer, tuple) else None
        )


def is_path(listen: str) -> bool:
    """Whether a place to listen is a Unix socket."""
    return listen.startswith("unix:") or "/" in listen


def host_and_port(listen: str) -> tuple[str, int]:
    """The parts of `host:port`; an IPv6 address stands in brackets."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)
