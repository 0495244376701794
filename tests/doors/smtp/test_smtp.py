"""What the SMTP door answers, and when."""

import asyncio
import hashlib
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from mailbridge.domain.address import ReplyAddress, ReturnPath, encode, redacted
from mailbridge.doors.smtp.limits import Caps
from mailbridge.doors.smtp.listener import SmtpDoor
from mailbridge.doors.smtp.named_client import Listed, Peers
from mailbridge.services.container import Container, Limits
from mailbridge.store.engine.schema import inbounds, raws
from tests.container import KEY, add_alias, add_project, open_container
from tests.doors.certificate import server_context, trusting
from tests.doors.smtp.wire import MESSAGE, PROJECT, open_door, peer

KEPT, TOO_BIG = "250 2.0.0 kept", "552 5.3.4 message too big: the limit is 3000000 octets"


@pytest.fixture
async def container(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Container]:
    opened = await open_container(sqlite_url, tmp_path, limits=Limits(max_size=3_000_000))
    await add_alias(opened, "bloom@agency.test", await add_project(opened))
    yield opened
    await opened.close()


async def column(container: Container, wanted: Any) -> list[Any]:
    return list(
        await container.store.read(
            lambda db: db.execute(select(wanted).order_by(wanted.table.c.id)).scalars().all()
        )
    )


async def test_hello_says_what_the_door_can(container: Container, tmp_path: Path) -> None:
    """EHLO lists the extensions, STARTTLS among them only where there is a certificate."""
    async with open_door(container) as door, peer(door, None) as client:
        assert "220 mail.bridge.test ESMTP" == await client.reply()
        lines = (await client.say("EHLO client.test")).splitlines()
    expected = [
        "250-mail.bridge.test",
        "250-SIZE 3000000",
        "250-8BITMIME",
        "250-SMTPUTF8",
        "250-PIPELINING",
        "250 ENHANCEDSTATUSCODES",
    ]
    assert expected == lines
    async with (
        open_door(container, tls=server_context(tmp_path)) as door,
        peer(door, None) as client,
    ):
        await client.reply()
        assert (await client.say("EHLO client.test")).endswith("\n250 STARTTLS")


async def test_what_is_acknowledged_is_in_the_store(container: Container) -> None:
    """The bytes and the envelope are there when 250 is."""
    async with open_door(container) as door, peer(door, "EHLO host.client.test") as client:
        assert KEPT == await client.deliver(MESSAGE)
        rows = await container.store.read(
            lambda db: db.execute(
                select(inbounds, raws).join(raws, raws.c.id == inbounds.c.raw_id)
            ).all()
        )
    (row,) = rows
    envelope = (row.reverse_path, row.forward_path, row.client, row.helo, row.door, row.state)
    assert (
        "anna@client.test",
        PROJECT,
        "127.0.0.1",
        "host.client.test",
        "smtp",
        "queued",
    ) == envelope
    assert (hashlib.sha256(MESSAGE).hexdigest(), len(MESSAGE), MESSAGE) == (
        row.sha256,
        row.size,
        row.content,
    )


@pytest.mark.parametrize(
    ("recipient", "reply"),
    [
        (PROJECT, "250 2.1.5 recipient ok"),
        (PROJECT.upper(), "250 2.1.5 recipient ok"),
        (PROJECT.replace("@", "+task@"), "250 2.1.5 recipient ok"),
        ("Bloom@Agency.TEST", "250 2.1.5 recipient ok"),
        ("bloom+task@agency.test", "250 2.1.5 recipient ok"),
        ("postmaster", "250 2.1.5 recipient ok"),
        ("PostMaster@Bridge.Test", "250 2.1.5 recipient ok"),
        (encode(ReturnPath(7), KEY) + "@bridge.test", "250 2.1.5 recipient ok"),
        ("@relay.test,@other.test:" + PROJECT, "250 2.1.5 recipient ok"),
        (f'"{PROJECT.partition("@")[0]}"@bridge.test', "250 2.1.5 recipient ok"),
        ("nobody@bridge.test", "550 5.1.1 no such mailbox here"),
        ("bcdefghjkmnpqrstu@bridge.test", "550 5.1.1 no such mailbox here"),
        (encode(ReturnPath(7), b"another key") + "@bridge.test", "550 5.1.1 no such mailbox here"),
        (encode(ReplyAddress(1, 1), KEY) + "@bridge.test", "550 5.1.1 no such mailbox here"),
        ("nobody", "550 5.1.1 no such mailbox here"),
        ("", "550 5.1.1 no such mailbox here"),
        ("bloom@elsewhere.test", "550 5.7.1 this server does not relay"),
        ("postmaster@elsewhere.test", "550 5.7.1 this server does not relay"),
        ("a b@bridge.test", "553 5.1.3 Error: malformed address"),
        ("a\x00b@bridge.test", "553 5.1.3 Error: malformed address"),
    ],
)
async def test_a_recipient_is_answered_by_where_it_leads(
    container: Container, recipient: str, reply: str
) -> None:
    """RCPT knows projects, aliases, details, the postmaster and our own tokens, and nothing
    else.
    """
    async with open_door(container) as door, peer(door) as client:
        await client.say("MAIL FROM:<anna@client.test>")
        assert reply == await client.say(f"RCPT TO:<{recipient}>")


