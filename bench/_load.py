"""A load of mail by SMTP: `python bench/_load.py PORT CONNECTIONS MESSAGES RECIPIENT` prints
seconds and milliseconds, p50 p99 max.
"""

import asyncio
import sys
import time

import uvloop

HEAD = (
    b"From: Anna <anna@client.test>\r\nTo: b@bridge.test\r\nSubject: A message of some "
    b"length\r\nMessage-ID: <%d.%d@client.test>\r\n\r\n"
)
LINE = b"All work is done when the last line of it is written down, and not before.\r\n"
SIZE = 5000


class Load:
    def __init__(self, messages: int, recipient: str) -> None:
        self.left = messages
        self.recipient = recipient.encode()
        self.waits: list[float] = []
        self.started = int(time.time())

    def message(self) -> bytes:
        self.left -= 1
        head = HEAD % (self.started, self.left)
        return head + LINE * ((SIZE - len(head)) // len(LINE)) + b".\r\n"


class Peer(asyncio.Protocol):
    """One connection: a command, its reply, the next command, as most mail servers do it."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.step = 0
        self.began = 0.0
        self.rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, octets: bytes) -> None:
        self.rest += octets
        *lines, self.rest = self.rest.split(b"\r\n")
        for line in lines:
            if line[3:4] != b"-":
                self.reply(line)

    def connection_lost(self, fault: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(fault or ConnectionError("the server left"))

    def reply(self, line: bytes) -> None:
        if line[:1] not in b"23":
            self.done.set_exception(ConnectionError(line.decode()))
            self.transport.close()
            return
        if self.step == 5:
            self.load.waits.append(time.perf_counter() - self.began)
            self.step = 1
        if self.step == 1 and self.load.left <= 0:
            self.done.set_result(None)
            self.transport.close()
            return
        self.transport.write(self.command())  # type: ignore[attr-defined]
        self.step += 1

    def command(self) -> bytes:
        match self.step:
            case 0:
                return b"EHLO load.client.test\r\n"
            case 1:
                return b"MAIL FROM:<anna@client.test>\r\n"
            case 2:
                return b"RCPT TO:<" + self.load.recipient + b">\r\n"
            case 3:
                return b"DATA\r\n"
        self.began = time.perf_counter()
        return self.load.message()


async def main(port: int, connections: int, messages: int, recipient: str) -> None:
    load = Load(messages, recipient)
    loop = asyncio.get_running_loop()
    peers = [
        (await loop.create_connection(lambda: Peer(load), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    began = time.perf_counter()
    await asyncio.gather(*(peer.done for peer in peers))
    seconds = time.perf_counter() - began
    waits = sorted(load.waits)
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    print(f"{seconds:.4f} {p50 * 1e3:.1f} {p99 * 1e3:.1f} {waits[-1] * 1e3:.1f}")


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
