"""A program elsewhere that is told what happens: a small HTTP server that remembers."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Elsewhere:
    """`statuses` are answered in turn, the last of them for ever."""

    statuses: list[int] = field(default_factory=lambda: [200])
    reply: bytes = b"thanks"
    more: str = ""  # fields of the answer
    port: int = 0
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/in"

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode():
            lines = head.split("\r\n")[1:-2]
            fields = {name.lower(): value for name, _, value in (x.partition(": ") for x in lines)}
            body = await reader.readexactly(int(fields.get("content-length", "0")))
            self.requests.append((fields, body))
            status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
            length = len(self.reply)
            writer.write(
                f"HTTP/1.1 {status} X\r\n{self.more}Content-Length: {length}\r\n"
                "Connection: close\r\n\r\n".encode()
                + self.reply
            )
            await writer.drain()
            break
        writer.close()


@asynccontextmanager
async def elsewhere(**more: Any) -> AsyncIterator[Elsewhere]:
    """One that listens on a port of its own."""
    program = Elsewhere(**more)
    server = await asyncio.start_server(program.serve, "127.0.0.1", 0)
    program.port = server.sockets[0].getsockname()[1]
    async with server:
        yield program
