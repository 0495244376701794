"""What an ID token proves (OpenID Connect Core 1.0 section 3.1.3.7)."""

import base64
import hmac
import json
import warnings
from collections.abc import Mapping
from typing import Any

from joserfc import jwk, jwt
from joserfc.errors import JoseError, SecurityWarning

ALGORITHMS = ("RS256", "ES256", "EdDSA", "Ed25519")  # with public keys, none else
PUBLIC = ("RSA", "EC", "OKP")
LEEWAY = 60  # seconds that clocks may differ
LONGEST = 32 * 1024  # characters of a token


class NotProven(Exception):
    """Why, for the log."""


class KeyNotKnown(NotProven):
    """The token names a key that the provider did not have when it was asked."""


def keys_of(told: Mapping[str, Any]) -> jwk.KeySet:
    """The public keys of a provider that we can read."""
    listed = told.get("keys")
    keys = []
    for entry in listed if isinstance(listed, list) else []:
        if (
            isinstance(entry, dict)
            and entry.get("kty") in PUBLIC
            and entry.get("use", "sig") == "sig"
        ):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error", SecurityWarning)  # RSA below 2048 bits
                    keys.append(jwk.import_key(entry))
            except (JoseError, SecurityWarning, ValueError, TypeError, KeyError):
                continue  # it is too weak, or of a kind that is newer than we are
    return jwk.KeySet(keys)


def proven_claims(
    token: object, keys: jwk.KeySet, issuer: str, client: str, nonce: str, now: float
) -> dict[str, Any]:
    """What a token says, once it is proven. Raises NotProven."""
    claims = _signed(token, keys)
    if claims.get("iss") != issuer:
        raise NotProven("the token is of another issuer")
    _is_for(claims, client)
    expires, made = _moment(claims, "exp"), _moment(claims, "iat")
    if expires <= now - LEEWAY:
        raise NotProven("the token has expired")
    if made > now + LEEWAY:
        raise NotProven("the token is of the future")
    said = claims.get("nonce")
    if not isinstance(said, str) or not hmac.compare_digest(said.encode(), nonce.encode()):
        raise NotProven("the token is of another sign-in")
    return claims


def verified_address(claims: Mapping[str, Any]) -> str:
    """The address that the provider has verified. Raises NotProven."""
    address = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(address, str) or not address:
        raise NotProven("the provider has verified no address")
    return address


def _signed(token: object, keys: jwk.KeySet) -> dict[str, Any]:
    if not isinstance(token, str) or len(token) > LONGEST:
        raise NotProven("there is no ID token")
    try:
        _check_key(token, keys)
        with warnings.catch_warnings():  # EdDSA is called Ed25519 since RFC 9864
            warnings.simplefilter("ignore", SecurityWarning)
            return dict(jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims)
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as fault:
        raise NotProven(f"the token is not signed well: {type(fault).__name__}") from None


def _check_key(token: str, keys: jwk.KeySet) -> None:
    """Raises KeyNotKnown."""
    head = token.partition(".")[0]
    header = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    kid = header.get("kid") if isinstance(header, dict) else None
    if kid is not None and not any(key.kid == kid for key in keys):
        raise KeyNotKnown("the provider has no key of that name")


def _is_for(claims: Mapping[str, Any], client: str) -> None:
    """Made for us, and by our wish."""
    said = claims.get("aud")
    audience = said if isinstance(said, list) else [said]
    if client not in audience:
        raise NotProven("the token is for somebody else")
    party = claims.get("azp")
    if (party is not None or len(audience) > 1) and party != client:
        raise NotProven("the token was asked for by somebody else")


def _moment(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotProven(f"the token has no {name}")
    return value
