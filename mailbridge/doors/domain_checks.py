"""What the doctor looks at in DNS: where mail for our domains goes, and by what others believe
theirs. Each fault comes with the record to paste.
"""

import asyncio
import ipaddress
from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

from dns.reversename import from_address

from mailbridge.adapters.dns_resolver import DnsTrouble, NameService
from mailbridge.bootstrap import Settings
from mailbridge.domain.told import told
from mailbridge.doors.finding import LOCAL, Finding
from mailbridge.values import dataclass

LONGEST = 10.0  # seconds for all questions together
MOST_HOSTS = 4  # mail exchangers whose addresses are looked at


class Names(Protocol):
    async def ask(self, name: str, kind: str) -> tuple[Any, ...]:
        """As NameService.ask."""


@dataclass(frozen=True, slots=True)
class Host:
    """A mail exchanger: its addresses, and the names that these lead back to."""

    name: str
    addresses: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Records:
    """What DNS says of a domain."""

    domain: str
    hosts: tuple[Host, ...]
    spf: tuple[str, ...]
    dmarc: tuple[str, ...]


async def check_domains(settings: Settings, names: Names | None = None) -> list[Finding]:
    """Findings for each domain of ours; within LONGEST seconds, whatever DNS does."""
    ours = list(dict.fromkeys((settings.domain, *settings.domains)))
    outside = [domain for domain in ours if not is_local(domain)]
    local = [_local_name(domain) for domain in ours if is_local(domain)]
    asked = names or NameService(settings.authentication.nameservers, timeout=LONGEST / 3)
    try:
        async with asyncio.timeout(LONGEST):
            answers = await asyncio.gather(*(records_of(asked, domain) for domain in outside))
    except (DnsTrouble, TimeoutError) as fault:
        words = str(fault) or told("DNS did not answer in {seconds:.0f} seconds", seconds=LONGEST)
        remedy = told("check the network, or set authentication.nameservers")
        return [*local, Finding("dns", "fault", words, remedy)]
    relay = _relay_host(settings)
    here = _host_of(settings)
    return [*local, *(finding for records in answers for finding in advice(records, here, relay))]


def is_local(domain: str) -> bool:
    """Whether a name is of this machine or this network alone."""
    return domain.rpartition(".")[2] in LOCAL


def _local_name(domain: str) -> Finding:
    return Finding(
        "dns",
        "warning",
        told(
            "{domain} is a name of this machine alone; nobody outside can write to it",
            domain=domain,
        ),
        told("set domain to one of yours, and an MX record for it to this machine"),
    )


def _host_of(settings: Settings) -> str:
    """The name that this machine is known by: that of its web, else the domain."""
    host = urlsplit(settings.base_url).hostname or settings.domain
    return settings.domain if is_local(host) or is_address(host) else host


def _relay_host(settings: Settings) -> str | None:
    if settings.relay.url is None:
        return None
    host = urlsplit(settings.relay.url.get_secret_value()).hostname
    return host if host and not is_local(host) and not is_address(host) else None


