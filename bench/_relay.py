"""A relay that takes each letter and forgets it: `python bench/_relay.py` prints its port, and, at
the end of standard input, how many letters it took.
"""

import asyncio
import sys


class Peer(asyncio.Protocol):
    """A bare SMTP server side (RFC 5321), pipelining included."""

    taken = 0

    def __init__(self) -> None:
        self._rest = b""
        self._in_text = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._say(b"220 relay.test")

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while True:
            end = b"\r\n.\r\n" if self._in_text else b"\r\n"
            line, found, rest = self._rest.partition(end)
            if not found:
                return
            self._rest = rest
            self._heard(line)

    def _heard(self, line: bytes) -> None:
        verb = line[:4].upper()
        if self._in_text:
            Peer.taken, self._in_text = Peer.taken + 1, False
            self._say(b"250 2.0.0 taken")
        elif verb == b"DATA":
            self._in_text = True
            self._say(b"354 go on")
        elif verb == b"EHLO":
            self._say(b"250-relay.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8")
        elif verb == b"QUIT":
            self._say(b"221 bye")
        else:
            self._say(b"250 ok")

    def _say(self, words: bytes) -> None:
        self._transport.write(words + b"\r\n")  # type: ignore[attr-defined]


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Peer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    print(Peer.taken, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
