"""Signing in by a one-time link, and the sessions that any way of signing in opens; no token is
kept as it is.
"""

import base64
import hashlib
from datetime import timedelta

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify
from mailbridge.store.directory import people, sign_ins
from mailbridge.values import dataclass

LINK_LIFE = timedelta(minutes=15)
SESSION_LIFE = timedelta(days=14)
NOTED = timedelta(minutes=5)  # between two notes that a session is used
FRESH = timedelta(minutes=15)
LINKS_AT_ONCE = 5  # of one person, within a link's life
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    token: str  # known to the browser alone
    person: Person


async def make_sign_in_link(container: Container, address: str) -> str:
    """A URL that signs its bearer in, once, within fifteen minutes.

    Refused: no-such-person; not-allowed for those who have no web (clients).
    """

    def transaction(db: Connection) -> str:
        person = _reader(db, address)
        audit.record(db, container, None, Act.ISSUED_LINK, Matter.PERSON, person.id)
        return _made(db, container, person)

    return await container.store.write(transaction)


async def send_sign_in_link(container: Container, address: str) -> None:
    """Send a link to somebody of the team, or an observer. Whoever else asks, or asks too often, is
    told nothing by it.
    """

    def transaction(db: Connection) -> tuple[Person, str] | None:
        person = _reader(db, address)
        too_often = sign_ins.open_links(db, person.id, container.clock()) >= LINKS_AT_ONCE
        return None if too_often else (person, _made(db, container, person))

    try:
        made = await container.store.write(transaction)
    except Refused:
        return
    if made is not None:
        await notify.write_sign_in_letter(container, *made)


def _reader(db: Connection, address: str) -> Person:
    person = people.by_address(db, normal(address))
    if person is None:
        raise Refused("no-such-person", address=address)
    if not person.enters_web:
        raise Refused("not-allowed")
    return person


def _made(db: Connection, container: Container, person: Person) -> str:
    token, now = new_token(container), container.clock()
    sign_ins.forget_expired(db, now)
    sign_ins.add_link(db, hash_token(token), person.id, now + LINK_LIFE)
    return f"{container.public_url}/sign-in/{token}"


async def is_link_open(container: Container, token: str) -> bool:
    """Whether a link can still be used; asking uses nothing up."""
    owner = await container.store.read(
        lambda db: sign_ins.owner_of_link(db, hash_token(token), container.clock())
    )
    return owner is not None and owner.enters_web


async def redeem_link(
    container: Container, token: str, device: str = "", place: str = ""
) -> Session | None:
    """Use a link up and open a session at a browser that calls itself so, at a network address;
    None when it was used, has expired or never was.
    """

    def transaction(db: Connection) -> Session | None:
        now, hashed = container.clock(), hash_token(token)
        person = sign_ins.owner_of_link(db, hashed, now)
        if person is None or not person.enters_web or not sign_ins.use_link(db, hashed, now):
            return None
        return open_session(db, container, person, device, place)

    return await container.store.write(transaction)


def open_session(
    db: Connection, container: Container, person: Person, device: str, place: str
) -> Session:
    """Somebody has proven who they are."""
    opened, now = Session(new_token(container), person), container.clock()
    sign_ins.forget_expired(db, now)
    hashed, expires = hash_token(opened.token), now + SESSION_LIFE
    sign_ins.add_session(db, hashed, person.id, now, expires, device, place)
    return opened


async def find_person_of_session(container: Container, token: str) -> Person | None:
    """Who is signed in; None also for one who has left the team since. Its use is noted, to some
    minutes.
    """
    hashed, now = hash_token(token), container.clock()

    def query(db: Connection) -> tuple[Person | None, bool]:
        session = sign_ins.session_of(db, hashed, now)
        if session is None:
            return None, False
        return people.by_id(db, session.person_id), (session.used or session.created) < now - NOTED

    person, is_long_ago = await container.store.read(query)
    if is_long_ago:
        await container.store.write(lambda db: sign_ins.note_use(db, hashed, now))
    return person if person is not None and person.enters_web else None


def is_fresh(db: Connection, container: Container, token: str) -> bool:
    """Whether somebody has just proven who they are: what opens new ways in asks for it."""
    session = sign_ins.session_of(db, hash_token(token), container.clock())
    return session is not None and session.created >= container.clock() - FRESH


async def sign_out(container: Container, token: str) -> None:
    """End the session of this token; an unknown one is no fault."""
    await container.store.write(lambda db: sign_ins.end_session(db, hash_token(token)))


def new_token(container: Container) -> str:
    """A secret that nobody guesses."""
    return base64.urlsafe_b64encode(container.entropy(TOKEN_BYTES)).decode().rstrip("=")


def hash_token(token: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
