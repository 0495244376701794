"""Bearer tokens of the API: issued, and recognised by their hash."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.oversight.scopes import SCOPES
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person
from mailbridge.services.people.sign_in import is_fresh
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import ways_in
from mailbridge.values import dataclass

MOST_TOKENS = 100  # of one person, as far as they make them in the web


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who calls with a token, and what the token may do."""

    person: Person
    scopes: tuple[str, ...]  # none: all that the person may


def hash_token(token: str) -> str:
    """What is kept of a token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


async def issue_token(
    container: Container,
    address: str,
    scopes: Iterable[str] = (),
    days: int | None = None,
    actor: Person | None = None,
    session: str | None = None,
) -> str:
    """A bearer token of the API; only its hash is kept, so it is shown this once. Without scopes it
    has the person's whole rights, without days it has no end. `session`: that asks for it in the
    web. Refused: no-such-person, bad-scope; in the web not-fresh, where that session is not, and
    too-many-tokens.
    """
    narrowed, token = _checked(scopes), "mb_" + container.entropy(24).hex()

    def transaction(db: Connection) -> None:
        person, now = required_person(db, address), container.clock()
        if session is not None and not is_fresh(db, container, session):
            raise Refused("not-fresh")
        if session is not None and len(ways_in.tokens(db, person.id)) >= MOST_TOKENS:
            raise Refused("too-many-tokens", number=MOST_TOKENS)
        expires = now + timedelta(days=days) if days is not None else None
        hashed = hash_token(token)
        ways_in.add_token(db, hashed, person.id, now, expires, narrowed)
        detail = told(
            "{id}: {scopes}, until {end}",
            id=hashed[: ways_in.ID],
            scopes=" ".join(narrowed) or told("whole rights"),
            end=str(expires.date()) if expires else told("it is revoked"),
        )
        audit.record(
            db, container, actor, Act.ISSUED_TOKEN, Matter.PERSON, person.id, detail=detail
        )

    await container.store.write(transaction)
    return token


def _checked(scopes: Iterable[str]) -> tuple[str, ...]:
    """Each scope once, in the order of SCOPES. Refused: bad-scope."""
    given = {scope.strip() for scope in scopes}
    for scope in sorted(given - set(SCOPES)):
        raise Refused("bad-scope", scope=scope, scopes=", ".join(SCOPES))
    return tuple(scope for scope in SCOPES if scope in given)


async def find_bearer(container: Container, token: str) -> Bearer | None:
    """Whose token it is; None for an unknown one, one that has expired, and one of a person who is
    disabled.
    """
    found = await container.store.read(
        lambda db: ways_in.by_token(db, hash_token(token), container.clock())
    )
    if found is None or found[0].disabled:
        return None
    return Bearer(found[0], found[1].scopes)
