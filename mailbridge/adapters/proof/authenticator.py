"""What DNS and a message's own signatures say of its origin: SPF, DKIM, DMARC and ARC, gathered
side by side.
"""

import asyncio
import ipaddress
from collections.abc import Iterable, Mapping, Sequence

from mailbridge.adapters.dns_resolver import DnsTrouble, NameService
from mailbridge.adapters.proof.dkim_arc import Keys, Signatures
from mailbridge.adapters.proof.spf import check_spf
from mailbridge.domain.proof import (
    ArcResult,
    DkimResult,
    DmarcPolicy,
    Evidence,
    SpfResult,
)
from mailbridge.steps.deciding.proof import dmarc
from mailbridge.steps.deciding.proof.ambiguous_header import header_flaws, header_section
from mailbridge.steps.deciding.proof.border import Hops, Look, look
from mailbridge.steps.reading.mime.parse import parse_header_section
from mailbridge.steps.text.domain_names import ascii_domain

_IN_PLACE = 64 * 1024  # bytes; larger messages are hashed in a thread


class Authenticator:
    """Ask DNS (`nameservers`, else the system's) at most `timeout` seconds a question and twice
    that a message.

    `trusted_sealers` are domains whose ARC seals are believed, `authserv_id` the name that our own
    border writes into Authentication-Results, `hops` our other hosts between it and us (names,
    domains, networks). Mail from a `border` address, and from one that is not public unless it lies
    in `outside`, was passed on by a server of ours: that server's results count, and there is no
    client to ask about unless it named one by XFORWARD.
    """

    def __init__(
        self,
        nameservers: Sequence[str] | None = None,
        timeout: float = 5.0,
        trusted_sealers: Iterable[str] = (),
        authserv_id: str | None = None,
        outside: Iterable[str] = (),
        border: Iterable[str] = (),
        hops: Iterable[str] = (),
    ) -> None:
        self._names = NameService(nameservers or (), timeout)
        self._longest = 2 * timeout
        self._sealers = frozenset(domain.lower() for domain in trusted_sealers)
        self._authserv_id = authserv_id.lower() if authserv_id else None
        self._outside = tuple(map(ipaddress.ip_network, outside))
        self._ours = tuple(map(ipaddress.ip_network, border))
        self._hops = Hops.of((*hops, *border))

    async def gather(
        self,
        raw: bytes,
        client_ip: str | None,
        helo: str | None,
        reverse_path: str,
        relayed_by: str | None = None,
    ) -> Evidence:
        """The evidence for a message; never raises for what is in it, and takes at most twice the
        timeout. `relayed_by` is the mail server of ours that named the client, if one did.
        """
        section = header_section(raw)
        client = self._client(client_ip)
        look = self.border(section, client_ip, relayed_by)
        border = (look.results or ()) if look is not None else ()
        signatures = Signatures(raw)
        flaws = header_flaws(section)
        if not signatures.any and client is None:
            return Evidence(trusted_results=border, flaws=flaws)
        message = parse_header_section(section + b"\r\n\r\n")
        author = ascii_domain(message.author.domain) if message.author else None
        keys, spf, walk = await asyncio.gather(
            self._keys(signatures.key_names()),
            self._spf(client, helo or "", reverse_path),
            self._walk(
                {author} | signatures.domains | {_domain(reverse_path)} if author else set()
            ),
        )
        dkim, arc = await self._verified(signatures, keys)
        policy = await self._policy(author, walk) if author else None
        organizations = tuple(
            (domain, dmarc.organizational(domain, records)) for domain, records in walk.items()
        )
        return Evidence(spf, dkim, arc, policy, border, organizations, flaws)

    def border(self, section: bytes, client_ip: str | None, relayed_by: str | None) -> Look | None:
        """What our border wrote into a header section. None: no border's word is believed, or no
        server of ours passed the message on.
        """
        by_ours = relayed_by is not None or self._client(client_ip) is None
        if self._authserv_id is None or not by_ours:
            return None
        return look(section, self._authserv_id, self._hops)

    def _client(self, client_ip: str | None) -> str | None:
        """The client's address when it tells anything of the outside world."""
        try:
            address = ipaddress.ip_address((client_ip or "").removeprefix("IPv6:"))
        except ValueError:
            return None
        mapped = getattr(address, "ipv4_mapped", None)
        address = mapped or address
        outside = _within(address, self._outside) or (
            address.is_global and not _within(address, self._ours)
        )
        return str(address) if outside else None

    async def _keys(self, names: Iterable[str]) -> Keys:
        named = sorted(names)
        return dict(zip(named, await asyncio.gather(*map(self._key, named)), strict=True))

    async def _key(self, name: str) -> "bytes | DnsTrouble | None":
        try:
            texts = await asyncio.wait_for(self._names.texts(name), self._longest)
        except TimeoutError:
            return DnsTrouble(f"{name}: DNS did not answer in time")
        except DnsTrouble as trouble:
            return trouble
        return (
            texts[0].encode("utf-8", "replace") if texts else None
        )  # RFC 6376 section 3.6.2.2: several are undefined

    async def _spf(self, client: str | None, helo: str, reverse_path: str) -> SpfResult | None:
        if client is None:
            return None
        try:
            return await asyncio.wait_for(
                check_spf(self._names.ask, client, helo, reverse_path), self._longest
            )
        except TimeoutError:
            return SpfResult(_domain(reverse_path) or "", "temperror", "DNS did not answer in time")

    async def _walk(self, domains: Iterable[str | None]) -> dict[str, dict[str, dmarc.Record]]:
        """For each domain the policy records of its tree walk (RFC 9989 section 4.10), all asked
        for at once.
        """
        named = sorted(domain for domain in set(domains) if domain)
        names = sorted({target for domain in named for target in dmarc.targets(domain)})
        records = dict(zip(names, await asyncio.gather(*map(self._record, names)), strict=True))
        return {
            domain: {name: record for name in dmarc.targets(domain) if (record := records[name])}
            for domain in named
        }

    async def _record(self, name: str) -> dmarc.Record | None:
        try:
            return dmarc.parse(
                await asyncio.wait_for(self._names.texts(f"_dmarc.{name}"), self._longest)
            )
        except (DnsTrouble, TimeoutError):
            return None

    async def _policy(
        self, author: str, walk: Mapping[str, Mapping[str, dmarc.Record]]
    ) -> DmarcPolicy | None:
        records = walk.get(author, {})
        inherited = author not in records and any(record.nonexistent for record in records.values())
        return dmarc.applying(author, records, exists=not inherited or await self._exists(author))

    async def _exists(self, domain: str) -> bool:
        """Whether the domain has any address or mail exchanger (RFC 9989 section 4.10.1, np); doubt
        says that it does.
        """
        try:
            answers = await asyncio.gather(
                *(self._names.ask(domain, kind) for kind in ("A", "AAAA", "MX"))
            )
        except DnsTrouble:
            return True
        return any(answers)

    async def _verified(
        self, signatures: Signatures, keys: Keys
    ) -> tuple[tuple[DkimResult, ...], ArcResult | None]:
        def verify() -> tuple[tuple[DkimResult, ...], ArcResult | None]:
            return signatures.verify_dkim(keys), signatures.verify_arc(keys, self._sealers)

        return verify() if signatures.size <= _IN_PLACE else await asyncio.to_thread(verify)


Networks = Sequence["ipaddress.IPv4Network | ipaddress.IPv6Network"]


def _within(address: "ipaddress.IPv4Address | ipaddress.IPv6Address", networks: Networks) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _domain(reverse_path: str) -> str | None:
    return ascii_domain(reverse_path.strip("<>").rpartition("@")[2])