async def test_the_null_reverse_path_is_taken(container: Container) -> None:
    """A bounce has no reverse-path, and is kept all the same."""
    async with open_door(container) as door, peer(door) as client:
        assert KEPT == await client.deliver(MESSAGE, "POSTMASTER", reverse_path="")
    assert [("", "POSTMASTER")] == list(
        zip(
            await column(container, inbounds.c.reverse_path),
            await column(container, inbounds.c.forward_path),
            strict=True,
        )
    )


async def test_each_forward_path_has_a_row_and_the_bytes_are_kept_once(
    container: Container,
) -> None:
    """Two recipients, one of them named twice, make two inbounds of one raw message."""
    async with open_door(container) as door, peer(door) as client:
        assert KEPT == await client.deliver(MESSAGE, PROJECT, "bloom@agency.test", PROJECT)
    assert [PROJECT, "bloom@agency.test"] == await column(container, inbounds.c.forward_path)
    assert 1 == len(await column(container, raws.c.id))


async def test_one_refused_recipient_does_not_hurt_the_others(container: Container) -> None:
    """The good ones get the mail; the bad one is in the mail log with its reason (case 93)."""
    async with open_door(container) as door, peer(door) as client:
        assert KEPT == await client.deliver(MESSAGE, "nobody@bridge.test", PROJECT)
    expected = [("nobody@bridge.test", "reject", "unknown-recipient"), (PROJECT, None, None)]
    rows = await container.store.read(
        lambda db: db.execute(select(inbounds).order_by(inbounds.c.id)).all()
    )
    assert expected == [(row.forward_path, row.disposition, row.reason) for row in rows]


async def test_the_hundred_and_first_recipient_is_for_another_transaction(
    container: Container,
) -> None:
    """452 4.5.3, and the first hundred are served."""
    async with open_door(container) as door, peer(door) as client:
        replies = await client.begin(*(f"bloom+{number}@agency.test" for number in range(101)))
        assert ["250", "452 4.5.3", "354"] == [replies[100][:3], replies[101][:9], replies[102][:3]]
        assert KEPT == await client.say(MESSAGE + b".\r\n")
    assert 100 == len(await column(container, inbounds.c.id))


async def test_mail_over_the_limit_is_refused(container: Container) -> None:
    """At MAIL when the peer says its size, after the content otherwise; the dialogue goes on (case
    80).
    """
    big = b"x" * 76 + b"\r\n"
    async with open_door(container) as door, peer(door) as client:
        assert TOO_BIG == await client.say("MAIL FROM:<anna@client.test> SIZE=3000001")
        assert TOO_BIG == await client.deliver(big * 40_000)
        assert KEPT == await client.deliver(MESSAGE)
    assert ["too-big", "too-big", None] == await column(container, inbounds.c.reason)


@pytest.mark.parametrize(
    ("octets", "declared", "content"), [(3_000_000, "250", KEPT), (3_000_001, "552", TOO_BIG)]
)
async def test_a_message_may_be_as_big_as_the_limit(
    container: Container, octets: int, declared: str, content: str
) -> None:
    """To the octet, its line ends counted (RFC 1870 section 3): by what the peer declares and by
    what it sends.
    """
    body = b"Subject: a\r\n\r\n" + (b"x" * 998 + b"\r\n") * 2999
    body += b"y" * (octets - len(body) - 2) + b"\r\n"
    async with open_door(container) as door, peer(door) as client:
        assert declared == (await client.say(f"MAIL FROM:<a@client.test> SIZE={octets}"))[:3]
        await client.say("RSET")
        assert (octets, content) == (len(body), await client.deliver(body))


