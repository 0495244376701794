"""Which hosts take the mail of a domain: its MX records."""

import asyncio
from collections.abc import Sequence
from typing import Any

import dns.exception

from mailbridge.adapters.dns_resolver import DnsTrouble, NameService

LONGEST = 2.0  # seconds; whoever asks has a person waiting
NOT_OF_THE_WORLD = frozenset(
    {"test", "example", "invalid", "localhost", "local"}
)  # RFC 6761 section 6, RFC 6762


class MailExchangers:
    """`nameservers` as in NameService; none: those of the system, which know nothing of names that
    are not of the world.
    """

    def __init__(self, nameservers: Sequence[str] = (), timeout: float = LONGEST) -> None:
        self._nameservers = nameservers
        self._timeout = timeout
        self._names: NameService | None = None

    async def of(self, domain: str) -> tuple[str, ...]:
        """Host names in lower case, the preferred first; () when there are none, or nobody answered
        in time.
        """
        if not self._nameservers and domain.rpartition(".")[2].lower() in NOT_OF_THE_WORLD:
            return ()
        try:
            async with asyncio.timeout(self._timeout):
                records = await self._service().ask(domain, "MX")
        except (DnsTrouble, TimeoutError, dns.exception.DNSException):
            return ()
        return tuple(dict.fromkeys(filter(None, map(_host, sorted(records, key=_preference)))))

    def _service(self) -> NameService:
        """Made when it is first needed: a machine without a resolver has none."""
        if self._names is None:
            self._names = NameService(self._nameservers, self._timeout)
        return self._names


def _preference(record: Any) -> int:
    return int(record.preference)


def _host(record: Any) -> str:
    """The null MX (RFC 7505 section 3) is no host."""
    return str(record.exchange).rstrip(".").lower()
