"""Passkeys: added by who is signed in, and signed in with.

A challenge is our own signature under a moment and what the browser holds (its session, or a cookie
of the page of signing in): it is kept nowhere, works for ten minutes in that browser, and once.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person
from mailbridge.services.people.sign_in import Session, is_fresh, open_session
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import passkeys, people, sign_ins
from mailbridge.values import dataclass

LIFE = timedelta(minutes=10)
MOST = 20  # of one person
LONGEST_NAME = 60
NONCE, MOMENT, MAC = 16, 6, 32  # bytes


@dataclass(frozen=True, slots=True)
class PasskeyView:
    id: int
    name: str
    created: datetime
    used: datetime | None


def new_challenge(container: Container, browser: str) -> bytes:
    """For a browser that holds this secret."""
    at = int(container.clock().timestamp()).to_bytes(MOMENT)
    said = container.entropy(NONCE) + at
    return said + _mac(said, browser, container.keys[0])


def is_ours(container: Container, challenge: bytes, browser: str) -> bool:
    """Whether it was made for this browser, lately."""
    said, mac = challenge[: NONCE + MOMENT], challenge[NONCE + MOMENT :]
    if not browser or len(mac) != MAC:
        return False
    if not any(hmac.compare_digest(mac, _mac(said, browser, key)) for key in container.keys):
        return False
    made = datetime.fromtimestamp(int.from_bytes(said[NONCE:]), UTC)
    return made + LIFE > container.clock()


def _mac(said: bytes, browser: str, key: bytes) -> bytes:
    holder = hashlib.sha256(browser.encode("utf-8", "replace")).digest()
    return hmac.digest(key, b"mailbridge challenge" + said + holder, "sha256")


async def options_to_add(container: Container, person: Person, token: str) -> str:
    """What the browser of this session is to ask its authenticator for, as JSON."""
    from mailbridge.adapters.ways_in import webauthn  # a big import, a rare need

    known = await container.store.read(lambda db: passkeys.of_person(db, person.id))
    handle = hmac.digest(container.keys[-1], f"person {person.id}".encode(), "sha256")
    return webauthn.to_register(
        container.public_url,
        container.agency,
        handle,
        person.address,
        new_challenge(container, token),
        [key.credential for key in known],
    )


def options_to_sign_in(container: Container, browser: str) -> str:
    """What a browser is to ask its authenticator for when somebody signs in, as JSON; it is not
    known yet who that is.
    """
    from mailbridge.adapters.ways_in import webauthn

    return webauthn.to_sign_in(container.public_url, new_challenge(container, browser))


async def list_passkeys(container: Container, person: Person) -> list[PasskeyView]:
    """One's own, the oldest first."""
    keys = await container.store.read(lambda db: passkeys.of_person(db, person.id))
    return [PasskeyView(key.id, key.name, key.created, key.used) for key in keys]


async def add_passkey(
    container: Container, person: Person, answer: str, name: str, token: str
) -> None:
    """What the authenticator made is a way in from now on. Refused: not-fresh, bad-passkey,
    too-many.
    """
    from mailbridge.adapters.ways_in import webauthn

    challenge = _challenge_in(answer)
    made = (
        webauthn.registered(answer, container.public_url, challenge)
        if is_ours(container, challenge, token)
        else None
    )
    if made is None:
        raise Refused("bad-passkey")

    def transaction(db: Connection) -> None:
        if not is_fresh(db, container, token):
            raise Refused("not-fresh")
        if len(passkeys.of_person(db, person.id)) >= MOST:
            raise Refused("too-many", number=MOST)
        is_new = passkeys.by_credential(db, made.credential) is None
        if not is_new or not spent(db, container, challenge, person.id):
            raise Refused("bad-passkey")
        called = " ".join(name.split())[:LONGEST_NAME] or "Passkey"
        now = container.clock()
        passkeys.add_passkey(
            db, person.id, made.credential, made.public_key, made.count, called, now
        )
        audit.record(
            db, container, person, Act.ADDED_PASSKEY, Matter.PERSON, person.id, detail=called
        )

    await container.store.write(transaction)


async def remove_passkey(
    container: Container, passkey_id: int, address: str, actor: Person | None = None
) -> None:
    """Forget a passkey: nobody signs in with it any more.

    Refused: no-such-person, no-such-passkey.
    """

    def transaction(db: Connection) -> None:
        person = required_person(db, address)
        name = passkeys.remove_passkey(db, person.id, passkey_id)
        if name is None:
            raise Refused("no-such-passkey")
        audit.record(
            db, container, actor, Act.REMOVED_PASSKEY, Matter.PERSON, person.id, detail=name
        )

    await container.store.write(transaction)


async def sign_in_with_passkey(
    container: Container, answer: str, browser: str, device: str = "", place: str = ""
) -> Session | None:
    """A session for the owner of the key; None for anything that does not prove it."""
    from mailbridge.adapters.ways_in import webauthn

    challenge = _challenge_in(answer)
    if not is_ours(container, challenge, browser):
        return None
    credential = webauthn.credential_of(answer)

    def transaction(db: Connection) -> Session | None:
        key = passkeys.by_credential(db, credential)
        person = people.by_id(db, key.person_id) if key is not None else None
        if key is None or person is None or not person.enters_web:
            return None
        count = webauthn.proven(answer, container.public_url, challenge, key.public_key, key.count)
        if count is None or not spent(db, container, challenge, person.id):
            return None
        passkeys.note_use(db, key.id, count, container.clock())
        return open_session(db, container, person, device, place)

    return await container.store.write(transaction)


def spent(db: Connection, container: Container, challenge: bytes, person_id: int) -> bool:
    """Mark a challenge as answered. False: it was answered before, and may not be again."""
    hashed = hashlib.sha256(b"challenge" + challenge).hexdigest()
    return sign_ins.spend(db, hashed, person_id, container.clock() + LIFE)


def _challenge_in(answer: str) -> bytes:
    """The challenge that an answer says it is to; what was signed is checked with it."""
    from mailbridge.adapters.ways_in import webauthn

    return webauthn.challenge_of(answer)
