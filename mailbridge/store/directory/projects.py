"""Projects, their addresses and aliases."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, or_, select, update

from mailbridge.domain.alias import Alias
from mailbridge.domain.follow_up.calendar import Rhythm
from mailbridge.domain.project import Project
from mailbridge.steps.deciding.follow_up.working_hours import calendar_of
from mailbridge.steps.text.id_numbers import id_in
from mailbridge.store.engine.insert_ignore import CHUNK
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    Time,
    aliases,
    inbounds,
    memberships,
    project_keys,
    projects,
)

_CURRENT = project_keys.c.retires.is_(None)
_PROJECT = select(
    projects.c.id,
    projects.c.name,
    project_keys.c.key,
    projects.c.language,
    projects.c.team_replies,
    projects.c.unknown_authors,
    projects.c.time_zone,
    projects.c.working_days,
    projects.c.working_hours,
    projects.c.country,
    projects.c.acknowledge,
    projects.c.promise_hours,
    projects.c.nudge_days,
    projects.c.closing_days,
    projects.c.chase_days,
    projects.c.survey,
    projects.c.morning,
    projects.c.weekly,
    projects.c.decision_maker,
    projects.c.retention_days,
    exists(select(aliases.c.id).where(aliases.c.project_id == projects.c.id)).label("has_aliases"),
).join(project_keys, (project_keys.c.project_id == projects.c.id) & _CURRENT)

_BY_ID = Prepared(_PROJECT.where(projects.c.id == bindparam("id")))
_any = project_keys.alias("any_key")
_BY_KEY = Prepared(
    _PROJECT.join(_any, _any.c.project_id == projects.c.id).where(
        _any.c.key == bindparam("known"),
        or_(_any.c.retires.is_(None), _any.c.retires > bindparam("now", type_=Time)),
    )
)
_OF_PERSON = Prepared(
    select(memberships.c.project_id).where(memberships.c.person_id == bindparam("person"))
)
_ALIAS = Prepared(select(aliases).where(aliases.c.address == bindparam("address")))
_AMONG = Prepared(
    select(aliases.c.address).where(aliases.c.address.in_(bindparam("addresses", expanding=True)))
)


def _project(row: Any) -> Project:
    calendar = calendar_of(row.time_zone, row.working_days, row.working_hours, row.country)
    steps = (row.promise_hours, row.nudge_days, row.closing_days, row.chase_days)
    asks = (row.survey == "quarterly", row.morning == "yes", row.weekly == "yes")
    rhythm = Rhythm(calendar, row.acknowledge == "yes", *steps, *asks, row.decision_maker)
    known = (row.language, row.team_replies, row.unknown_authors)
    kept = (row.retention_days, bool(row.has_aliases))
    return Project(row.id, row.name, row.key, *known, rhythm, *kept)


def add(db: Connection, name: str, language: str, key: str, now: datetime) -> int:
    """Add a project with the key of its first address; returns its id."""
    made: int = db.execute(
        insert(projects).values(name=name, language=language, created=now).returning(projects.c.id)
    ).scalar_one()
    db.execute(insert(project_keys).values(key=key, project_id=made, created=now))
    return made


def rotate(db: Connection, project_id: int, key: str, now: datetime, until: datetime) -> None:
    """Give the project a new key; the old one works until `until`."""
    db.execute(
        update(project_keys)
        .where(project_keys.c.project_id == project_id, _CURRENT)
        .values(retires=until)
    )
    db.execute(insert(project_keys).values(key=key, project_id=project_id, created=now))


class ProjectChange(TypedDict, total=False):
    """The columns of a project that change."""

    name: str
    language: str
    team_replies: str
    unknown_authors: str
    time_zone: str
    working_days: str
    retention_days: int | None
    working_hours: str
    country: str
    acknowledge: str
    promise_hours: int
    nudge_days: int
    closing_days: int
    chase_days: int
    survey: str
    morning: str
    weekly: str
    decision_maker: str


def change(db: Connection, project_id: int, **changes: Unpack[ProjectChange]) -> None:
    """Set these columns of a project."""
    db.execute(update(projects).where(projects.c.id == project_id).values(**changes))


def any_refuses(db: Connection) -> bool:
    """Whether any project refuses authors it does not know."""
    return (
        db.execute(
            select(projects.c.id).where(projects.c.unknown_authors == "reject").limit(1)
        ).first()
        is not None
    )


def keys_of(db: Connection, project_id: int, now: datetime) -> list[tuple[str, datetime | None]]:
    """(key, when it retires) of those that work, the current one first."""
    works = or_(project_keys.c.retires.is_(None), project_keys.c.retires > now)
    rows = db.execute(
        select(project_keys)
        .where(project_keys.c.project_id == project_id, works)
        .order_by(project_keys.c.created.desc())
    )
    return sorted(((row.key, row.retires) for row in rows), key=lambda one: one[1] is not None)


def uses_of(
    db: Connection, project_id: int, key: str, limit: int = 2000
) -> list[tuple[str, datetime, str]]:
    """(author, arrival, the alias it came through or "") of the newest letters to a key of the
    project, the latest first.
    """
    author = func.coalesce(func.nullif(inbounds.c.author, ""), inbounds.c.reverse_path).label(
        "author"
    )
    local = func.lower(inbounds.c.forward_path)
    mine = (inbounds.c.project_id == project_id) & or_(
        local.startswith(f"{key}@"), local.startswith(f"{key}+")
    )
    rows = (
        select(author, inbounds.c.received, inbounds.c.came_through)
        .where(mine)
        .order_by(inbounds.c.received.desc())
        .limit(limit)
    )
    return [(row.author, row.received, row.came_through or "") for row in db.execute(rows)]


def by_id(db: Connection, project_id: int) -> Project | None:
    """The project of this id, with its current key."""
    row = _BY_ID.first(db, {"id": project_id})
    return _project(row) if row else None


def names(db: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The names of these projects by id."""
    wanted = sorted(set(ids))
    found = select(projects.c.id, projects.c.name).where(projects.c.id.in_(wanted))
    return {row.id: row.name for row in db.execute(found)} if wanted else {}


