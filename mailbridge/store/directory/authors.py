"""What is known of who wrote a letter, asked in one statement: every letter asks it."""

from typing import Any

from sqlalchemy import Connection, bindparam, exists, literal_column, select

from mailbridge.domain.project import Person
from mailbridge.store.directory.author_policies import FORM, weighed
from mailbridge.store.directory.people import COLUMNS, gathered
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    author_policies,
    memberships,
    people,
    person_addresses,
    unfolded_programs,
)
from mailbridge.values import dataclass

_ONE = select(literal_column("1").label("one")).subquery("author")
_OWNER = select(person_addresses.c.person_id).where(
    person_addresses.c.address == bindparam("address")
)
_MEMBER = exists(
    select(memberships.c.person_id).where(
        memberships.c.project_id == bindparam("project_id"),
        memberships.c.person_id == people.c.id,
    )
)
_UNFOLDED = exists(
    select(unfolded_programs.c.id).where(unfolded_programs.c.person_id == people.c.id)
)
_AUTHOR = Prepared(
    select(
        *COLUMNS,
        _MEMBER.label("is_member"),
        _UNFOLDED.label("has_unfolded"),
        author_policies.c.author,
        author_policies.c.project_id,
        author_policies.c.policy,
    )
    .select_from(_ONE)
    .outerjoin(people, people.c.id == _OWNER.scalar_subquery())
    .outerjoin(person_addresses, person_addresses.c.person_id == people.c.id)
    .outerjoin(author_policies, author_policies.c.author.in_(bindparam("authors", expanding=True)))
    .order_by(person_addresses.c.position, person_addresses.c.address)
)


@dataclass(frozen=True, slots=True)
class KnownAuthor:
    """An address that wrote to a project: whose it is, and what was said of it."""

    person: Person | None
    is_member: bool  # of that project
    policy: str | None  # allow, hold or block
    has_unfolded: bool  # too much was cut from a letter of theirs; see mail_programs


def known_author(db: Connection, project_id: int, address: str) -> KnownAuthor:
    """Who owns the address, as far as the project is concerned; see people.policy."""
    authors = [address, address.rpartition("@")[2]]
    rows = _AUTHOR.all(db, {"project_id": project_id, "address": address, "authors": authors})
    policies = weighed((row for row in rows if row.policy is not None), project_id, address)
    return KnownAuthor(
        _person(rows),
        bool(rows[0].is_member),
        next((one for one in policies if one != FORM), None),
        bool(rows[0].has_unfolded),
    )


def _person(rows: Any) -> Person | None:
    """The rows of one person's addresses may stand there once for each policy."""
    by_address = {row.address: row for row in rows if row.id is not None}
    return next(iter(gathered(by_address.values()).values()), None)
