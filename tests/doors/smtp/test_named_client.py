"""A listed peer says who the client really is: XFORWARD of a mail server, the PROXY header of a
proxy.
"""

import ipaddress
import struct
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbridge.doors.smtp.limits import Caps
from mailbridge.doors.smtp.named_client import OFFER, Listed, Peers
from mailbridge.services.container import Container, Limits
from mailbridge.steps.deciding.address import hourly_caps
from mailbridge.store.engine.schema import inbounds
from tests.container import add_project, open_container
from tests.doors.smtp.wire import MESSAGE, Peer, open_door, peer

KEPT = "250 2.0.0 kept"
SERVER = Peers(xforward=Listed(["127.0.0.0/8"]))
PROXY = Peers(proxy=Listed(["127.0.0.1"]))
V2 = b"\r\n\r\n\x00\r\nQUIT\n"


@pytest.fixture
async def container(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Container]:
    opened = await open_container(
        sqlite_url, tmp_path, limits=Limits(caps=hourly_caps.Caps(author=0, alias=0, project=2))
    )
    await add_project(opened)
    yield opened
    await opened.close()


async def sources(container: Container) -> list[tuple[str | None, ...]]:
    """client, helo and relayed_by of what was kept, the oldest first."""
    columns = (inbounds.c.client, inbounds.c.helo, inbounds.c.relayed_by)
    wanted = select(*columns).where(inbounds.c.raw_id.is_not(None)).order_by(inbounds.c.id)
    return [tuple(row) for row in await container.store.read(lambda db: db.execute(wanted).all())]


def v2(client: str, *, command: int = 1, protocol: int = 1, more: bytes = b"") -> bytes:
    """A header of version 2: command 1 is PROXY, 0 LOCAL; protocol 1 is TCP, 2 UDP."""
    address = ipaddress.ip_address(client)
    family = 1 if address.version == 4 else 2
    there = ipaddress.ip_address("192.0.2.25" if family == 1 else "2001:db8::25")
    tail = address.packed + there.packed + struct.pack("!HH", 4711, 25) + more
    return (
        V2 + bytes([0x20 | command, family << 4 | protocol]) + struct.pack("!H", len(tail)) + tail
    )


@pytest.mark.parametrize(
    ("lmtp", "hello"), [(False, ("EHLO mx.agency.test")), (True, "LHLO mx.agency.test")]
)
async def test_a_listed_mail_server_names_the_client_and_its_helo(
    container: Container, lmtp: bool, hello: str
) -> None:
    """The attributes may come in several commands, and are undone with each transaction; the server
    itself is kept beside them.
    """
    async with open_door(container, lmtp=lmtp, peers=SERVER) as door, peer(door, None) as server:
        await server.reply()
        assert (
            OFFER in (await server.say(hello)).replace("250-", "").replace("250 ", "").splitlines()
        )
        assert "250 2.0.0 OK" == await server.say(
            "XFORWARD NAME=mail.bloom.test ADDR=203.0.113.5 PORT=4711 SOURCE=REMOTE"
        )
        assert "250 2.0.0 OK" == await server.say(
            "xforward proto=ESMTP helo=mail+2Ebloom.test ident=4gX"
        )
        assert KEPT == await server.deliver(MESSAGE)
        assert KEPT == await server.deliver(MESSAGE)
        assert "250 2.0.0 OK" == await server.say("XFORWARD ADDR=IPv6:2001:db8::5")
        assert KEPT == await server.deliver(MESSAGE, "postmaster")
        await server.say("XFORWARD ADDR=203.0.113.9 HELO=undone.test")
        await server.say("RSET")
        await server.say("XFORWARD ADDR=[UNAVAILABLE] HELO=local.agency.test SOURCE=LOCAL")
        assert KEPT == await server.deliver(MESSAGE, "postmaster")
    expected = [
        ("203.0.113.5", "mail.bloom.test", "127.0.0.1"),
        ("127.0.0.1", "mx.agency.test", None),
        ("2001:db8::5", None, "127.0.0.1"),
        ("127.0.0.1", "local.agency.test", "127.0.0.1"),
    ]
    assert expected == await sources(container)


