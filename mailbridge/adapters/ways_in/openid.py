"""A provider of OpenID Connect: its discovery document, the authorization code flow with PKCE, and
the ID token (OpenID Connect Core 1.0, RFC 7636, RFC 9207).
"""

import base64
import hashlib
import logging
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus, urlencode

from joserfc.jwk import KeySet

from mailbridge.adapters.ways_in.id_token import (
    KeyNotKnown,
    NotProven,
    keys_of,
    proven_claims,
    verified_address,
)
from mailbridge.adapters.ways_in.provider_line import NoAnswer, ProviderLine, is_safe

KEPT = 3600.0  # seconds that what a provider says of itself counts
ANEW = 60.0  # seconds between two looks for keys
LONGEST_CODE = 4096  # characters
LOG = logging.getLogger("mailbridge.web")


class Provider:
    """`name` is for readers."""

    def __init__(self, issuer: str, client_id: str, secret: str, name: str) -> None:
        self.name = name
        self._issuer, self._client_id, self._secret = issuer, client_id, secret
        self._line = ProviderLine()
        self._said: tuple[float, dict[str, Any]] | None = None  # when, and what
        self._keys: tuple[float, KeySet] | None = None

    async def door(self, back: str, state: str, nonce: str, verifier: str) -> str | None:
        """Where a browser is sent, to come `back` with a code; None: the provider is not to be
        had. Raises nothing.
        """
        try:
            said = await self._metadata()
        except NoAnswer as fault:
            LOG.warning("the OpenID Connect provider: %s", fault)
            return None
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": back,
            "scope": "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        at = str(said["authorization_endpoint"])
        return f"{at}{'&' if '?' in at else '?'}{urlencode(asked)}"

    async def address(
        self, answer: Mapping[str, str], back: str, nonce: str, verifier: str, now: datetime
    ) -> str | None:
        """The address that the provider has verified of who came back with this answer; None for
        whatever does not prove it. Raises nothing.
        """
        try:
            said = await self._metadata()
            code = self._code(answer, said)
            told = await self._redeemed(code, back, verifier, said)
            claims = await self._proven(told.get("id_token"), nonce, now.timestamp(), said)
            if "email" not in claims:
                claims = await self._user_info(claims, told.get("access_token"), said)
            return verified_address(claims)
        except (NoAnswer, NotProven) as fault:
            LOG.warning("nobody was signed in by OpenID Connect: %s", fault)
            return None

    async def close(self) -> None:
        """End the connections."""
        await self._line.close()

    def _code(self, answer: Mapping[str, str], said: Mapping[str, Any]) -> str:
        """What the answer carries, if it is this provider's (RFC 9207 section 2.4)."""
        issuer = answer.get("iss")
        is_due = said.get("authorization_response_iss_parameter_supported") is True
        if issuer != self._issuer and (is_due or issuer is not None):
            raise NotProven("the answer is of another issuer")
        code = answer.get("code", "")
        if answer.get("error") or not code or len(code) > LONGEST_CODE:
            raise NotProven("the provider gave no code")
        return code

    async def _redeemed(
        self, code: str, back: str, verifier: str, said: Mapping[str, Any]
    ) -> dict[str, Any]:
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
            "client_id": self._client_id,
        }
        ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        by_field = isinstance(ways, list) and "client_secret_basic" not in ways
        if by_field:
            fields["client_secret"] = self._secret
        # As RFC 6749 section 2.3.1 writes them.
        auth = (quote_plus(self._client_id), quote_plus(self._secret))
        return await self._line.post(
            str(said["token_endpoint"]), fields, None if by_field else auth
        )

    async def look(self) -> int:
        """How many keys the provider has that we can read, after a look at its discovery document.
        Raises NoAnswer.
        """
        return len((await self._known_keys(await self._metadata())).keys)

    async def _user_info(
        self, claims: Mapping[str, Any], token: object, said: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What the provider says where its ID token names no address (OpenID Connect Core 1.0
        section 5.3), of the same person.
        """
        at = said.get("userinfo_endpoint")
        if not is_safe(at, self._issuer) or not isinstance(token, str) or not _is_bearer(token):
            raise NotProven("the token names no address, and there is nobody to ask")
        told = await self._line.get(str(at), token)
        if not claims.get("sub") or told.get("sub") != claims.get("sub"):
            raise NotProven("the provider told of somebody else")
        return told

    async def _proven(
        self, token: object, nonce: str, now: float, said: Mapping[str, Any]
    ) -> dict[str, Any]:
        try:
            keys = await self._known_keys(said)
            return proven_claims(token, keys, self._issuer, self._client_id, nonce, now)
        except KeyNotKnown:
            keys = await self._known_keys(said, ANEW)
            return proven_claims(token, keys, self._issuer, self._client_id, nonce, now)

    async def _metadata(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0). Raises NoAnswer."""
        if self._said is not None and time.monotonic() - self._said[0] < KEPT:
            return self._said[1]
        said = await self._line.get(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        if said.get("issuer") != self._issuer:
            raise NoAnswer("the discovery document is of another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe(said.get(name), self._issuer):
                raise NoAnswer(f"the discovery document has no {name} that can be trusted")
        self._said = (time.monotonic(), said)
        return said

    async def _known_keys(self, said: Mapping[str, Any], life: float = KEPT) -> KeySet:
        """No older than `life`."""
        if self._keys is not None and time.monotonic() - self._keys[0] < life:
            return self._keys[1]
        keys = keys_of(await self._line.get(str(said["jwks_uri"])))
        self._keys = (time.monotonic(), keys)
        return keys


def _is_bearer(token: str) -> bool:
    """Whether it can stand in a header field (RFC 6750 section 2.1)."""
    return 0 < len(token) <= LONGEST_CODE and token.isascii() and token.isprintable()