@pytest.mark.parametrize(
    ("length", "reply"),
    [(65_534, KEPT), (65_535, "554 5.6.0 line too long"), (500_000, "554 5.6.0 line too long")],
)
async def test_long_lines_are_taken_up_to_64_kib(
    container: Container, length: int, reply: str
) -> None:
    """With its CRLF a line may have 65,536 octets (case 92)."""
    async with open_door(container) as door, peer(door) as client:
        assert reply == await client.deliver(MESSAGE + b"x" * length + b"\r\n" + MESSAGE)
        assert "250 2.0.0 OK" == await client.say("NOOP")


async def test_a_big_message_goes_to_the_blob_store(container: Container) -> None:
    """Over 256 KiB the row has no content, and the blob is the message."""
    content = MESSAGE + b"".join(b"%078d\r\n" % number for number in range(20_000))
    async with open_door(container) as door, peer(door) as client:
        assert KEPT == await client.deliver(content)
    digest = hashlib.sha256(content).hexdigest()
    assert ([None], [digest]) == (
        await column(container, raws.c.content),
        await column(container, raws.c.sha256),
    )
    assert content == await container.blobs.get(digest)


async def test_eight_bit_and_utf8_addresses_come_through(container: Container) -> None:
    """8BITMIME and SMTPUTF8: bytes are not touched, and an alias may be Cyrillic, its domain in
    either form.
    """
    await add_alias(
        container, "проект@почта.test", await add_project(container, "Почта", "bcdefghjkmnpqrstu")
    )
    content = "Subject: Привет\r\n\r\nтекст\r\n".encode()
    async with open_door(container) as door, peer(door) as client:
        assert "250 2.1.0 ok" == await client.say(
            "MAIL FROM:<анна@client.test> BODY=8BITMIME SMTPUTF8 SIZE=100"
        )
        assert "250 2.1.5 recipient ok" == await client.say("RCPT TO:<проект@почта.test>")
        assert "250 2.1.5 recipient ok" == await client.say("RCPT TO:<проект@xn--80a1acny.test>")
        await client.say("DATA")
        assert KEPT == await client.say(content + b".\r\n")
        assert "553 5.1.3 Error: malformed address" == await client.say(
            b"MAIL FROM:<\xe4@client.test>\r\n"
        )
    assert [content] == await column(container, raws.c.content)


async def test_tls_carries_a_message(container: Container, tmp_path: Path) -> None:
    """STARTTLS, a new EHLO, and the mail is taken."""
    async with open_door(container, tls=server_context(tmp_path)) as door, peer(door) as client:
        await client.say("STARTTLS")
        await client.start_tls(trusting())
        await client.say("EHLO client.test")
        assert "503 5.5.1 TLS is on already" == await client.say("STARTTLS")
        assert KEPT == await client.deliver(MESSAGE + b"y" * 60_000 + b"\r\n" * 100_000)


async def test_pipelined_commands_are_answered_in_order(container: Container) -> None:
    """A peer may send MAIL, RCPT and DATA at once, and the next transaction behind the final dot
    (RFC 2920).
    """
    begin = f"MAIL FROM:<a@client.test>\r\nRCPT TO:<{PROJECT}>\r\nDATA\r\n".encode()
    async with open_door(container) as door, peer(door) as client:
        await client.send(begin)
        assert ["250 2.1", "250 2.1", "354 end"] == [(await client.reply())[:7] for _ in range(3)]
        await client.send(MESSAGE + b".\r\n" + begin)
        assert [KEPT[:7], "250 2.1", "250 2.1", "354 end"] == [
            (await client.reply())[:7] for _ in range(4)
        ]
        assert KEPT == await client.say(MESSAGE + b".\r\n")
    assert 2 == len(await column(container, raws.c.id))