async def test_a_stranger_cannot_name_a_client(container: Container) -> None:
    """It is neither offered to them nor obeyed."""
    for peers in (Peers(), Peers(xforward=Listed(["198.51.100.7", "unix"])), PROXY):
        async with open_door(container, peers=peers) as door, peer(door, None) as client:
            if peers is PROXY:
                await client.send(v2("198.51.100.7"))
            await client.reply()
            assert "XFORWARD" not in await client.say("EHLO client.test")
            assert ("550 5.7.0 XFORWARD is for mail servers of ours") == await client.say(
                "XFORWARD ADDR=203.0.113.5"
            )
            assert KEPT == await client.deliver(MESSAGE, "postmaster")
    assert [("127.0.0.1", "client.test", None)] * 2 + [
        ("198.51.100.7", "client.test", None)
    ] == await sources(container)


@pytest.mark.parametrize(
    ("command", "reply"),
    [
        ("XFORWARD", "501 5.5.4 Syntax: XFORWARD attribute=value..."),
        ("XFORWARD ADDR", "501 5.5.4 no such XFORWARD attribute"),
        ("XFORWARD LOGIN=root", "501 5.5.4 no such XFORWARD attribute"),
        ("XFORWARD ADDR=bloom.test", "501 5.5.4 ADDR is no IP address"),
        ("XFORWARD ADDR=203.0.113.5+0D+0AEvil", "501 5.5.4 ADDR is no IP address"),
        ("XFORWARD ADDR=IPv6:203.0.113", "501 5.5.4 ADDR is no IP address"),
    ],
)
async def test_what_makes_no_sense_changes_nothing(
    container: Container, command: str, reply: str
) -> None:
    """A wrong command is answered with 501, and what was said before it holds."""
    async with open_door(container, peers=SERVER) as door, peer(door) as server:
        await server.say("XFORWARD ADDR=203.0.113.5 HELO=a+0D+0Ab")
        assert reply == await server.say(command)
        await server.say("MAIL FROM:<anna@client.test>")
        assert ("503 5.5.1 XFORWARD comes before MAIL") == await server.say(
            "XFORWARD ADDR=203.0.113.6"
        )
        await server.say("RCPT TO:<postmaster>")
        await server.say("DATA")
        assert KEPT == await server.say(MESSAGE + b".\r\n")
    assert [("203.0.113.5", "ab", "127.0.0.1")] == await sources(container)


async def test_the_hourly_caps_count_the_client_that_was_named(container: Container) -> None:
    """Mail of the server's own machine is spared, mail it passes on from the world is not."""
    async with open_door(container, peers=SERVER) as door, peer(door) as server:
        for _ in range(3):
            assert KEPT == await server.deliver(MESSAGE)
        for _ in range(2):
            await server.say("XFORWARD ADDR=203.0.113.5")
            assert KEPT == await server.deliver(MESSAGE)
        await server.say("XFORWARD ADDR=203.0.113.6")
        assert "451 4.7.1" == (await server.deliver(MESSAGE))[:9]


HEADERS = [
    (b"PROXY TCP4 203.0.113.5 192.0.2.25 4711 25\r\n", "203.0.113.5"),
    (b"PROXY TCP6 2001:db8::5 2001:db8::25 4711 25\r\n", "2001:db8::5"),
    (b"PROXY UNKNOWN\r\n", "127.0.0.1"),
    (b"PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", "127.0.0.1"),
    (v2("203.0.113.5"), "203.0.113.5"),
    (v2("2001:db8::5"), "2001:db8::5"),
    (v2("::ffff:203.0.113.5"), "203.0.113.5"),
    (v2("203.0.113.5", more=b"\x04\x00\x03abc"), "203.0.113.5"),
    (v2("203.0.113.5", command=0), "127.0.0.1"),
    (V2 + b"\x20\x00\x00\x00", "127.0.0.1"),
    (V2 + b"\x21\x00\x00\x00", "127.0.0.1"),
]


@pytest.mark.parametrize("lmtp", [False, True])
@pytest.mark.parametrize(("header", "client"), HEADERS)
async def test_a_listed_proxy_names_the_client(
    container: Container, header: bytes, client: str, lmtp: bool
) -> None:
    """Both versions, IPv4 and IPv6; a connection of the proxy's own (a health check) is the
    proxy's.
    """
    async with open_door(container, lmtp=lmtp, peers=PROXY) as door, peer(door, None) as proxy:
        await proxy.send(header)
        assert "220 " == (await proxy.reply())[:4]
        await proxy.say("LHLO client.test" if lmtp else "EHLO client.test")
        assert KEPT == await proxy.deliver(MESSAGE)
    assert [(client, "client.test", None)] == await sources(container)


