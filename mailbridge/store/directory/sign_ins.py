"""One-time sign-in links and web sessions, kept under the hash of their tokens."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from mailbridge.domain.project import Person
from mailbridge.store.directory import people
from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.schema import api_tokens, sign_ins, web_sessions


def add_link(db: Connection, token_hash: str, person_id: int, expires: datetime) -> None:
    """Keep a one-time link by the hash of its token."""
    db.execute(insert(sign_ins).values(hash=token_hash, person_id=person_id, expires=expires))


def open_links(db: Connection, person_id: int, now: datetime) -> int:
    """How many links of a person, used or not, have not expired yet."""
    is_link = or_(sign_ins.c.used.is_(None), sign_ins.c.used != sign_ins.c.expires)
    wanted = select(func.count()).where(
        sign_ins.c.person_id == person_id, sign_ins.c.expires > now, is_link
    )
    return int(db.execute(wanted).scalar_one())


def owner_of_link(db: Connection, token_hash: str, now: datetime) -> Person | None:
    """Whose link it is, while it can still be used."""
    valid = (sign_ins.c.hash == token_hash) & sign_ins.c.used.is_(None) & (sign_ins.c.expires > now)
    person_id = db.execute(select(sign_ins.c.person_id).where(valid)).scalar()
    return people.by_id(db, person_id) if person_id is not None else None


def use_link(db: Connection, token_hash: str, now: datetime) -> bool:
    """Use a link up; of two who try at once, one is told True."""
    valid = (sign_ins.c.hash == token_hash) & sign_ins.c.used.is_(None) & (sign_ins.c.expires > now)
    return db.execute(update(sign_ins).where(valid).values(used=now)).rowcount == 1


def add_session(
    db: Connection,
    token_hash: str,
    person_id: int,
    now: datetime,
    expires: datetime,
    device: str = "",
    place: str = "",
) -> None:
    """Keep a session by the hash of its token."""
    db.execute(
        insert(web_sessions).values(
            hash=token_hash,
            person_id=person_id,
            created=now,
            expires=expires,
            device=device,
            place=place,
        )
    )


def session_of(db: Connection, token_hash: str, now: datetime) -> Any:
    """A session, while it lasts: person_id, created, used; None: there is none."""
    lasts = (web_sessions.c.hash == token_hash) & (web_sessions.c.expires > now)
    return db.execute(select(web_sessions).where(lasts)).first()


def note_use(db: Connection, token_hash: str, now: datetime) -> None:
    """A session was used."""
    db.execute(update(web_sessions).where(web_sessions.c.hash == token_hash).values(used=now))


def spend(db: Connection, challenge_hash: str, person_id: int, expires: datetime) -> bool:
    """A challenge was answered; False where it had been before."""
    row = {"hash": challenge_hash, "person_id": person_id, "expires": expires, "used": expires}
    return bool(db.execute(insert_ignore(db, sign_ins).values(row)).rowcount == 1)


def end_session(db: Connection, token_hash: str) -> None:
    """Delete a session."""
    db.execute(delete(web_sessions).where(web_sessions.c.hash == token_hash))


def forget_expired(db: Connection, now: datetime) -> None:
    """Delete links, sessions and tokens that have ended."""
    db.execute(delete(api_tokens).where(api_tokens.c.expires <= now))
    db.execute(delete(sign_ins).where(sign_ins.c.expires <= now))
    db.execute(delete(web_sessions).where(web_sessions.c.expires <= now))