async def test_every_reply_has_an_enhanced_status_code(container: Container) -> None:
    """Also those to commands that are wrong, unknown or out of order (RFC 2034)."""
    wrong = [
        "DATA",
        "RCPT TO:<a@b.test>",
        "MAIL",
        "MAIL FROM:<a@b.test> FOO=1",
        "EXPN x",
        "AUTH PLAIN",
        "FOO",
        "HELP",
        "VRFY a",
        "RSET x",
        "QUIT x",
    ]
    async with open_door(container) as door, peer(door) as client:
        replies = [await client.say(command) for command in wrong]
    assert [] == [
        reply for reply in replies if not (reply[4] == reply[0] and reply[5] == reply[7] == ".")
    ]


async def test_one_connection_more_than_allowed_is_turned_away(container: Container) -> None:
    """421, and there is room again when somebody leaves."""
    async with (
        open_door(container, caps=Caps(connections=2)) as door,
        peer(door),
        peer(door) as client,
    ):
        async with peer(door, None) as late:
            assert ["421 4.3.2 too busy just now, try again later", ""] == [
                await late.reply(),
                await late.reply(),
            ]
        await client.say("QUIT")
        await client.reply()
        async with peer(door) as late:
            assert KEPT == await late.deliver(MESSAGE)


async def test_one_client_cannot_take_all_connections(container: Container) -> None:
    """Others still get in: the share of one client is smaller, and nobody of it is idle yet."""
    async with (
        open_door(container, caps=Caps(connections=3, connections_of_one_client=1)) as door,
        peer(door),
    ):
        async with peer(door, None) as second:
            assert "421" == (await second.reply())[:3]
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", door.port, local_addr=("127.0.0.2", 0)
        )
        assert b"220" == (await reader.readline())[:3]
        writer.close()


async def test_an_idle_peer_is_told_and_left(container: Container) -> None:
    """421 after the idle time, whatever was begun."""
    async with open_door(container, caps=Caps(idle=0.2)) as door, peer(door) as client:
        await client.begin()
        assert ["421 4.4.2 idle for too long, goodbye", ""] == [
            await client.reply(),
            await client.reply(),
        ]
    assert [] == await column(container, inbounds.c.id)


async def test_a_content_that_never_ends_does(container: Container) -> None:
    """A peer that sends a little now and then is not idle, but has no more time than others."""
    async with (
        open_door(container, caps=Caps(idle=5, transaction=0.2)) as door,
        peer(door) as client,
    ):
        await client.begin()
        chunk = b"x" * 70 + b"\r\n"
        for _ in range(100):
            if client.writer.is_closing() or client.reader.at_eof() or client.reader._buffer:  # type: ignore[attr-defined]
                break
            await client.send(chunk)  # no more than the door has read when it closes
            await asyncio.sleep(0.03)
            await asyncio.sleep(0.005)  # a goodbye of the same turn of the loop has come by now
        assert "421 4.4.2 idle for too long, goodbye" == await client.reply()


async def test_commands_without_end_end(container: Container) -> None:
    """NOOP, unknown words and guessed recipients are counted, and the connection closed."""
    async with open_door(container, caps=Caps(refused_recipients=3)) as door:
        async with peer(door) as client:
            assert "421" == [await client.say("NOOP") for _ in range(1001)][-1][:3]
        async with peer(door) as client:
            replies = [await client.say("FOO") for _ in range(5)]
            assert ("502", "") == (replies[-1][:3], await client.reply())
        async with peer(door) as client:
            await client.say("MAIL FROM:<a@client.test>")
            replies = [
                await client.say(f"RCPT TO:<guess{number}@bridge.test>") for number in range(4)
            ]
            assert ["550", "550", "550", "421"] == [reply[:3] for reply in replies]


async def test_a_transaction_without_content_ends_too(container: Container) -> None:
    """NOOP is no progress: the time runs from MAIL on, and anew for the next message."""
    async with open_door(container, caps=Caps(idle=5, transaction=0.3)) as door:
        async with peer(door) as client:
            await client.say("MAIL FROM:<anna@client.test>")
            replies = []
            while not replies or replies[-1][:3] == "250":
                await asyncio.sleep(0.05)
                replies.append(await client.say("NOOP"))
            assert "421 4.4.2 idle for too long, goodbye" == replies[-1]
        async with peer(door) as client:
            for _ in range(2):
                assert KEPT == await client.deliver(MESSAGE)
                await asyncio.sleep(0.2)
            assert "250" == (await client.say("NOOP"))[:3]


