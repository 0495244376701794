"""Sends messages to web addresses that people have named: none of them may lead into our own
network.
"""

import asyncio
import socket
from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

import httpx2

from mailbridge.values import dataclass

TIMEOUT = 15.0  # seconds for all of it
LONGEST_REPLY = 200  # octets that are kept
GIVEN_OUT = IPv6Network("2000::/3")  # all of IPv6 that may be global (RFC 4291 section 2.4, IANA)
TRANSLATED = IPv6Network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052 section 2.1)


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` 0: there was none; `words` say why, or begin what the far side said."""

    status: int
    words: str

    @property
    def is_taken(self) -> bool:
        """Whether the far side has it (Standard Webhooks: any 2xx)."""
        return 200 <= self.status < 300


class WebhookLine:
    """`private`: hosts, addresses and networks of our own that may be written to all the same, and
    without TLS.
    """

    def __init__(self, private: Iterable[str] = ()) -> None:
        self._private = frozenset(private)
        self._client: httpx2.AsyncClient | None = None

    def fault_of(self, url: str) -> str | None:
        """What is wrong with an address before anybody is asked: "not-a-url", "not-https"; None:
        nothing.
        """
        parts = _parts(url)
        if parts is None:
            return "not-a-url"
        is_plain = parts.scheme == "http" and not self._is_private(str(parts.hostname), None)
        return "not-https" if is_plain else None

    async def send(self, url: str, fields: Mapping[str, str], body: bytes) -> Answer:
        """POST a body. Raises nothing: whatever fails is said in the answer. Redirects are not
        followed.
        """
        try:
            async with asyncio.timeout(TIMEOUT):
                return await self._sent(url, fields, body)
        except TimeoutError:
            return Answer(0, f"no answer within {TIMEOUT:.0f} seconds")
        except (OSError, httpx2.HTTPError, httpx2.InvalidURL, ValueError) as fault:
            return Answer(0, f"{type(fault).__name__}: {fault}"[:LONGEST_REPLY])

    async def close(self) -> None:
        """End the connections."""
        if self._client is not None:
            await self._client.aclose()

    async def _sent(self, url: str, fields: Mapping[str, str], body: bytes) -> Answer:
        parts = _parts(url)
        if parts is None or self.fault_of(url) is not None:
            return Answer(0, "this address is not written to")
        host = str(parts.hostname)
        address = await self._address(host, parts.port or (80 if parts.scheme == "http" else 443))
        if address is None:
            return Answer(0, f"{host} leads into a private network")
        if self._client is None:  # what the environment says of proxies is not for these
            self._client = httpx2.AsyncClient(timeout=TIMEOUT, trust_env=False)
        # To the address that was looked at, so that no second answer of DNS leads elsewhere.
        netloc = f"[{address}]" if ":" in address else address
        port = f":{parts.port}" if parts.port else ""
        request = self._client.build_request(
            "POST",
            parts._replace(netloc=f"{netloc}{port}").geturl(),
            headers={**fields, "Host": f"{parts.netloc.rpartition('@')[2]}"},
            content=body,
            extensions={"sni_hostname": host},
        )
        answer = await self._client.send(request, stream=True)
        try:
            return Answer(answer.status_code, await _beginning(answer))
        finally:
            await answer.aclose()

    async def _address(self, host: str, port: int) -> str | None:
        """The first address of a host, when all of them may be written to."""
        loop = asyncio.get_running_loop()
        entries = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in entries]
        allowed = all(
            _is_public(address) or self._is_private(host, address) for address in addresses
        )
        return addresses[0] if addresses and allowed else None

    def _is_private(self, host: str, address: str | None) -> bool:
        """Whether it is one of those of our own that may be written to."""
        if host.casefold() in self._private:
            return True
        numeric = _numeric(address or host)
        networks = (network for network in self._private if _numeric(network.partition("/")[0]))
        return numeric is not None and any(
            numeric in ip_network(network, strict=False) for network in networks
        )


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        is_one = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if is_one and not parts.username else None


def _numeric(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _is_public(text: str) -> bool:
    address = _numeric(text)
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is None and address not in GIVEN_OUT:
            return False
        address = inner or address
    return address is not None and address.is_global and not address.is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that one of IPv6 leads to (RFC 4291 section 2.5.5.2, RFC 3056)."""
    if address in TRANSLATED:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour


async def _beginning(answer: httpx2.Response) -> str:
    kept = b""
    async for piece in answer.aiter_raw():
        kept += piece[: LONGEST_REPLY - len(kept)]
        if len(kept) >= LONGEST_REPLY:
            break
    said = " ".join(kept.decode("utf-8", "replace").split())
    return f"{answer.status_code} {said}".strip()
