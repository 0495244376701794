"""Signing in by a provider of OpenID Connect, who says whose address it is.

The state is a challenge of this browser, as passkeys have; the nonce and the verifier of PKCE (RFC
7636) are made from it and our key again when the browser comes back, so that nothing is kept.
"""

import base64
import hmac

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.services.container import Container
from mailbridge.services.people.passkeys import is_ours, new_challenge, spent
from mailbridge.services.people.sign_in import Session, open_session
from mailbridge.store.directory import people

LONGEST_STATE = 200  # characters


async def door(container: Container, browser: str) -> str | None:
    """Where this browser asks the provider; None where there is none to be had."""
    if container.openid is None:
        return None
    state = _text(new_challenge(container, _holder(browser)))
    nonce, verifier = (_secret(container, what, state, browser) for what in ("nonce", "verifier"))
    return await container.openid.door(_back(container), state, nonce, verifier)


async def sign_in_with_openid(
    container: Container, answer: dict[str, str], browser: str, device: str = "", place: str = ""
) -> Session | None:
    """A session for whose address the provider has verified; None for whom we do not know, and for
    an answer that proves nothing in this browser.
    """
    state = answer.get("state", "")
    challenge = _bytes(state)
    if container.openid is None or not browser:
        return None
    if not is_ours(container, challenge, _holder(browser)):
        return None
    nonce, verifier = (_secret(container, what, state, browser) for what in ("nonce", "verifier"))
    address = await container.openid.address(
        answer, _back(container), nonce, verifier, container.clock()
    )
    if address is None:
        return None

    def transaction(db: Connection) -> Session | None:
        person = people.by_address(db, normal(address))
        if person is None or not person.enters_web:
            return None
        if not spent(db, container, challenge, person.id):
            return None
        return open_session(db, container, person, device, place)

    return await container.store.write(transaction)


def _back(container: Container) -> str:
    return f"{container.public_url}/sign-in/openid/back"


def _holder(browser: str) -> str:
    """No challenge of a passkey is a state, and none the other way."""
    return f"openid {browser}"


def _secret(container: Container, what: str, state: str, browser: str) -> str:
    said = f"mailbridge openid {what} {state} {browser}".encode("utf-8", "replace")
    return _text(hmac.digest(container.keys[0], said, "sha256"))


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(state: str) -> bytes:
    """The inverse; b"" for what is no such text, or is spelt another way."""
    if len(state) > LONGEST_STATE or not state.isascii():
        return b""
    try:
        value = base64.urlsafe_b64decode(state + "=" * (-len(state) % 4))
    except ValueError:
        return b""
    return value if _text(value) == state else b""