async def test_a_declared_size_costs_nothing(container: Container) -> None:
    """Four peers that announce much and send nothing leave all room to others."""
    async with (
        open_door(container, caps=Caps(bytes_in_flight=3_000_000)) as door,
        peer(door) as first,
        peer(door) as second,
        peer(door) as third,
        peer(door) as fourth,
        peer(door) as honest,
    ):
        for idler in (first, second, third, fourth):
            await idler.say("MAIL FROM:<anna@client.test> SIZE=2999000")
            await idler.say(f"RCPT TO:<{PROJECT}>")
            assert "354" == (await idler.say("DATA"))[:3]
        assert KEPT == await honest.deliver(MESSAGE)


async def test_bytes_in_flight_are_bounded(container: Container) -> None:
    """Who has sent much and goes on waits for room; when none comes they are asked to come again,
    and hold nothing any more.
    """
    caps = Caps(bytes_in_flight=3_000_000, patience=0.3)
    limits = replace(container.limits, max_size=2_000_000)
    container = replace(container, limits=limits)
    async with open_door(container, caps=caps) as door, peer(door) as first, peer(door) as second:
        await first.begin()
        await first.send(b"x\r\n" * 600_000)
        await asyncio.sleep(0.2)
        await second.begin()
        assert "421 4.3.2 too busy just now, try again later" == await second.say(
            b"x\r\n" * 600_000 + b".\r\n"
        )
        assert KEPT == await first.say(b".\r\n")
        async with peer(door) as third:
            assert KEPT == await third.deliver(b"x\r\n" * 600_000)


async def test_a_peer_that_waits_for_room_gets_it(container: Container) -> None:
    """It is read on from when the others' contents are kept."""
    limits = replace(container.limits, max_size=2_000_000)
    container = replace(container, limits=limits)
    async with (
        open_door(container, caps=Caps(bytes_in_flight=3_000_000)) as door,
        peer(door) as first,
        peer(door) as second,
    ):
        await first.begin()
        await first.send(b"x\r\n" * 600_000)
        await asyncio.sleep(0.2)
        await second.begin()
        waiting = asyncio.create_task(second.say(b"x\r\n" * 600_000 + b".\r\n"))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        assert KEPT == await first.say(b".\r\n")
        assert KEPT == await waiting


async def test_a_stalled_content_makes_room(container: Container) -> None:
    """Whoever holds bytes and sends no more is closed when others wait for them."""
    caps = Caps(bytes_in_flight=3_000_000, idle_stressed=0.3)
    container = replace(container, limits=replace(container.limits, max_size=2_000_000))
    async with open_door(container, caps=caps) as door, peer(door) as first, peer(door) as second:
        await first.begin()
        await first.send(b"x\r\n" * 600_000)
        await asyncio.sleep(0.4)
        assert KEPT == await second.deliver(b"x\r\n" * 600_000)
        assert "421" == (await first.reply())[:3]


async def test_an_idle_connection_makes_place_for_somebody_new(container: Container) -> None:
    """A door that is full closes the one that has been idle for longest."""
    caps = Caps(connections=2, idle_before_others=0.1)
    async with open_door(container, caps=caps) as door, peer(door) as idle, peer(door) as active:
        await asyncio.sleep(0.15)
        assert KEPT == await active.deliver(MESSAGE)
        async with peer(door) as late:
            assert KEPT == await late.deliver(MESSAGE)
        assert "421 4.4.2 idle for too long, goodbye" == await idle.reply()
        assert "250" == (await active.say("NOOP"))[:3]


async def test_under_stress_nobody_may_be_idle_for_long(container: Container) -> None:
    """When three quarters of the places are taken the short time holds; else the long one."""
    caps = Caps(connections=4, idle_stressed=0.2)
    async with open_door(container, caps=caps) as door, peer(door) as first, peer(door) as second:
        await asyncio.sleep(1.3)
        assert "250" == (await second.say("NOOP"))[:3]
        async with peer(door):
            assert "421" == (await first.reply())[:3]