def is_address(host: str) -> bool:
    """Whether it is an address of the Internet Protocol, not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def records_of(names: Names, domain: str) -> Records:
    """All questions at once. Raises DnsTrouble."""
    exchangers, texts, policies = await asyncio.gather(
        names.ask(domain, "MX"), names.ask(domain, "TXT"), names.ask(f"_dmarc.{domain}", "TXT")
    )
    ordered = sorted(exchangers, key=lambda record: int(record.preference))
    hosts = [str(record.exchange).rstrip(".") for record in ordered][:MOST_HOSTS]
    looked_at = await asyncio.gather(*(_host(names, host) for host in hosts))
    return Records(
        domain,
        tuple(looked_at),
        tuple(text for text in map(_text, texts) if text.lower().split(" ")[0] == "v=spf1"),
        tuple(text for text in map(_text, policies) if text.startswith("v=DMARC1")),
    )


def _text(record: Any) -> str:
    return b"".join(record.strings).decode("utf-8", "replace")


async def _host(names: Names, host: str) -> Host:
    answers = await asyncio.gather(names.ask(host, "A"), names.ask(host, "AAAA"))
    addresses = [str(record.address) for records in answers for record in records]
    back = await asyncio.gather(
        *(names.ask(str(from_address(address)).rstrip("."), "PTR") for address in addresses)
    )
    told_back = [
        tuple(str(record.target).rstrip(".").lower() for record in records) for records in back
    ]
    return Host(host, tuple(addresses), tuple(told_back))


def advice(records: Records, here: str, relay: str | None) -> list[Finding]:
    """`here`: the name of this machine; `relay`: that of the server letters leave by."""
    return [
        _mx(records, here),
        _spf(records, relay),
        _dmarc(records),
        *(finding for host in records.hosts for finding in _of_host(host)),
    ]


def _mx(records: Records, here: str) -> Finding:
    domain = records.domain
    if records.hosts:
        hosts = ", ".join(host.name for host in records.hosts)
        return Finding(
            "dns", "ok", told("mail for {domain} goes to {found}", domain=domain, found=hosts)
        )
    return Finding(
        "dns",
        "fault",
        told("{domain} has no MX record", domain=domain),
        told("add one that names the machine where smtp.listen is"),
        f"{domain}. IN MX 10 {here}.",
    )


def _spf(records: Records, relay: str | None) -> Finding:
    """RFC 7208: one record at most (section 3.2)."""
    domain = records.domain
    senders = f"mx a:{relay}" if relay else "mx"
    paste = f'{domain}. IN TXT "v=spf1 {senders} -all"'
    if not records.spf:
        words = told(
            "{domain} has no SPF record: others may take our letters for forged", domain=domain
        )
        remedy = told("add it, with whatever your relay's provider asks to include")
        return Finding("spf", "warning", words, remedy, paste)
    if len(records.spf) > 1:
        words = told("{domain} has several SPF records, which is as none", domain=domain)
        return Finding("spf", "fault", words, told("put them together into one"), paste)
    [record] = records.spf
    if record.rpartition(" ")[2].lower() in ("+all", "all"):
        words = told("SPF of {domain} lets everybody write in its name", domain=domain)
        return Finding("spf", "fault", words, told("end it with -all"), paste)
    return Finding("spf", "ok", f"{domain}: {record}")


def _dmarc(records: Records) -> Finding:
    domain = records.domain
    if len(records.dmarc) == 1:
        return Finding("dmarc", "ok", f"{domain}: {records.dmarc[0]}")
    words = told("{domain} has no DMARC record", domain=domain)
    if records.dmarc:
        words = told("{domain} has several DMARC records, which is as none", domain=domain)
    remedy = told("large providers ask for one; p=none changes nothing yet")
    paste = f'_dmarc.{domain}. IN TXT "v=DMARC1; p=none; rua=mailto:postmaster@{domain}"'
    return Finding("dmarc", "warning", words, remedy, paste)


def _of_host(host: Host) -> list[Finding]:
    """Of its addresses, and of their way back (RFC 1912 section 2.1)."""
    if not host.addresses:
        words = told("{host} has no address", host=host.name)
        remedy = told("add one: without it no mail comes")
        return [Finding("dns", "fault", words, remedy, f"{host.name}. IN A 192.0.2.1")]
    return [
        _ptr(host.name, address, names)
        for address, names in zip(host.addresses, host.names, strict=True)
    ]


def _ptr(host: str, address: str, names: Sequence[str]) -> Finding:
    if host.lower() in names:
        return Finding("ptr", "ok", told("{address} is called {host}", address=address, host=host))
    known = ", ".join(names) or told("nothing")
    return Finding(
        "ptr",
        "warning",
        told("{address} is called {names}, not {host}", address=address, names=known, host=host),
        told("ask who gave you the address, if letters leave from it; others may refuse them"),
        f"{from_address(address)} IN PTR {host}.",
    )
