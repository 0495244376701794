"""A peer that says exactly what a test tells it to, byte for byte."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from mailbridge.doors.smtp.listener import SmtpDoor
from mailbridge.services.container import Container

PROJECT = "abcdefghjkmnpqrst@bridge.test"
MESSAGE = (
    b"From: Anna <anna@client.test>\r\nSubject: Hello\r\nMessage-ID: <1@client.test>\r\n\r\nGood "
    b"morning.\r\n"
)


@dataclass
class Peer:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def reply(self) -> str:
        """The whole of the next reply, its lines joined by LF; empty when the other side has
        closed.
        """
        lines = []
        while line := (await asyncio.wait_for(self.reader.readline(), 20)).decode():
            lines.append(line.rstrip("\r\n"))
            if line[3:4] != "-":
                break
        return "\n".join(lines)

    async def say(self, line: str | bytes) -> str:
        """Send one line and return the reply."""
        await self.send(line.encode() + b"\r\n" if isinstance(line, str) else line)
        return await self.reply()

    async def send(self, octets: bytes) -> None:
        self.writer.write(octets)
        await self.writer.drain()

    async def begin(self, *recipients: str, reverse_path: str = "anna@client.test") -> list[str]:
        """MAIL, RCPT and DATA; returns the replies."""
        replies = [await self.say(f"MAIL FROM:<{reverse_path}>")]
        replies += [
            await self.say(f"RCPT TO:<{recipient}>") for recipient in recipients or (PROJECT,)
        ]
        return [*replies, await self.say("DATA")]

    async def deliver(
        self, content: bytes, *recipients: str, reverse_path: str = "anna@client.test"
    ) -> str:
        """A whole transaction; returns the reply to the content, which is sent as it is."""
        await self.begin(*recipients, reverse_path=reverse_path)
        return await self.say(content + b".\r\n")

    async def start_tls(self, context: ssl.SSLContext) -> None:
        await self.writer.start_tls(context, server_hostname="mail.bridge.test")

    async def close(self) -> None:
        self.writer.close()


@asynccontextmanager
async def peer(door: SmtpDoor, hello: str | None = "EHLO client.test") -> AsyncIterator[Peer]:
    """Connected to the door, greeted, and having said hello."""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port, limit=2**20)
    made = Peer(reader, writer)
    try:
        if hello is not None:
            await made.reply()
            await made.say(hello)
        yield made
    finally:
        await made.close()


@asynccontextmanager
async def open_door(container: Container, **more: object) -> AsyncIterator[SmtpDoor]:
    door = SmtpDoor(container, "127.0.0.1:0", hostname="mail.bridge.test", **more)  # type: ignore[arg-type]
    await door.start()
    try:
        yield door
    finally:
        await door.stop()
