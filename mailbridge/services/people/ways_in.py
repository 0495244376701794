"""The ways in that people have are listed and closed; a person is disabled, and enabled again."""

from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Role
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person, view_person
from mailbridge.services.people.sign_in import hash_token
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PersonView
from mailbridge.store.directory import people, ways_in
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token of the API; the secret itself is known to its bearer alone."""

    id: str
    person: str  # address
    created: datetime
    expires: datetime | None
    scopes: tuple[str, ...]  # none: the person's whole rights


@dataclass(frozen=True, slots=True)
class SessionView:
    """Somebody is signed in at a browser."""

    id: str
    person: str  # address
    created: datetime
    expires: datetime
    device: str  # what the browser calls itself
    place: str  # the network address that it was opened from
    used: datetime | None  # when last, to some minutes
    is_this: bool = False  # it is the one that asks


async def list_tokens(
    container: Container, address: str | None = None, viewer: Person | None = None
) -> list[TokenView]:
    """The tokens of one person, or of everybody. Refused: no-such-person, also for a member who
    asks for another's.
    """

    def query(db: Connection) -> list[TokenView]:
        tokens = ways_in.tokens(db, _whose(db, address, viewer))
        named = _addresses(db, {token.person_id for token in tokens})
        return [
            TokenView(one.id, named[one.person_id], one.created, one.expires, one.scopes)
            for one in tokens
        ]

    return await container.store.read(query)


async def list_sessions(
    container: Container,
    address: str | None = None,
    viewer: Person | None = None,
    token: str = "",
) -> list[SessionView]:
    """The sessions of one person, or of everybody, likewise; `token`: of the one that asks."""
    this = hash_token(token)[: ways_in.ID]

    def query(db: Connection) -> list[SessionView]:
        open_now, now = ways_in.sessions(db, _whose(db, address, viewer)), container.clock()
        named = _addresses(db, {session.person_id for session in open_now})
        return [
            SessionView(
                each.id,
                named[each.person_id],
                each.created,
                each.expires,
                each.device,
                each.place,
                each.used,
                each.id == this,
            )
            for each in open_now
            if each.expires > now
        ]

    return await container.store.read(query)


async def revoke_token(
    container: Container, token_id: str, address: str | None = None, actor: Person | None = None
) -> None:
    """A token is no way in any more. Refused: no-such-person, no-such-token."""

    def transaction(db: Connection) -> None:
        owner = ways_in.revoke_token(db, token_id, _whose(db, address, actor))
        if owner is None:
            raise Refused("no-such-token", id=token_id)
        _record(db, container, actor, Act.REVOKED_TOKEN, owner, token_id)

    await container.store.write(transaction)


async def end_session(
    container: Container, session_id: str, address: str | None = None, actor: Person | None = None
) -> None:
    """A browser is signed out. Refused: no-such-person, no-such-session."""

    def transaction(db: Connection) -> None:
        owner = ways_in.end_session(db, session_id, _whose(db, address, actor))
        if owner is None:
            raise Refused("no-such-session", id=session_id)
        _record(db, container, actor, Act.ENDED_SESSION, owner, session_id)

    await container.store.write(transaction)


async def end_sessions(
    container: Container, address: str, actor: Person | None = None, but: str = ""
) -> int:
    """A person is signed out everywhere, or everywhere but where this token is. Returns at how many
    browsers. Refused: no-such-person.
    """

    def transaction(db: Connection) -> int:
        owner = _whose(db, address, actor)
        assert owner is not None
        ended = ways_in.end_sessions(db, owner, hash_token(but) if but else "")
        detail = told("everywhere: {number}", number=ended)
        audit.record(db, container, actor, Act.ENDED_SESSION, Matter.PERSON, owner, detail=detail)
        return ended

    return await container.store.write(transaction)


def _record(
    db: Connection, container: Container, actor: Person | None, act: Act, owner: int, number: str
) -> None:
    audit.record(db, container, actor, act, Matter.PERSON, owner, detail=number)


def _whose(db: Connection, address: str | None, viewer: Person | None) -> int | None:
    """Whose ways in are meant; None: everybody's. A member means their own alone."""
    person = required_person(db, address) if address is not None else None
    is_own = person is not None and viewer is not None and person.id == viewer.id
    if viewer is not None and viewer.role is not Role.ADMIN and not is_own:
        raise Refused("no-such-person", address=address or "")
    return person.id if person is not None else None


def _addresses(db: Connection, ids: set[int]) -> dict[int, str]:
    return {number: person.address for number, person in people.by_ids(db, ids).items()}


async def person_meant(container: Container, address: str, viewer: Person) -> Person:
    """Whose ways in a viewer may look after: their own, an admin everybody's. Refused:
    no-such-person.
    """

    def query(db: Connection) -> Person:
        _whose(db, address, viewer)
        return required_person(db, address)

    return await container.store.read(query)


async def disable_person(
    container: Container, address: str, actor: Person | None = None
) -> PersonView:
    """From now on they have no way in, get no letter, and their mail is held. Refused:
    no-such-person, not-yourself, as-it-is.
    """

    def transaction(db: Connection) -> PersonView:
        person = required_person(db, address)
        if actor is not None and actor.id == person.id:
            raise Refused("not-yourself")
        if person.disabled:
            raise Refused("as-it-is")
        people.change(db, person.id, disabled=container.clock())
        closed = ways_in.close_all(db, person.id)
        detail = told("disabled; ways in closed: {number}", number=closed)
        audit.record(db, container, actor, Act.CHANGED, Matter.PERSON, person.id, detail=detail)
        return view_person(db, person.id)

    return await container.store.write(transaction)


async def enable_person(
    container: Container, address: str, actor: Person | None = None
) -> PersonView:
    """What was closed stays closed; they may sign in again, and are written to. Refused:
    no-such-person, as-it-is.
    """

    def transaction(db: Connection) -> PersonView:
        person = required_person(db, address)
        if not person.disabled:
            raise Refused("as-it-is")
        people.change(db, person.id, disabled=None)
        detail = told("enabled again")
        audit.record(db, container, actor, Act.CHANGED, Matter.PERSON, person.id, detail=detail)
        return view_person(db, person.id)

    return await container.store.write(transaction)
