"""Contacts that mail made, who confirms them, and the addresses that people are said to have
besides their own.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from mailbridge.domain.project import Person
from mailbridge.store.directory.people import by_id
from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.schema import (
    address_claims,
    discussions,
    memberships,
    participants,
    people,
    person_addresses,
)


def taking_part(db: Connection, person_id: int) -> list[int]:
    """The projects in whose discussions a person takes part, newcomers not counted."""
    wanted = select(discussions.c.project_id).join(
        participants, participants.c.discussion_id == discussions.c.id
    )
    return sorted(
        set(
            db.execute(
                wanted.where(participants.c.person_id == person_id, participants.c.admitted)
            ).scalars()
        )
    )


def staged_in(db: Connection, project_ids: Iterable[int] | None) -> list[int]:
    """Contacts made by mail and confirmed by nobody yet, of these projects' discussions (None: of
    all).
    """
    wanted = (
        select(people.c.id)
        .where(people.c.staged, people.c.merged_into.is_(None))
        .order_by(people.c.id)
    )
    if project_ids is not None:
        inside = select(participants.c.person_id).join(
            discussions, discussions.c.id == participants.c.discussion_id
        )
        wanted = wanted.where(
            people.c.id.in_(inside.where(discussions.c.project_id.in_(sorted(project_ids))))
        )
    return list(db.execute(wanted).scalars())


def confirmed_in(db: Connection, project_ids: Iterable[int] | None) -> Sequence[Any]:
    """id, name and address of the confirmed people of these projects (None: of all), a row for each
    address.
    """
    wanted = (
        select(people.c.id, people.c.name, person_addresses.c.address)
        .outerjoin(person_addresses, person_addresses.c.person_id == people.c.id)
        .where(people.c.staged.is_(False), people.c.merged_into.is_(None))
    )
    if project_ids is not None:
        there = memberships.c.project_id.in_(sorted(project_ids))
        wanted = wanted.where(people.c.id.in_(select(memberships.c.person_id).where(there)))
    return db.execute(wanted).all()


# claims: a person may have another address


def add_claim(db: Connection, person_id: int, address: str, now: datetime) -> int:
    """Keep the claim that an address is a person's; returns its id, the same for the same claim."""
    db.execute(
        insert_ignore(db, address_claims),
        [{"person_id": person_id, "address": address, "created": now}],
    )
    same = (address_claims.c.person_id == person_id) & (address_claims.c.address == address)
    made: int = db.execute(select(address_claims.c.id).where(same)).scalar_one()
    return made


def claim(db: Connection, claim_id: int) -> tuple[Person, str] | None:
    """(whose address it is said to be, the address) of a claim."""
    row = db.execute(select(address_claims).where(address_claims.c.id == claim_id)).first()
    person = by_id(db, row.person_id) if row is not None else None
    return (person, row.address) if row is not None and person is not None else None


def end_claim(db: Connection, claim_id: int) -> None:
    """Delete the claim: its link works no more."""
    db.execute(delete(address_claims).where(address_claims.c.id == claim_id))
