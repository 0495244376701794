"""DNS, asked with a time limit, remembered, and left alone for a while when it is dead."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import dns.asyncresolver
import dns.exception
import dns.name
import dns.nameserver
import dns.rdatatype
import dns.resolver

_REMEMBERED = 10_000  # answers
_LONGEST, _SHORTEST = 3600.0, 30.0  # seconds an answer is remembered
_SILENCES = 3  # unanswered questions, of as many domains, after which nobody is asked
_PAUSE = 15.0  # seconds until one question tries again


class DnsTrouble(Exception):
    """No answer, or a server failure: nothing is known (temperror)."""


class _Kept(NamedTuple):
    until: float
    answer: tuple[Any, ...]


class Breaker:
    """Open after silences from several domains in a row; then one question in each pause is let
    through.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._silent: set[str] = set()
        self._asked_again_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether no question goes out for now: names of several domains were not answered lately.
        When the pause is over, one question goes out.
        """
        if len(self._silent) < _SILENCES or self._clock() >= self._asked_again_at:
            self._asked_again_at = self._clock() + _PAUSE
            return False
        return True

    def answered(self) -> None:
        """A question was answered: all silences are forgotten."""
        self._silent.clear()

    def silent(self, name: str) -> None:
        """A question about this name was not answered in time."""
        self._silent.add(".".join(name.rstrip(".").split(".")[-2:]))
        self._asked_again_at = self._clock() + _PAUSE


class NameService:
    """`nameservers` are addresses, with a port where it is not 53 ("127.0.0.1:5300", "[::1]:5300");
    none: those of the system.
    """

    def __init__(
        self,
        nameservers: Sequence[str] = (),
        timeout: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._resolver = _resolver(nameservers)
        self._timeout = timeout
        self._clock = clock
        self._breaker = Breaker(clock)
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._asking: dict[tuple[str, str], asyncio.Task[tuple[Any, ...]]] = {}

    async def ask(self, name: str, kind: str) -> tuple[Any, ...]:
        """The records of a name, () when there are none; kind is "TXT", "A", "AAAA", "MX", "PTR".
        Raises DnsTrouble.
        """
        key = (name.rstrip(".").lower(), kind)
        kept = self._kept.get(key)
        if kept and kept.until > self._clock():
            return kept.answer
        task = self._asking.get(key)
        if task is None:
            task = asyncio.create_task(self._fetch(key))
            self._asking[key] = task
            task.add_done_callback(lambda done: self._settled(key, done))
        return await asyncio.shield(task)

    async def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name, the strings of each joined (RFC 7208 section 3.3)."""
        return tuple(
            b"".join(record.strings).decode("utf-8", "replace")
            for record in await self.ask(name, "TXT")
        )

    def _settled(self, key: tuple[str, str], task: asyncio.Task[tuple[Any, ...]]) -> None:
        self._asking.pop(key, None)
        if not task.cancelled():
            task.exception()  # everybody who waited may be gone

    async def _fetch(self, key: tuple[str, str]) -> tuple[Any, ...]:
        if self._breaker.is_open:
            raise DnsTrouble("DNS does not answer")
        try:
            answer = await self._resolver.resolve(
                *key, raise_on_no_answer=False, search=False, lifetime=self._timeout
            )
        except dns.resolver.NXDOMAIN:
            return self._remember(key, (), _SHORTEST)
        except (
            dns.name.LabelTooLong,
            dns.name.EmptyLabel,
            dns.name.NameTooLong,
            dns.name.BadEscape,
            dns.name.IDNAException,
            UnicodeError,
        ):
            return ()
        except dns.resolver.LifetimeTimeout as silence:
            self._breaker.silent(key[0])
            raise DnsTrouble(f"{key[0]}: DNS did not answer in time") from silence
        except (dns.exception.DNSException, OSError) as failure:
            raise DnsTrouble(f"{key[0]}: DNS failed") from failure
        records = tuple(answer.rrset) if answer.rrset is not None else ()
        return self._remember(
            key, records, min(_LONGEST, max(_SHORTEST, answer.expiration - time.time()))
        )

    def _remember(
        self, key: tuple[str, str], answer: tuple[Any, ...], seconds: float
    ) -> tuple[Any, ...]:
        self._breaker.answered()
        self._kept[key] = _Kept(self._clock() + seconds, answer)
        self._kept.move_to_end(key)
        if len(self._kept) > _REMEMBERED:
            self._kept.popitem(last=False)
        return answer


def _resolver(nameservers: Sequence[str]) -> dns.asyncresolver.Resolver:
    if not nameservers:
        return dns.asyncresolver.Resolver()
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers = [
        dns.nameserver.Do53Nameserver(*_place(server)) for server in nameservers
    ]
    return resolver


def _place(server: str) -> tuple[str, int]:
    if server.startswith("["):
        address, _, port = server[1:].partition("]")
        return address, int(port[1:] or 53)
    address, colon, port = server.partition(":")
    return (server, 53) if ":" in port else (address, int(port) if colon else 53)
