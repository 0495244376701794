"""LMTP: the same door with a reply for each recipient (RFC 2033)."""

import asyncio
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbridge.doors.smtp.listener import SmtpDoor
from mailbridge.services.container import Container, Limits
from mailbridge.store.engine.schema import inbounds
from tests.container import add_project, open_container
from tests.doors.smtp.wire import MESSAGE, PROJECT, Peer, open_door, peer

KEPT = "250 2.0.0 kept"


@pytest.fixture
async def container(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Container]:
    opened = await open_container(sqlite_url, tmp_path, limits=Limits(max_size=100_000))
    await add_project(opened)
    yield opened
    await opened.close()


async def test_each_recipient_has_a_reply(container: Container) -> None:
    """One for every RCPT that was taken, a repeated one too, and none for the refused."""
    async with open_door(container, lmtp=True) as door, peer(door, "LHLO client.test") as client:
        assert KEPT == await client.deliver(
            MESSAGE, PROJECT, "nobody@bridge.test", PROJECT, "postmaster"
        )
        assert [KEPT, KEPT] == [await client.reply(), await client.reply()]
        assert "250 2.0.0 OK" == await client.say("NOOP")
    wanted = (
        select(inbounds.c.forward_path, inbounds.c.door)
        .where(inbounds.c.raw_id.is_not(None))
        .order_by(inbounds.c.id)
    )
    rows = await container.store.read(lambda db: db.execute(wanted).all())
    assert [(PROJECT, "lmtp"), ("postmaster", "lmtp")] == [tuple(row) for row in rows]


async def test_a_refused_content_is_refused_for_each_recipient(container: Container) -> None:
    """552 as often as there are recipients."""
    async with open_door(container, lmtp=True) as door, peer(door, "LHLO client.test") as client:
        assert "552 5.3.4 message too big: the limit is 100000 octets" == await client.deliver(
            b"x" * 70 + b"\r\n" + MESSAGE * 2000, PROJECT, "postmaster"
        )
        assert "552 5.3.4 message too big: the limit is 100000 octets" == await client.reply()
        assert KEPT == await client.deliver(MESSAGE)


async def test_smtp_greetings_are_not_understood(container: Container) -> None:
    """HELO and EHLO are wrong here, LHLO is wrong at the SMTP door."""
    async with open_door(container, lmtp=True) as door, peer(door, None) as client:
        await client.reply()
        replies = [await client.say("EHLO client.test"), await client.say("HELO client.test")]
        assert ["500 5.5.2 this is LMTP, say LHLO"] * 2 == replies
        assert "250-PIPELINING" in await client.say("LHLO client.test")
    async with open_door(container) as door, peer(door, None) as client:
        await client.reply()
        assert "500" == (await client.say("LHLO client.test"))[:3]


@pytest.mark.parametrize("prefix", ["", "unix:"])
async def test_a_unix_socket_takes_mail(container: Container, tmp_path: Path, prefix: str) -> None:
    """Whoever is on this machine may connect; a file left behind by a killed door is no
    obstacle.
    """
    file = tmp_path / "lmtp.sock"
    for _ in range(2):
        door = SmtpDoor(container, f"{prefix}{file}", hostname="mail.bridge.test", lmtp=True)
        await door.start()
        assert 0o666 == stat.S_IMODE(file.stat().st_mode)
        assert 0 == door.port
        client = Peer(*await asyncio.open_unix_connection(str(file)))
        await client.reply()
        await client.say("LHLO client.test")
        assert KEPT == await client.deliver(MESSAGE)
        await client.close()
        await door.stop()
    clients = await container.store.read(
        lambda db: db.execute(select(inbounds.c.client)).scalars().all()
    )
    assert [None, None] == list(clients)
