"""Passkeys (Web Authentication): what a browser is asked, and whether its answer is right. The user
is always verified: by a finger, a face or a PIN.
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from mailbridge.values import dataclass

LONGEST = 20_000  # characters of an answer


@dataclass(frozen=True, slots=True)
class NewKey:
    """What an authenticator made."""

    credential: str
    public_key: bytes
    count: int


def to_register(
    url: str, agency: str, handle: bytes, name: str, challenge: bytes, known: Sequence[str]
) -> str:
    """What `navigator.credentials.create` is asked, as JSON. `known` are keys that the person has:
    no authenticator makes another beside its own.
    """
    options = generate_registration_options(
        rp_id=_host(url),
        rp_name=agency,
        user_id=handle,
        user_name=name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(key)) for key in known
        ],
    )
    return options_to_json(options)


def to_sign_in(url: str, challenge: bytes) -> str:
    """What `navigator.credentials.get` is asked, as JSON."""
    options = generate_authentication_options(
        rp_id=_host(url),
        challenge=challenge,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def registered(answer: str, url: str, challenge: bytes) -> NewKey | None:
    """The key that was made for this challenge, here; None for anything else."""
    told = _read(answer)
    if told is None:
        return None
    try:
        made = verify_registration_response(
            credential=told,
            expected_challenge=challenge,
            expected_rp_id=_host(url),
            expected_origin=_origin(url),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    credential = bytes_to_base64url(made.credential_id)
    return NewKey(credential, made.credential_public_key, made.sign_count)


def credential_of(answer: str) -> str:
    """The key that an answer says it is of; "" where it says none."""
    told = _read(answer)
    named = told.get("id") if told is not None else None
    return named if isinstance(named, str) else ""


def challenge_of(answer: str) -> bytes:
    """The challenge that an answer says it is to; b"" where it says none."""
    told = _read(answer)
    response = told.get("response") if told is not None else None
    try:
        client = json.loads(base64url_to_bytes(response["clientDataJSON"]))  # type: ignore[index]
        return base64url_to_bytes(client["challenge"])
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return b""


def proven(answer: str, url: str, challenge: bytes, public_key: bytes, count: int) -> int | None:
    """How often the key has been used by its own count, where the answer is right for this
    challenge, here; None for anything else, and for a key that was copied: it counts anew.
    """
    told = _read(answer)
    if told is None:
        return None
    try:
        verified = verify_authentication_response(
            credential=told,
            expected_challenge=challenge,
            expected_rp_id=_host(url),
            expected_origin=_origin(url),
            credential_public_key=public_key,
            credential_current_sign_count=count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return verified.new_sign_count


def _read(answer: str) -> dict[str, Any] | None:
    if len(answer) > LONGEST:
        return None
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
