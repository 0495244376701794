"""Asks a provider of OpenID Connect: in bounded time and size, and nobody whom it points to."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx2

TIMEOUT = 10.0  # seconds for all of an answer
LARGEST = 256 * 1024  # octets of an answer


class NoAnswer(Exception):
    """The provider did not say what was asked; why, for the log."""


class ProviderLine:
    """Redirects are not followed, and proxies of the environment not used."""

    def __init__(self) -> None:
        self._client: httpx2.AsyncClient | None = None

    async def get(self, url: str, token: str = "") -> dict[str, Any]:
        """What stands there, as JSON; `token`: for its bearer (RFC 6750). Raises NoAnswer."""
        more = {"headers": {"Authorization": f"Bearer {token}"}} if token else {}
        return await self._asked("GET", url, **more)

    async def post(
        self, url: str, fields: dict[str, str], auth: tuple[str, str] | None
    ) -> dict[str, Any]:
        """What a form is answered, as JSON. Raises NoAnswer."""
        return await self._asked("POST", url, data=fields, auth=auth)

    async def close(self) -> None:
        """End the connections."""
        if self._client is not None:
            await self._client.aclose()

    async def _asked(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        try:
            async with asyncio.timeout(TIMEOUT):
                status, body = await self._answer(method, url, **more)
            told = json.loads(body) if status == 200 else None
        except TimeoutError:
            raise NoAnswer(f"no answer within {TIMEOUT:.0f} seconds") from None
        except (OSError, httpx2.HTTPError, httpx2.InvalidURL) as fault:
            raise NoAnswer(f"{type(fault).__name__} at {urlsplit(url).netloc}") from None
        except (ValueError, RecursionError):
            raise NoAnswer("the answer is not JSON") from None
        if not isinstance(told, dict):
            raise NoAnswer(f"status {status}" if status != 200 else "the answer is no JSON object")
        return told

    async def _answer(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> tuple[int, bytes]:
        if self._client is None:
            self._client = httpx2.AsyncClient(
                timeout=TIMEOUT, trust_env=False, follow_redirects=False
            )
        fields = {"Accept": "application/json", **(headers or {})}
        async with self._client.stream(method, url, headers=fields, **more) as answer:
            body = b""
            async for piece in answer.aiter_bytes(16 * 1024):
                body += piece
                if len(body) > LARGEST:
                    raise NoAnswer(f"the answer is larger than {LARGEST} bytes")
            return answer.status_code, body


def is_safe(url: object, issuer: str) -> bool:
    """Whether a secret may go there: by TLS, or to the issuer's own host, where the settings allow
    that to be without.
    """
    if not isinstance(url, str):
        return False
    try:
        parts, own = urlsplit(url), urlsplit(issuer)
    except ValueError:
        return False
    if parts.username or parts.fragment or not parts.hostname:
        return False
    return parts.scheme == "https" or (
        parts.scheme == own.scheme and parts.hostname == own.hostname
    )
