"""People, their addresses and memberships."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from mailbridge.domain.project import Person, Role
from mailbridge.store.engine.column_values import column_values
from mailbridge.store.engine.insert_ignore import CHUNK, insert_ignore
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    memberships,
    people,
    person_addresses,
)
from mailbridge.store.search import index

MERGES = 20  # of merged people who were merged again
COLUMNS = (*people.c, person_addresses.c.address)  # what `gathered` makes people of
_PEOPLE = (
    select(*COLUMNS)
    .outerjoin(person_addresses, person_addresses.c.person_id == people.c.id)
    .order_by(person_addresses.c.position, person_addresses.c.address)
)
_BY_IDS = Prepared(_PEOPLE.where(people.c.id.in_(bindparam("ids", expanding=True))))
_OWNER = select(person_addresses.c.person_id).where(
    person_addresses.c.address == bindparam("address")
)
_BY_ADDRESS = Prepared(_PEOPLE.where(people.c.id == _OWNER.scalar_subquery()))
_OWNERS = Prepared(
    select(person_addresses.c.address, person_addresses.c.person_id).where(
        person_addresses.c.address.in_(bindparam("addresses", expanding=True))
    )
)
_MEMBER = Prepared(
    select(memberships.c.person_id).where(
        memberships.c.project_id == bindparam("project_id"),
        memberships.c.person_id == bindparam("person_id"),
    )
)


def _person(row: Any, addresses: Sequence[str]) -> Person:
    known = (row.language, row.time_zone, row.staged, row.unreachable, row.soft_bounces)
    more = (row.zone_from, row.away_until, row.disabled is not None, row.erased is not None)
    return Person(
        row.id, row.name, Role(row.role), tuple(addresses), *known, *more, morning=row.morning
    )


def by_ids(db: Connection, ids: Iterable[int]) -> dict[int, Person]:
    """The people of these ids, by id, with their addresses in order."""
    wanted = sorted(set(ids))
    people_by_id: dict[int, Person] = {}
    for start in range(0, len(wanted), CHUNK):
        people_by_id |= gathered(_BY_IDS.all(db, {"ids": wanted[start : start + CHUNK]}))
    return people_by_id


def gathered(rows: Iterable[Any]) -> dict[int, Person]:
    """People by id, from one row for each of their addresses, in order."""
    first: dict[int, Any] = {}
    addresses: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        first.setdefault(row.id, row)
        if row.address is not None:
            addresses[row.id].append(row.address)
    return {key: _person(row, addresses[key]) for key, row in first.items()}


def as_they_are(db: Connection, ids: Iterable[int]) -> dict[int, Person]:
    """The people of these ids, by id; of one who was merged into another, that other."""
    known = by_ids(db, ids)
    gone = select(people.c.id).where(people.c.id.in_(known), people.c.merged_into.is_not(None))
    for person_id in db.execute(gone).scalars():
        known[person_id] = by_id(db, person_id) or known[person_id]
    return known


def by_id(db: Connection, person_id: int) -> Person | None:
    """The person of this id; of one who was merged into another, that other."""
    rows = _BY_IDS.all(db, {"ids": [person_id]})
    for _ in range(MERGES):
        if not rows or rows[0].merged_into is None:
            break
        rows = _BY_IDS.all(db, {"ids": [rows[0].merged_into]})
    return next(iter(gathered(rows).values()), None)


def by_address(db: Connection, address: str) -> Person | None:
    """The person of an address in its one spelling."""
    return next(iter(gathered(_BY_ADDRESS.all(db, {"address": address})).values()), None)


def by_addresses(db: Connection, addresses: Iterable[str]) -> dict[str, int]:
    """Who owns which address: address -> person id."""
    wanted = sorted(set(addresses))
    owners: dict[str, int] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = _OWNERS.all(db, {"addresses": wanted[start : start + CHUNK]})
        owners |= {row.address: row.person_id for row in rows}
    return owners


def add(
    db: Connection,
    address: str,
    name: str,
    role: str,
    language: str,
    now: datetime,
    staged: bool = False,
) -> int:
    """Add a person with one address; returns their id. `staged`: made by mail, not confirmed."""
    values = {"name": name, "role": role, "language": language, "staged": staged, "created": now}
    made: int = db.execute(insert(people).values(**values).returning(people.c.id)).scalar_one()
    db.execute(insert(person_addresses).values(address=address, person_id=made))
    index.put_people(db, {made: (name, address)})
    return made


def add_many(
    db: Connection, rows: Sequence[tuple[str, str, str]], language: str, now: datetime
) -> dict[str, int]:
    """Add (address, name, role) for addresses nobody has yet; returns every address with its
    owner.
    """
    owners = by_addresses(db, (address for address, _, _ in rows))
    fresh = [row for row in {row[0]: row for row in rows}.values() if row[0] not in owners]
    for start in range(0, len(fresh), CHUNK):
        chunk = fresh[start : start + CHUNK]
        values = [
            {"name": name, "role": role, "language": language, "created": now}
            for _, name, role in chunk
        ]
        ids = (
            db.execute(insert(people).returning(people.c.id, sort_by_parameter_order=True), values)
            .scalars()
            .all()
        )
        addresses = [
            {"address": row[0], "person_id": made} for row, made in zip(chunk, ids, strict=True)
        ]
        db.execute(insert(person_addresses), addresses)
        called = zip(ids, chunk, strict=True)
        index.put_people(db, {made: (row[1], row[0]) for made, row in called})
        owners |= {item["address"]: item["person_id"] for item in addresses}
    return owners


class PersonChange(TypedDict, total=False):
    """The columns of a person that change."""

    name: str
    role: Role
    language: str
    time_zone: str
    morning: str
    zone_from: str
    away_until: datetime | None
    staged: bool
    disabled: datetime | None


def change(db: Connection, person_id: int, **changes: Unpack[PersonChange]) -> None:
    """Set these columns of a person."""
    if changes:
        db.execute(update(people).where(people.c.id == person_id).values(**column_values(changes)))
    if "name" in changes:
        index.put_people_again(db, [person_id])


def add_address(db: Connection, person_id: int, address: str) -> None:
    """Give a person one more address, behind those they have."""
    last = db.execute(
        select(func.max(person_addresses.c.position)).where(
            person_addresses.c.person_id == person_id
        )
    ).scalar()
    db.execute(
        insert(person_addresses).values(
            address=address, person_id=person_id, position=(last or 0) + 1
        )
    )
    index.put_people_again(db, [person_id])


def join(db: Connection, project_id: int, person_ids: Iterable[int]) -> None:
    """Make people members of a project; those who are, stay."""
    rows = [{"project_id": project_id, "person_id": person} for person in sorted(set(person_ids))]
    for start in range(0, len(rows), CHUNK):
        db.execute(insert_ignore(db, memberships), rows[start : start + CHUNK])


def leave(db: Connection, project_id: int, person_id: int) -> bool:
    """Take a person out of a project. False: they did not belong to it."""
    same = (memberships.c.project_id == project_id) & (memberships.c.person_id == person_id)
    return db.execute(delete(memberships).where(same)).rowcount > 0


def is_member(db: Connection, project_id: int, person_id: int) -> bool:
    """Whether the person belongs to the project."""
    return _MEMBER.first(db, {"project_id": project_id, "person_id": person_id}) is not None


def of_project(db: Connection, project_id: int, team_only: bool = False) -> list[Person]:
    """The people of a project; `team_only` leaves clients out."""
    ids = select(memberships.c.person_id).where(memberships.c.project_id == project_id)
    if team_only:
        ids = ids.join(people, people.c.id == memberships.c.person_id).where(
            people.c.role.in_(("admin", "member"))
        )
    return sorted(by_ids(db, db.execute(ids).scalars()).values(), key=lambda person: person.id)


def admins(db: Connection) -> list[Person]:
    """All admins."""
    people_by_id = by_ids(
        db,
        db.execute(
            select(people.c.id).where(people.c.role == "admin", people.c.merged_into.is_(None))
        ).scalars(),
    )
    return sorted(people_by_id.values(), key=lambda person: person.id)


def all_(db: Connection) -> list[Person]:
    """Everybody."""
    people_by_id = by_ids(
        db, db.execute(select(people.c.id).where(people.c.merged_into.is_(None))).scalars()
    )
    return sorted(people_by_id.values(), key=lambda person: person.id)


def remove_address(db: Connection, person_id: int, address: str) -> bool:
    """Take an address from a person. False: it was not theirs."""
    same = (person_addresses.c.person_id == person_id) & (person_addresses.c.address == address)
    removed = db.execute(delete(person_addresses).where(same)).rowcount > 0
    index.put_people_again(db, [person_id])
    return removed
