"""The ways in that people have: API tokens and web sessions. Each is named by the beginning of its
hash; the secrets themselves are kept nowhere.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from mailbridge.domain.project import Person
from mailbridge.store.directory import people
from mailbridge.store.engine.schema import (
    api_tokens,
    passkeys,
    passwords,
    sign_ins,
    web_sessions,
)
from mailbridge.values import dataclass

ID = 12  # characters of the hash


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token of the API."""

    id: str
    person_id: int
    created: datetime
    expires: datetime | None
    scopes: tuple[str, ...]  # none: whole rights


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody is signed in at a browser."""

    id: str
    person_id: int
    created: datetime
    expires: datetime
    device: str
    place: str
    used: datetime | None


def add_token(
    db: Connection,
    token_hash: str,
    person_id: int,
    now: datetime,
    expires: datetime | None,
    scopes: tuple[str, ...],
) -> None:
    """Keep the hash of an API token."""
    row = {"person_id": person_id, "created": now, "expires": expires, "scopes": " ".join(scopes)}
    db.execute(insert(api_tokens).values(hash=token_hash, **row))


def by_token(db: Connection, token_hash: str, now: datetime) -> tuple[Person, Token] | None:
    """Whose token has this hash, while it lasts."""
    row = db.execute(select(api_tokens).where(api_tokens.c.hash == token_hash)).first()
    if row is None or (row.expires is not None and row.expires <= now):
        return None
    person = people.by_id(db, row.person_id)
    return (person, _token(row)) if person is not None else None


def tokens(db: Connection, person_id: int | None = None) -> list[Token]:
    """The tokens of one person, or of everybody, the oldest first."""
    wanted = select(api_tokens).order_by(api_tokens.c.created, api_tokens.c.hash)
    return [_token(row) for row in db.execute(_of(wanted, api_tokens, person_id))]


def sessions(db: Connection, person_id: int | None = None) -> list[Session]:
    """The sessions of one person, or of everybody, the oldest first."""
    wanted = select(web_sessions).order_by(web_sessions.c.created, web_sessions.c.hash)
    return [
        Session(
            row.hash[:ID],
            row.person_id,
            row.created,
            row.expires,
            row.device,
            row.place,
            row.used,
        )
        for row in db.execute(_of(wanted, web_sessions, person_id))
    ]


def revoke_token(db: Connection, token_id: str, person_id: int | None = None) -> int | None:
    """Delete a token, of this person where one is named. Returns whose it was; None: no such."""
    return _end(db, api_tokens, token_id, person_id)


def end_session(db: Connection, session_id: str, person_id: int | None = None) -> int | None:
    """Delete a session, likewise."""
    return _end(db, web_sessions, session_id, person_id)


def close_all(db: Connection, person_id: int) -> int:
    """Delete all that lets a person in. Returns how many ways there were."""
    return sum(
        db.execute(delete(table).where(table.c.person_id == person_id)).rowcount
        for table in (api_tokens, web_sessions, sign_ins, passkeys, passwords)
    )


def end_sessions(db: Connection, person_id: int, but: str = "") -> int:
    """Delete the sessions and sign-in links of a person; `but`: not the session of this hash.
    Returns how many sessions there were.
    """
    db.execute(delete(sign_ins).where(sign_ins.c.person_id == person_id))
    theirs = web_sessions.c.person_id == person_id
    return db.execute(delete(web_sessions).where(theirs, web_sessions.c.hash != but)).rowcount


def _end(db: Connection, table: Table, number: str, person_id: int | None) -> int | None:
    if len(number) != ID or not number.isalnum():
        return None
    named = delete(table).where(table.c.hash.startswith(number))
    owner: int | None = db.execute(
        _of(named, table, person_id).returning(table.c.person_id)
    ).scalar()
    return owner


def _of(statement: Any, table: Table, person_id: int | None) -> Any:
    return statement if person_id is None else statement.where(table.c.person_id == person_id)


def _token(row: Any) -> Token:
    return Token(row.hash[:ID], row.person_id, row.created, row.expires, tuple(row.scopes.split()))
