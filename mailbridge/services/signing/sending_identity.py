"""By what others believe our letters: the DNS records of our domains, each with a line to paste."""

import asyncio

from mailbridge.services.container import Container
from mailbridge.services.signing import dkim_keys
from mailbridge.services.signing.dkim_keys import DkimKeyView
from mailbridge.values import dataclass

LOCAL = ("localhost", "test", "example", "invalid", "internal", "local")  # ends of names
RIGHT, MISSING, SEVERAL, OPEN, UNKNOWN = "right", "missing", "several", "open", "unknown"


@dataclass(frozen=True, slots=True)
class DnsRecord:
    """A record that our letters need. `state`: right, missing, several (which is as none), open (it
    lets everybody write), or unknown (DNS does not answer).
    """

    kind: str  # mx, spf, dmarc
    name: str
    value: str  # to paste
    seen: tuple[str, ...]  # what DNS has
    state: str


@dataclass(frozen=True, slots=True)
class Identity:
    domain: str
    is_local: bool  # a name of this machine alone: DNS knows nothing of it
    records: tuple[DnsRecord, ...]
    keys: tuple[DkimKeyView, ...]  # that sign, or wait for their record


async def show_identities(container: Container) -> list[Identity]:
    """All domains that letters leave from, looked up now."""
    domains = sorted(container.domains, key=lambda domain: (domain != container.domain, domain))
    keys = await dkim_keys.list_in_use(container)
    return list(await asyncio.gather(*(_identity(container, domain, keys) for domain in domains)))


async def _identity(container: Container, domain: str, keys: list[DkimKeyView]) -> Identity:
    own = tuple(key for key in keys if key.domain == domain)
    if domain.rpartition(".")[2] in LOCAL:
        return Identity(domain, True, (), own)
    records = await asyncio.gather(
        _mx(container, domain), _spf(container, domain), _dmarc(container, domain)
    )
    return Identity(domain, False, tuple(records), own)


async def _mx(container: Container, domain: str) -> DnsRecord:
    hosts = await container.exchangers.of(domain) if container.exchangers is not None else ()
    return DnsRecord("mx", domain, f"10 mail.{domain}.", hosts, RIGHT if hosts else MISSING)


async def _texts(container: Container, name: str, begins: str) -> tuple[str, ...] | None:
    known = container.text_records
    texts = await known.of(name) if known is not None else None
    if texts is None:
        return None
    return tuple(text for text in texts if text.lower().startswith(begins))


async def _spf(container: Container, domain: str) -> DnsRecord:
    """RFC 7208: one record at most (section 3.2)."""
    seen = await _texts(container, domain, "v=spf1")
    state = _state(seen)
    if state == RIGHT and seen and seen[0].rpartition(" ")[2].lower() in ("+all", "all"):
        state = OPEN
    return DnsRecord("spf", domain, "v=spf1 mx -all", seen or (), state)


async def _dmarc(container: Container, domain: str) -> DnsRecord:
    name = f"_dmarc.{domain}"
    seen = await _texts(container, name, "v=dmarc1")
    value = f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}"
    return DnsRecord("dmarc", name, value, seen or (), _state(seen))


def _state(seen: tuple[str, ...] | None) -> str:
    if seen is None:
        return UNKNOWN
    return {0: MISSING, 1: RIGHT}.get(len(seen), SEVERAL)
