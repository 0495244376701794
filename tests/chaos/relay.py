"""A relay with moods, which remembers each letter that it acknowledged."""

import asyncio
import random
import re
import time
from dataclasses import dataclass, field

MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
MOODS = ("well", "slow", "lying", "cutting", "away")


@dataclass
class Relay:
    """`taken`: when each letter was acknowledged (time.monotonic), by Message-ID and address."""

    taken: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    mood: str = "well"
    port: int = 0
    _server: asyncio.Server | None = None
    _peers: set["_Peer"] = field(default_factory=set)

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Peer(self), "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def set_mood(self, mood: str) -> None:
        """Away: nothing listens, and all connections are cut."""
        if mood == "away":
            self.close()
        elif self.mood == "away":
            await self.open()
        self.mood = mood

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for peer in list(self._peers):
            peer.cut()

    def takes(self, path: str, content: bytes) -> None:
        """It was acknowledged."""
        found = MESSAGE_ID.search(content)
        name = found[1].decode() if found is not None else "none"
        self.taken.setdefault((name, path), []).append(time.monotonic())


class _Peer(asyncio.Protocol):
    """A bare server side (RFC 5321), pipelining included; what comes is answered in order."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._rest, self._path = b"", ""
        self._is_content = False
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._relay._peers.add(self)
        self._say("220 relay.test")
        self._task = asyncio.ensure_future(self._answer())

    def connection_lost(self, fault: Exception | None) -> None:
        self._relay._peers.discard(self)
        self._task.cancel()

    def data_received(self, data: bytes) -> None:
        self._waiting.put_nowait(data)

    def cut(self) -> None:
        self._transport.abort()

    async def _answer(self) -> None:
        while True:
            self._rest += await self._waiting.get()
            while True:
                end = b"\r\n.\r\n" if self._is_content else b"\r\n"
                line, found, rest = self._rest.partition(end)
                if not found:
                    break
                self._rest = rest
                await self._hear(line)

    async def _hear(self, line: bytes) -> None:
        mood = self._relay.mood
        if mood == "slow":
            await asyncio.sleep(random.uniform(0, 0.3))
        verb = line[:4].upper()
        if self._is_content:
            self._is_content = False
            self._take(line, mood)
        elif verb == b"DATA":
            self._is_content = True
            self._say("354 go on")
        elif verb == b"EHLO":
            self._say("250-relay.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8")
        elif verb == b"RCPT":
            self._path = line.partition(b"<")[2].partition(b">")[0].decode()
            self._say("250 ok")
        else:
            self._say("221 bye" if verb == b"QUIT" else "250 ok")

    def _take(self, content: bytes, mood: str) -> None:
        is_bad = random.random() < 0.3
        if mood == "cutting" and is_bad:
            self.cut()
        elif mood == "lying" and is_bad:
            self._say("451 4.3.0 not now")
        elif not self._transport.is_closing():
            self._relay.takes(self._path, content)
            self._say("250 2.0.0 taken")

    def _say(self, words: str) -> None:
        self._transport.write(words.encode() + b"\r\n")
