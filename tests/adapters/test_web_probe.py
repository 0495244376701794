"""Whether a mailbridge answers at a web address."""

import asyncio

import pytest

from mailbridge.adapters.web_probe import is_alive


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nalive\n", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", False),
        (b"HTTP/1.1 404 No\r\nContent-Length: 5\r\n\r\nalive", False),
        (b"HTTP/1.1 302 There\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", False),
    ],
)
async def test_a_mailbridge_says_that_it_is_alive(answer: bytes, expected: bool) -> None:
    """Whoever says anything else is somebody else; no redirect is followed."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert expected == await is_alive(f"http://127.0.0.1:{port}")


async def test_nobody_is_there() -> None:
    """Which is told in words."""
    with pytest.raises(OSError, match=r"attempts failed|refused"):
        await is_alive("http://127.0.0.1:1")
