"""What looks like the end of a message to somebody else never is one here (SMTP smuggling, STARTTLS
injection).
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from mailbridge.services.container import Container
from mailbridge.store.engine.schema import inbounds, raws
from tests.container import add_project, open_container
from tests.doors.certificate import server_context, trusting
from tests.doors.smtp.wire import MESSAGE, PROJECT, open_door, peer

SMUGGLED = (
    f"MAIL FROM:<forged@client.test>\r\nRCPT TO:<{PROJECT}>\r\nDATA\r\nFrom: "
    "forged@client.test\r\n\r\nforged\r\n"
).encode()
FALSE_ENDS = {
    "LF.LF": b"\n.\n",
    "LF.CRLF": b"\n.\r\n",
    "CRLF.LF": b"\r\n.\n",
    "CR.CR": b"\r.\r",
    "CR.CRLF": b"\r.\r\n",
    "CRLF.CR": b"\r\n.\r",
    "LF.CR": b"\n.\r",
    "CRLF.CRCRLF": b"\r\n.\r\r\n",
    "CRCRLF.CRLF": b"\r\r\n.\r\x00\n",
    "CRLF.NUL.CRLF": b"\r\n.\x00\r\n",
    "CRLF.NUL": b"\r\n\x00.\r\n",
    "CR.NUL.LF": b"\r\x00\n.\r\x00\n",
}


@pytest.fixture
async def container(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Container]:
    opened = await open_container(sqlite_url, tmp_path)
    await add_project(opened)
    yield opened
    await opened.close()


async def rows(container: Container, query: Any) -> list[Any]:
    return list(await container.store.read(lambda db: db.execute(query).scalars().all()))


@pytest.mark.parametrize("false_end", FALSE_ENDS.values(), ids=FALSE_ENDS.keys())
async def test_only_crlf_dot_crlf_ends_a_message(container: Container, false_end: bytes) -> None:
    """A second message hidden behind a false end stays inside the first one, and neither CR nor LF
    travels on alone (case 92).
    """
    async with open_door(container) as door, peer(door) as client:
        reply = await client.deliver(MESSAGE.removesuffix(b"\r\n") + false_end + SMUGGLED)
        after = await client.say("NOOP")
    assert (reply, after) == ("250 2.0.0 kept", "250 2.0.0 OK")
    assert await rows(container, select(inbounds.c.reverse_path)) == ["anna@client.test"]
    (content,) = await rows(container, select(raws.c.content))
    assert b"forged\r\n" in content
    assert content.count(b"\r\n") == content.count(b"\r") == content.count(b"\n")


@pytest.mark.parametrize("cut", range(1, 6))
async def test_an_end_that_comes_in_two_packets_is_an_end(container: Container, cut: int) -> None:
    """CRLF.CRLF ends the message wherever the network splits it."""
    end = MESSAGE + b".\r\n"
    async with open_door(container) as door, peer(door) as client:
        await client.begin()
        await client.send(end[:-cut])
        await asyncio.sleep(0.02)
        assert await client.say(end[-cut:]) == "250 2.0.0 kept"
    assert await rows(container, select(raws.c.content)) == [MESSAGE]


async def test_dots_are_made_transparent(container: Container) -> None:
    """The dot that transparency added is taken away again, at the first line too."""
    async with open_door(container) as door, peer(door) as client:
        await client.deliver(b"..first\r\n\r\n..\r\n...two\r\na.b\r\n")
    assert await rows(container, select(raws.c.content)) == [b".first\r\n\r\n.\r\n..two\r\na.b\r\n"]


async def test_an_empty_content_ends_at_once(container: Container) -> None:
    """A dot right after 354 is the end of a message without a line."""
    async with open_door(container) as door, peer(door) as client:
        assert await client.deliver(b"") == "250 2.0.0 kept"
        assert await client.say("NOOP") == "250 2.0.0 OK"
    assert await rows(container, select(raws.c.content)) == [b""]


async def test_lines_that_end_in_several_ways_end_in_one(container: Container) -> None:
    """Bare CR and bare LF become CRLF; CRs in front of an LF make no empty lines, which would end
    the header section.
    """
    async with open_door(container) as door, peer(door) as client:
        await client.deliver(b"Subject: a\r\r\nFrom: b@c.test\r\r\r\n\nold\rnew\n\r\n")
    assert await rows(container, select(raws.c.content)) == [
        b"Subject: a\r\nFrom: b@c.test\r\n\r\nold\r\nnew\r\n\r\n"
    ]


async def test_what_was_said_before_tls_is_forgotten(container: Container, tmp_path: Path) -> None:
    """Commands sent in the clear together with STARTTLS are not answered inside TLS (RFC 3207
    section 4.2).
    """
    tls = server_context(tmp_path)
    async with open_door(container, tls=tls) as door, peer(door) as client:
        injected = b"STARTTLS\r\nEHLO injected.test\r\nMAIL FROM:<forged@client.test>\r\n"
        assert await client.say(injected) == "220 go ahead"
        await client.start_tls(trusting())
        assert (
            await client.say("MAIL FROM:<anna@client.test>") == "503 5.5.1 Error: send HELO first"
        )
        hello = await client.say("EHLO client.test")
        reply = await client.deliver(MESSAGE)
    assert "STARTTLS" not in hello
    assert reply == "250 2.0.0 kept"
    assert await rows(container, select(inbounds.c.helo)) == ["client.test"]


async def test_a_transaction_begun_in_the_clear_ends_with_tls(
    container: Container, tmp_path: Path
) -> None:
    """The recipient named before STARTTLS is gone afterwards."""
    tls = server_context(tmp_path)
    async with open_door(container, tls=tls) as door, peer(door) as client:
        await client.say("MAIL FROM:<anna@client.test>")
        await client.say(f"RCPT TO:<{PROJECT}>")
        await client.say("STARTTLS")
        await client.start_tls(trusting())
        await client.say("EHLO client.test")
        assert await client.say("DATA") == "503 5.5.1 send RCPT first"


async def test_a_broken_handshake_ends_the_connection(container: Container, tmp_path: Path) -> None:
    """Plain words where a TLS hello is due are answered by nothing but the end."""
    tls = server_context(tmp_path)
    async with open_door(container, tls=tls) as door:
        async with peer(door) as client:
            await client.say("STARTTLS")
            await client.send(b"MAIL FROM:<forged@client.test>\r\n")
            rest = await asyncio.wait_for(client.reader.read(), 10)
        assert b"250" not in rest
        async with peer(door) as client:
            assert await client.deliver(MESSAGE) == "250 2.0.0 kept"