def first_names(
    db: Connection, among: Collection[int] | None, limit: int | None = None
) -> list[tuple[int, str]]:
    """Ids and names of all projects (None) or of these, in the order of their names; at most so
    many (None: all).
    """
    wanted = select(projects.c.id, projects.c.name).order_by(projects.c.name).limit(limit)
    if among is not None:
        wanted = wanted.where(projects.c.id.in_(among))
    return [(row.id, row.name) for row in db.execute(wanted)]


def by_name(db: Connection, name: str) -> Project | None:
    """The project of exactly this name."""
    row = db.execute(_PROJECT.where(projects.c.name == name)).first()
    return _project(row) if row else None


def named(db: Connection, name_or_id: str) -> Project | None:
    """The project of this name, else of this number."""
    project = by_name(db, name_or_id)
    number = id_in(name_or_id) if project is None else None
    return by_id(db, number) if number is not None else project


def all_(
    db: Connection, of_person: int | None = None, among: Collection[int] | None = None
) -> list[tuple[Project, datetime]]:
    """Every project with the moment it was made, or only those a person belongs to, or those among
    these.
    """
    wanted = _PROJECT.add_columns(projects.c.created).order_by(projects.c.name)
    if among is not None:
        wanted = wanted.where(projects.c.id.in_(among))
    if of_person is not None:
        wanted = wanted.where(
            projects.c.id.in_(
                select(memberships.c.project_id).where(memberships.c.person_id == of_person)
            )
        )
    return [(_project(row), row.created) for row in db.execute(wanted)]


def ids_of(db: Connection, person_id: int) -> frozenset[int]:
    """The projects that a person belongs to."""
    return frozenset(row.project_id for row in _OF_PERSON.all(db, {"person": person_id}))


def is_key_used(db: Connection, key: str) -> bool:
    """Whether a key is, or was, some project's."""
    return (
        db.execute(select(project_keys.c.key).where(project_keys.c.key == key)).first() is not None
    )


def by_key(db: Connection, key: str, now: datetime) -> Project | None:
    """The project that has this key, current or still working."""
    row = _BY_KEY.first(db, {"known": key, "now": now})
    return _project(row) if row else None


def add_alias(db: Connection, address: str, project_id: int, now: datetime) -> None:
    """Declare an address as a project's alias."""
    db.execute(insert(aliases).values(address=address, project_id=project_id, created=now))


def remove_alias(db: Connection, address: str) -> bool:
    """Delete an alias. False: there is none of that address."""
    return db.execute(delete(aliases).where(aliases.c.address == address)).rowcount > 0


def alias(db: Connection, address: str) -> Alias | None:
    """The alias of an address in its one spelling."""
    row = _ALIAS.first(db, {"address": address})
    return Alias(row.id, row.address, row.project_id, row.state) if row else None


def aliases_of(db: Connection, project_ids: Collection[int] | None = None) -> list[Alias]:
    """The aliases of these projects; None: of all."""
    wanted = select(aliases).order_by(aliases.c.address)
    if project_ids is not None:
        wanted = wanted.where(aliases.c.project_id.in_(project_ids))
    return [Alias(row.id, row.address, row.project_id, row.state) for row in db.execute(wanted)]


def aliases_among(db: Connection, addresses: Iterable[str]) -> frozenset[str]:
    """Which of these addresses are declared as aliases, of whatever project."""
    wanted = sorted(set(addresses))
    chunks = (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))
    return frozenset(
        row.address for chunk in chunks for row in _AMONG.all(db, {"addresses": chunk})
    )
