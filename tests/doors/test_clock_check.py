"""What the doctor says of the clock: against a time server, against mail, and alone."""

import asyncio
import struct
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbridge.domain.inbound import Envelope
from mailbridge.doors.clock_check import check_clock
from mailbridge.services.receiving import accept
from mailbridge.services.running.peers_clock import lead_by_mail
from mailbridge.settings import Settings
from mailbridge.steps.reading.mime.handed_over import handed_over
from tests.container import Clock, open_container
from tests.services.post_office import PostOffice

NOW = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
ERA = 2_208_988_800


class TimeServer(asyncio.DatagramProtocol):
    """Answers with the time of this machine, plus `seconds`."""

    def __init__(self, seconds: int, stratum: int) -> None:
        self.seconds, self.stratum = seconds, stratum

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self.line = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        now = struct.pack("!II", int(time.time()) + ERA + self.seconds, 0)
        assert (48, 0o43) == (len(data), data[0])
        self.line.sendto(bytes((0o44, self.stratum)) + bytes(30) + now + now, addr)


@pytest.fixture
async def serve() -> AsyncIterator[Callable[..., object]]:
    opened: list[asyncio.BaseTransport] = []

    async def one(seconds: int, stratum: int = 2) -> str:
        line, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: TimeServer(seconds, stratum), local_addr=("127.0.0.1", 0)
        )
        opened.append(line)
        return f"127.0.0.1:{line.get_extra_info('sockname')[1]}"

    yield one
    for line in opened:
        line.close()


@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [
        (0, "ok", "as the time server"),
        (60, "warning", "behind the time server"),
        (-3600, "fault", "ahead of the time server"),
    ],
)
async def test_it_is_compared_with_a_time_server(
    serve: Callable[..., object], seconds: int, state: str, words: str
) -> None:
    """More than ten seconds are said, more than five minutes are a fault."""
    settings = Settings(ntp_server=await serve(seconds))  # type: ignore[misc]
    found = await check_clock(settings, NOW, None)
    assert (state, True) == (found.state, words in found.words), found


async def test_nobody_who_knows_is_said(serve: Callable[..., object]) -> None:
    """A server that does not know the time itself (stratum 0) is none; and with none asked nothing
    is pretended.
    """
    for server in (await serve(0, 0), ""):  # type: ignore[misc]
        found = await check_clock(Settings(ntp_server=server), NOW, None)
        assert ("warning", True) == (found.state, "is unknown" in found.words), found


@pytest.mark.parametrize(
    ("lead", "state"),
    [
        (timedelta(seconds=40), "ok"),
        (timedelta(minutes=3), "warning"),
        (-timedelta(hours=1), "fault"),
    ],
)
async def test_mail_tells_where_no_time_server_does(lead: timedelta, state: str) -> None:
    """The servers that bring it have clocks of their own."""
    found = await check_clock(Settings(ntp_server=""), NOW, lead)
    assert (state, True) == (found.state, "the servers that bring mail" in found.words)


@pytest.mark.parametrize(
    ("delays", "lead"),
    [((5, 700, 9000), 5), ((-3600, -3590, 40), -3590), ((5, 5), None), ((900, 4000, 700), 700)],
)
async def test_stamps_of_mail(
    sqlite_url: str, tmp_path: Path, delays: tuple[int, ...], lead: int | None
) -> None:
    """Mail that waited says nothing of the clock, and neither does one server alone."""
    container = await open_container(sqlite_url, tmp_path, clock=Clock())
    office = await PostOffice(container).open()
    for delay in delays:
        stamp = container.clock() - timedelta(seconds=delay)
        received = (
            f"Received: from a by b with ESMTP id 1;\r\n {stamp:%a, %d %b %Y %H:%M:%S} +0000\r\n"
        )
        raw = f"{received}From: m@bloom.example\r\n\r\nHello {delay}.\r\n".encode()
        envelope = Envelope("m@bloom.example", office.address, "10.0.0.5", None, "lmtp", None)
        await accept.accept(container, [envelope], raw)
    found = await lead_by_mail(container)
    await container.close()
    assert (None if lead is None else timedelta(seconds=lead)) == found


@pytest.mark.parametrize("field", ["Received: by a; yesterday", "Received: by a", "Subject: a", ""])
def test_no_stamp(field: str) -> None:
    """Without a sound date there is none."""
    assert handed_over(f"{field}\r\nFrom: a@b.example\r\n".encode()) is None
