"""Passkeys and passwords: what people sign in with beside one-time links."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from mailbridge.store.engine.schema import passkeys, passwords
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Passkey:
    """A key of an authenticator; its public half."""

    id: int
    person_id: int
    credential: str
    public_key: bytes
    count: int
    name: str
    created: datetime
    used: datetime | None


def add_passkey(
    db: Connection,
    person_id: int,
    credential: str,
    public_key: bytes,
    count: int,
    name: str,
    now: datetime,
) -> None:
    """Keep a passkey."""
    row = {"person_id": person_id, "credential": credential, "public_key": public_key}
    db.execute(insert(passkeys).values(**row, count=count, name=name, created=now))


def of_person(db: Connection, person_id: int) -> list[Passkey]:
    """The passkeys of a person, the oldest first."""
    wanted = select(passkeys).where(passkeys.c.person_id == person_id).order_by(passkeys.c.id)
    return [_passkey(row) for row in db.execute(wanted)]


def by_credential(db: Connection, credential: str) -> Passkey | None:
    """The passkey of that id."""
    row = db.execute(select(passkeys).where(passkeys.c.credential == credential)).first()
    return _passkey(row) if row is not None else None


def note_use(db: Connection, passkey_id: int, count: int, now: datetime) -> None:
    """A passkey was used; so often it says that it has been."""
    row = update(passkeys).where(passkeys.c.id == passkey_id)
    db.execute(row.values(count=count, used=now))


def remove_passkey(db: Connection, person_id: int, passkey_id: int) -> str | None:
    """Delete a passkey of a person. Returns its name; None: they have none such."""
    theirs = (passkeys.c.id == passkey_id) & (passkeys.c.person_id == person_id)
    name: str | None = db.execute(
        delete(passkeys).where(theirs).returning(passkeys.c.name)
    ).scalar()
    return name


def password_of(db: Connection, person_id: int) -> str | None:
    """The hash of a person's password."""
    wanted = select(passwords.c.hash).where(passwords.c.person_id == person_id)
    return db.execute(wanted).scalar()


def set_password(db: Connection, person_id: int, hashed: str, now: datetime) -> None:
    """Keep the hash of a password in the place of another."""
    remove_password(db, person_id)
    db.execute(insert(passwords).values(person_id=person_id, hash=hashed, changed=now))


def remove_password(db: Connection, person_id: int) -> bool:
    """Delete it. Returns whether there was one."""
    return bool(db.execute(delete(passwords).where(passwords.c.person_id == person_id)).rowcount)


def _passkey(row: Any) -> Passkey:
    return Passkey(
        row.id,
        row.person_id,
        row.credential,
        bytes(row.public_key),
        row.count,
        row.name,
        row.created,
        row.used,
    )