async def test_a_full_door_keeps_places_for_forwarders(container: Container) -> None:
    """A listed mail server of ours comes in whatever strangers do."""
    peers = Peers(xforward=Listed(["127.0.0.9"]))
    async with (
        open_door(container, caps=Caps(connections=1), peers=peers) as door,
        peer(door),
    ):
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", door.port, local_addr=("127.0.0.9", 0)
        )
        assert b"220" == (await reader.readline())[:3]
        writer.close()


async def test_a_failing_store_is_a_reason_to_come_again(container: Container) -> None:
    """451 4.3.0 at RCPT and after the content, and 250 again when the store is back."""
    async with open_door(container) as door, peer(door) as client:
        await client.begin()
        broken = Broken(container)
        assert "451 4.3.0 cannot keep mail just now, try again later" == await client.say(
            MESSAGE + b".\r\n"
        )
        await client.say("MAIL FROM:<a@client.test>")
        assert "451 4.3.0 cannot keep mail just now, try again later" == await client.say(
            "RCPT TO:<bloom+new@agency.test>"
        )
        broken.mend()
        await client.say("RSET")
        assert KEPT == await client.deliver(MESSAGE)
    assert 1 == len(await column(container, raws.c.id))


async def test_a_nearly_full_disk_is_a_reason_to_come_again(
    tmp_path: Path, sqlite_url: str
) -> None:
    """452 4.3.1, and nothing is kept."""
    container = await open_container(sqlite_url, tmp_path, limits=Limits(free_disk=1 << 60))
    await add_project(container)
    async with open_door(container) as door, peer(door) as client:
        assert "452 4.3.1 not enough room just now, try again later" == await client.deliver(
            MESSAGE
        )
    assert [] == await column(container, raws.c.id)
    await container.close()


async def test_mail_that_goes_in_circles_is_refused(container: Container) -> None:
    """554 5.4.6 above fifty Received fields; those quoted in the body do not count."""
    field = b"Received: from a.test by b.test; Mon, 23 Nov 2026 09:00:00 +0000\r\n"
    async with open_door(container) as door, peer(door) as client:
        assert "554 5.4.6 too many hops" == await client.deliver(field * 51 + MESSAGE)
        assert KEPT == await client.deliver(field * 50 + MESSAGE + field * 60)


async def test_a_stop_finishes_what_has_begun(container: Container) -> None:
    """A content under way is taken, who only stands about is sent home, and nobody comes in any
    more.
    """
    async with open_door(container) as door, peer(door) as busy, peer(door) as idle:
        await busy.begin()
        await busy.send(MESSAGE)
        stopping = asyncio.create_task(door.stop())
        assert "421 4.3.2 going down, try again later" == await idle.reply()
        assert not stopping.done()
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", door.port)
        assert [KEPT, "421 4.3.2 going down, try again later"] == [
            await busy.say(b".\r\n"),
            await busy.reply(),
        ]
        await asyncio.wait_for(stopping, 5)
    assert 1 == len(await column(container, raws.c.id))


async def test_a_port_in_use_is_an_error_at_the_start(container: Container) -> None:
    """OSError, before anybody is served."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="address already in use"):
            await SmtpDoor(
                container, f"127.0.0.1:{taken.getsockname()[1]}", hostname="mail.bridge.test"
            ).start()


async def test_the_same_mail_at_once_from_two_connections_is_kept_twice_and_decided_later(
    container: Container,
) -> None:
    """The door keeps whatever it acknowledges; that both are one message is for ingest to find."""
    async with open_door(container) as door, peer(door) as first, peer(door) as second:
        assert [KEPT, KEPT] == await asyncio.gather(first.deliver(MESSAGE), second.deliver(MESSAGE))
    assert 2 == len(await column(container, inbounds.c.id))


class Broken:
    """The store of a container, out of order until it is mended."""

    def __init__(self, container: Container) -> None:
        self._store = container.store
        self._whole = container.store.write, container.store.read
        container.store.write = container.store.read = self._fail  # type: ignore[method-assign,assignment]

    async def _fail(self, work: object, **wishes: object) -> None:
        raise OperationalError("select 1", {}, Exception("disk I/O error"))

    def mend(self) -> None:
        self._store.write, self._store.read = self._whole  # type: ignore[method-assign]


def test_the_words_for_the_log_hold_no_token() -> None:
    """What logs say of an address of ours is not enough to write to it."""
    assert "r.ab…@bridge.test" == redacted("r.abcdefghijklmnop@bridge.test")
