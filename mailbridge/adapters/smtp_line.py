"""An open line to a mail server (RFC 5321): commands go out, some at once (RFC 2920), and replies
come in.
"""

import asyncio
from collections import deque
from collections.abc import Collection

from mailbridge.values import dataclass

TIMEOUT = 60.0  # seconds for one reply
LONGEST_REPLY = 32_768  # octets


class LineLost(Exception):
    """The connection is gone, or what comes in is no SMTP."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply; what it says besides its code is seldom read."""

    code: int
    text: bytes

    @property
    def is_good(self) -> bool:
        """Whether the server took the command (RFC 5321 section 4.2.1)."""
        return 200 <= self.code < 400

    @property
    def words(self) -> str:
        """Code and text in one line, as a person reads them."""
        text = " ".join(self.text.decode("utf-8", "replace").split())
        return f"{self.code} {text[:1000]}"


class SmtpLine(asyncio.Protocol):
    """Takes over the transport of a connection that is greeted and, where need be, logged in.
    `extensions` are those of the server, in lower case.
    """

    def __init__(self, transport: asyncio.Transport, extensions: Collection[str]) -> None:
        self.extensions = frozenset(extensions)
        self._transport = transport
        self._rest = b""
        self._lines: list[bytes] = []  # of a reply that goes on
        self._replies: deque[Reply] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._lost = ""
        transport.set_protocol(self)

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed the line, as far as is known here."""
        return not (self._lost or self._transport.is_closing())

    @property
    def is_idle(self) -> bool:
        """Whether the line is open and nothing has come in since the last reply; a server that
        closes says so first, and is no longer idle then.
        """
        return self.is_open and not self._replies

    def say(self, octets: bytes) -> None:
        """Send octets and wait for nothing; a lost connection is told by `reply`."""
        if not self._lost:
            self._transport.write(octets)

    async def reply(self) -> Reply:
        """The next reply. Raises LineLost."""
        if not self._replies:
            await self._more()
        return self._replies.popleft()

    async def ask(self, command: bytes) -> Reply:
        """Send a command and wait for its reply. Raises LineLost."""
        self.say(command)
        return await self.reply()

    def close(self) -> None:
        """Close the connection, without a word."""
        self._transport.close()

    async def _more(self) -> None:
        loop = asyncio.get_running_loop()
        late = loop.call_later(TIMEOUT, self._lose, "the relay did not answer in time")
        try:
            while not (self._replies or self._lost):
                self._waiter = loop.create_future()
                await self._waiter
        finally:
            late.cancel()
        if not self._replies:
            raise LineLost(self._lost)

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._lines.append(line)
            if line[3:4] != b"-":
                self._end_reply()
        if len(self._rest) + sum(map(len, self._lines)) > LONGEST_REPLY:
            self._lose("the reply is too long")
        self._wake()

    def _end_reply(self) -> None:
        code = self._lines[-1][:3]
        if not (code.isdigit() and len(code) == 3):
            self._lose(f"no reply of SMTP: {self._lines[-1][:80].decode('utf-8', 'replace')}")
            return
        self._replies.append(Reply(int(code), b" ".join([line[4:] for line in self._lines])))
        self._lines.clear()

    def eof_received(self) -> bool:
        return False  # the transport closes itself

    def connection_lost(self, exc: Exception | None) -> None:
        self._lose(f"Connection lost: {exc}" if exc is not None else "Connection lost")

    def _lose(self, why: str) -> None:
        self._lost = self._lost or why
        self._transport.close()
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
