"""Silent and slow peers hold no connection of the web for long, and a full door stays open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from mailbridge.doors.web.app import WebDoor
from mailbridge.doors.web.request import http_connection
from mailbridge.doors.web.request.http_connection import Networks
from tests.doors.web.site import Site

GET = b"GET /healthz HTTP/1.1\r\nHost: bridge.test\r\n\r\n"
CONNECTED: list[asyncio.StreamWriter] = []  # to be closed when a test is over
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def door(site: Site, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[WebDoor]:
    monkeypatch.setattr(http_connection, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(http_connection, "BODY_SECONDS", 0.3)
    opened = WebDoor(site.container, "127.0.0.1:0", ["127.0.0.7"])
    await opened.start()
    yield opened
    while CONNECTED:
        writer = CONNECTED.pop()
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
    await opened.stop()


async def connected(door: WebDoor, address: str = "127.0.0.1") -> Streams:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port, local_addr=(address, 0))
    CONNECTED.append(writer)
    return reader, writer


async def status(streams: Streams, request: bytes = GET) -> bytes:
    """The status line of the answer; empty where there is none."""
    try:
        streams[1].write(request)
        return (await asyncio.wait_for(streams[0].readline(), 5)).strip()
    except OSError:
        return b""


async def is_closed(streams: Streams) -> bool:
    try:
        return b"" == await asyncio.wait_for(streams[0].read(), 5)
    except ConnectionError:
        return True


@pytest.mark.parametrize(
    "begin",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: bri",
        b"POST /signin HTTP/1.1\r\nHost: bridge.test\r\nContent-Length: 50\r\n\r\nemail=",
    ],
    ids=["silent", "half a header section", "half a body"],
)
async def test_a_slow_peer_is_left(door: WebDoor, begin: bytes) -> None:
    """However often it sends a little."""
    streams = await connected(door)
    streams[1].write(begin)
    for _ in range(10):
        await asyncio.sleep(0.05)
        if begin:
            streams[1].write(b"x")
    assert await is_closed(streams)


async def test_a_request_in_time_is_answered(door: WebDoor) -> None:
    """And so is the next one over the same connection."""
    streams = await connected(door)
    for _ in range(2):
        assert b"HTTP/1.1 200 OK" == await status(streams)
        await asyncio.sleep(0.1)
        await asyncio.wait_for(streams[0].read(4096), 5)


async def test_a_full_door_closes_the_longest_idle(
    door: WebDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody new is answered."""
    monkeypatch.setattr(http_connection, "HEAD_SECONDS", 60)
    monkeypatch.setattr(http_connection, "MOST", 2)
    first = await connected(door, "127.0.0.2")
    await asyncio.sleep(0.05)
    second = await connected(door, "127.0.0.3")
    await asyncio.sleep(0.05)
    third = await connected(door, "127.0.0.4")
    assert b"HTTP/1.1 200 OK" == await status(third)
    assert await is_closed(first)
    assert b"HTTP/1.1 200 OK" == await status(second)


async def test_one_client_has_a_share_and_a_proxy_has_all(
    door: WebDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one client the longest idle goes; a listed server in front brings everybody's."""
    monkeypatch.setattr(http_connection, "HEAD_SECONDS", 60)
    monkeypatch.setattr(http_connection, "MOST_OF_ONE_CLIENT", 1)
    first = await connected(door)
    await asyncio.sleep(0.05)
    second = await connected(door)
    assert await is_closed(first)
    assert b"HTTP/1.1 200 OK" == await status(second)
    proxied = [await connected(door, "127.0.0.7") for _ in range(3)]
    assert [b"HTTP/1.1 200 OK"] * 3 == [await status(one) for one in proxied]


def test_networks_hold_addresses() -> None:
    """Of both kinds, and nothing of the other kind."""
    networks = Networks(["10.0.0.0/8", "2001:db8::1"])
    asked = ["10.1.2.3", "2001:db8::1", "2001:db8::2", "192.0.2.1", "fe80::1%eth0"]
    assert [True, True, False, False, False] == [networks.hold(one) for one in asked]
