"""What our own border found out about a message (RFC 8601), and which of the fields in its name it
can have written.
"""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import field

from mailbridge.domain.proof import TrustedResult
from mailbridge.steps.deciding.proof.authentication_results import read
from mailbridge.values import dataclass

_FIELD = 16_000  # octets of a field value that are looked at
Field = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Look:
    """`results` is None when no field is believed; then `below` is the foreign host whose Received
    stands above one of ours, if any.
    """

    results: tuple[TrustedResult, ...] | None = None
    below: str = ""


@dataclass(frozen=True, slots=True)
class Hops:
    """Hosts of ours that a message passes: host names, domains (whose hosts are meant too),
    addresses and networks.
    """

    names: frozenset[str] = frozenset()
    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = field(default=())

    @classmethod
    def of(cls, listed: Iterable[str]) -> "Hops":
        """The hosts that a list names: what is no address or network is a name."""
        networks = {name: _network(name) for name in listed}
        found = tuple(network for network in networks.values() if network is not None)
        return cls(
            frozenset(one.lower() for one, network in networks.items() if network is None), found
        )

    def hold(self, host: str) -> bool:
        """Whether one of our hosts is named. `host` is a name, or an address as `by` clauses have
        it (with or without brackets).
        """
        address = _network(host.strip("[]").removeprefix("ipv6:"))
        if address is not None:
            return any(
                address.version == network.version and address.network_address in network
                for network in self.networks
            )
        return any(host == name or host.endswith(f".{name}") for name in self.names)


def look(section: bytes, authserv_id: str, hops: Hops) -> Look:
    """Read the header section from above: the first field with the border's name counts, unless a
    foreign host's Received is higher.

    Whoever sends a message chooses all fields below the first Received of a host that is not ours
    (RFC 8601 section 5). Without any Received it is the topmost field that counts.
    """
    ours = Hops(hops.names | {authserv_id}, hops.networks)
    foreign = ""
    for name, value in fields(section):
        if name == b"received" and not foreign:
            by = receiving_host(value.decode("latin-1"))
            foreign = "" if ours.hold(by) else by or "an unnamed host"
        elif name == b"authentication-results":
            said = read(value.decode("latin-1"))
            if said.authserv_id == authserv_id:
                trusted_results = tuple(
                    TrustedResult(result.method, result.result, result.domain)
                    for result in said.results
                )
                return Look(None, foreign) if foreign else Look(trusted_results)
    return Look()


def receiving_host(received: str) -> str:
    """The host of the `by` clause (RFC 5321 section 4.4), in lower case; "" when the field has none
    in its place.
    """
    words = _without_comments(received[:_FIELD]).partition(";")[0].lower().split()
    if words[:1] == ["from"]:
        words = words[2:]
        while words and words[0] != "by":
            words = words[1:]
    return words[1].rstrip(".") if words[:1] == ["by"] and len(words) > 1 else ""


def fields(section: bytes) -> Sequence[Field]:
    """Field names in lower case and unfolded values, in order."""
    found: list[Field] = []
    for line in section.replace(b"\r\n", b"\n").split(b"\n"):
        if line[:1] in (b" ", b"\t") and found:
            found[-1] = (
                found[-1][0],
                found[-1][1] + b" " + line.strip() if len(found[-1][1]) < _FIELD else found[-1][1],
            )
        else:
            name, _, value = line.partition(b":")
            found.append((name.strip().lower(), value))
    return found


def _without_comments(text: str) -> str:
    kept: list[str] = []
    depth, escaped = 0, False
    for sign in text:
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            kept.append(" ")
        elif not depth:
            kept.append(sign)
    return "".join(kept)


def _network(word: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(word, strict=False)
    except ValueError:
        return None
