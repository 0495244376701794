"""Who the client really is, where a listed peer says so: a proxy by the PROXY protocol, a mail
server of ours by XFORWARD.

Followed are HAProxy's proxy-protocol.txt (versions 1 and 2, read by aiosmtpd) and Postfix's
XFORWARD_README.
"""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import field
from typing import Any

from aiosmtpd.proxy_protocol import AF, PROTO, V2_CMD, ProxyData

from mailbridge.doors.smtp.replies import NOT_LISTED
from mailbridge.values import dataclass

UNIX = "unix"  # in a list of peers: whoever comes by a socket of this machine
ATTRIBUTES = ("NAME", "ADDR", "PORT", "PROTO", "HELO", "IDENT", "SOURCE")
OFFER = f"XFORWARD {' '.join(ATTRIBUTES)}"
UNKNOWN = ("", "[UNAVAILABLE]", "[TEMPUNAVAIL]")
HEADER_SECONDS = 30.0  # a proxy sends its header at once
_ENCODED = re.compile(r"\+([0-9A-Fa-f]{2})")  # xtext (RFC 3461 section 4)


class Listed:
    """Peers named in the settings: addresses, networks, and `unix`."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        named = tuple(names)
        self._unix = UNIX in named
        self._networks = tuple(ipaddress.ip_network(one) for one in named if one != UNIX)

    def holds(self, peer: str | None) -> bool:
        """Whether a peer is listed. `peer` is an IP address; None: it came by a Unix socket."""
        if peer is None:
            return self._unix
        address = ipaddress.ip_address(plain(peer))
        return any(
            address.version == network.version and address in network for network in self._networks
        )


@dataclass(frozen=True, slots=True)
class Peers:
    """Whose XFORWARD is believed, and who begins each connection with a PROXY header."""

    xforward: Listed = field(default_factory=Listed)
    proxy: Listed = field(default_factory=Listed)


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom a mail transaction comes from; `relayed_by` is the mail server of ours that named the
    client, if one did.
    """

    client: str | None
    helo: str | None
    relayed_by: str | None = None


class Source:
    """Who is at the other end of one connection, as far as is known by now."""

    def __init__(self, peers: Peers, peer: str | None) -> None:
        self.peer = peer
        self.awaits_header = peers.proxy.holds(peer)
        self.client = None if self.awaits_header else peer
        self._peers = peers

    @property
    def is_forwarder(self) -> bool:
        """Whether it is a mail server or a proxy of ours."""
        return self.awaits_header or self.may_forward

    @property
    def may_forward(self) -> bool:
        """Whether the peer is listed as one that names its clients by XFORWARD."""
        return self._peers.xforward.holds(self.client)

    def learn(self, envelope: Any, argument: str | None) -> str:
        """Obey XFORWARD: each command adds to what is known of the mail transaction that follows.

        The reply has no enhanced status code where aiosmtpd's have none.
        """
        if not self.may_forward:
            return str(NOT_LISTED)
        if envelope.mail_from is not None:
            return "503 XFORWARD comes before MAIL"
        try:
            envelope.forwarded = (envelope.forwarded or {}) | forwarded(argument)
        except ValueError as wrong:
            return f"501 {wrong}"
        return "250 OK"

    def origin(self, envelope: Any, helo: Any) -> Origin:
        """Whom the mail transaction comes from: the client that XFORWARD named, else the peer."""
        if envelope.forwarded is not None:
            return origin(envelope.forwarded, self.client)
        return Origin(self.client, printable(helo))


def proxied(header: ProxyData, peer: str | None) -> str | None:
    """The client's address by a PROXY header; `peer` where the header names none. Raises ValueError
    for what is no TCP over IP.
    """
    if (
        header.command == V2_CMD.LOCAL
        or header.family == AF.UNSPEC
        or header.protocol == PROTO.UNSPEC
    ):
        return peer  # the proxy's own connection, or one it knows nothing of (section 2.2)
    if header.protocol != PROTO.STREAM or header.family not in (AF.INET, AF.INET6):
        raise ValueError("no TCP over IP")
    return plain(str(header.src_addr))


def forwarded(argument: str | None) -> dict[str, str]:
    """The attributes of an XFORWARD command; what the peer does not know is "". Raises ValueError
    with the reply's words.
    """
    if not argument:
        raise ValueError("Syntax: XFORWARD attribute=value...")
    return dict(_attribute(word) for word in argument.split())


def origin(attributes: dict[str, str], peer: str | None) -> Origin:
    """Nothing of the peer's own session is mixed in, but that mail without a client's address is
    the peer's own.
    """
    return Origin(
        attributes.get("ADDR") or peer, printable(attributes.get("HELO", "")), peer or UNIX
    )


def printable(helo: Any) -> str | None:
    """At most 255 characters of a name, those that can be printed; None when nothing is left."""
    name = str(helo or "")[:255]
    return (name if name.isprintable() else "".join(filter(str.isprintable, name))) or None


def plain(address: str) -> str:
    """An address in its usual spelling: no IPv4 address within IPv6, and no zone.
    Raises ValueError.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    return str(getattr(found, "ipv4_mapped", None) or found)


def _attribute(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    name, value = name.upper(), _ENCODED.sub(lambda match: chr(int(match[1], 16)), value)
    if not equals or name not in ATTRIBUTES:
        raise ValueError("no such XFORWARD attribute")
    if value.upper() in UNKNOWN:
        return name, ""
    return name, _address(value) if name == "ADDR" else value


def _address(value: str) -> str:
    try:
        return plain(value[5:] if value[:5].upper() == "IPV6:" else value)
    except ValueError:
        raise ValueError("ADDR is no IP address") from None