BROKEN = [
    b"EHLO client.test\r\n",
    b"PROXY TCP4 203.0.113.5 192.0.2.25 4711\r\n",
    b"PROXY TCP4 2001:db8::5 192.0.2.25 4711 25\r\n",
    b"PROXY TCP4 mail.bloom.test 192.0.2.25 4711 25\r\n",
    b"PROXY TCP4 203.0.113.5 192.0.2.25 4711 25 more\r\n",
    b"PROXY UDP4 203.0.113.5 192.0.2.25 4711 25\r\n",
    b"PROXY " + b"x" * 5000 + b"\r\n",
    V2[:11] + b"x" + v2("203.0.113.5")[12:],
    V2 + b"\x31\x11\x00\x0c" + bytes(12),
    V2 + b"\x21\x11\x00\x04" + bytes(4),
    V2 + b"\x21\x31\x00\xd8" + b"/run/x".ljust(216, b"\0"),
    v2("203.0.113.5", protocol=2),
]


@pytest.mark.parametrize("header", BROKEN)
async def test_a_listed_proxy_without_a_proper_header_gets_no_word(
    container: Container, header: bytes
) -> None:
    """The connection is closed before the greeting; the next one finds the door open."""
    async with open_door(container, peers=PROXY) as door:
        async with peer(door, None) as proxy:
            await proxy.send(header + b"MAIL FROM:<anna@client.test>\r\n")
            assert "" == await closed(proxy)
        async with peer(door, None) as proxy:
            await proxy.send(v2("203.0.113.5"))
            assert "220 " == (await proxy.reply())[:4]


async def closed(client: Peer) -> str:
    """What was said before the connection ended."""
    try:
        return await client.reply()
    except ConnectionResetError:
        return ""


async def test_a_stranger_cannot_pretend_to_be_a_proxy(container: Container) -> None:
    """Their header is a command nobody knows, and they stay who they are."""
    async with (
        open_door(container, peers=Peers(proxy=Listed(["198.51.100.7"]))) as door,
        peer(door, None) as client,
    ):
        await client.reply()
        assert "500" == (await client.say("PROXY TCP4 203.0.113.5 192.0.2.25 4711 25"))[:3]
        await client.say("EHLO client.test")
        assert KEPT == await client.deliver(MESSAGE)
    assert [("127.0.0.1", "client.test", None)] == await sources(container)


async def test_connections_through_a_proxy_count_for_their_clients(container: Container) -> None:
    """One client has their share, another one still comes in, and whoever leaves makes room."""
    caps = Caps(connections=10, connections_of_one_client=1)
    async with (
        open_door(container, peers=PROXY, caps=caps) as door,
        peer(door, None) as first,
        peer(door, None) as second,
    ):
        assert ["220", "421"] == [
            await greeting(first, "203.0.113.5"),
            await greeting(second, "203.0.113.5"),
        ]
        await first.say("QUIT")
        await first.reply()
        async with peer(door, None) as third, peer(door, None) as fourth:
            assert ["220", "220"] == [
                await greeting(third, "203.0.113.5"),
                await greeting(fourth, "203.0.113.6"),
            ]


async def greeting(proxy: Peer, client: str) -> str:
    """The code of the door's first reply to a client behind a proxy."""
    await proxy.send(v2(client))
    return (await proxy.reply())[:3]


async def test_a_mail_server_behind_a_proxy_may_name_the_client(container: Container) -> None:
    """Listed is the address that the proxy gave for it."""
    peers = Peers(xforward=Listed(["192.0.2.40"]), proxy=Listed(["127.0.0.1"]))
    async with open_door(container, peers=peers) as door, peer(door, None) as server:
        await server.send(v2("192.0.2.40"))
        await server.reply()
        await server.say("EHLO mx.agency.test")
        assert "250 2.0.0 OK" == await server.say("XFORWARD ADDR=203.0.113.5 HELO=mail.bloom.test")
        assert KEPT == await server.deliver(MESSAGE)
    assert [("203.0.113.5", "mail.bloom.test", "192.0.2.40")] == await sources(container)


def test_a_list_of_peers_knows_addresses_networks_and_unix_sockets() -> None:
    """An IPv4 address in IPv6's clothes is the same peer."""
    listed = Listed(["192.0.2.0/24", "2001:db8::1"])
    asked = ("192.0.2.9", "::ffff:192.0.2.9", "2001:db8::1", "fe80::1%eth0", "198.51.100.1", None)
    assert [True, True, True, False, False, False] == [listed.holds(one) for one in asked]
    assert Listed(["unix"]).holds(None)
