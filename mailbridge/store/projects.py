"""Projects, their addresses and aliases."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from mailbridge.domain.project import Alias, Project
from mailbridge.store.prepared import Prepared
from mailbridge.store.schema import Time, aliases, memberships, project_keys, projects

_CURRENT = project_keys.c.retires.is_(None)
_PROJECT = select(
    projects.c.id, projects.c.name, project_keys.c.key, projects.c.language, projects.c.team_replies, projects.c.unknown_authors
).join(project_keys, (project_keys.c.project_id == projects.c.id) & _CURRENT)

_BY_ID = Prepared(_PROJECT.where(projects.c.id == bindparam("id")))
_any = project_keys.alias("any_key")
_BY_KEY = Prepared(
    _PROJECT.join(_any, _any.c.project_id == projects.c.id).where(
        _any.c.key == bindparam("known"), or_(_any.c.retires.is_(None), _any.c.retires > bindparam("now", type_=Time))
    )
)
_ALIAS = Prepared(select(aliases).where(aliases.c.address == bindparam("address")))


def _project(row: Any) -> Project:
    return Project(row.id, row.name, row.key, row.language, row.team_replies, row.unknown_authors)


def add(db: Connection, name: str, language: str, key: str, now: datetime) -> int:
    made: int = db.execute(insert(projects).values(name=name, language=language, created=now).returning(projects.c.id)).scalar_one()
    db.execute(insert(project_keys).values(key=key, project_id=made, created=now))
    return made


def rotate(db: Connection, project_id: int, key: str, now: datetime, until: datetime) -> None:
    """Give the project a new key; the old one works until `until`."""
    db.execute(update(project_keys).where(project_keys.c.project_id == project_id, _CURRENT).values(retires=until))
    db.execute(insert(project_keys).values(key=key, project_id=project_id, created=now))


def by_id(db: Connection, project_id: int) -> Project | None:
    row = _BY_ID.first(db, {"id": project_id})
    return _project(row) if row else None


def by_name(db: Connection, name: str) -> Project | None:
    row = db.execute(_PROJECT.where(projects.c.name == name)).first()
    return _project(row) if row else None


def named(db: Connection, name_or_id: str) -> Project | None:
    """By its name, else by its number."""
    found = by_name(db, name_or_id)
    return by_id(db, int(name_or_id)) if found is None and name_or_id.isdecimal() and len(name_or_id) < 18 else found


def all_(db: Connection, of_person: int | None = None) -> list[tuple[Project, datetime]]:
    """Every project with the moment it was made, or only those a person belongs to."""
    wanted = _PROJECT.add_columns(projects.c.created).order_by(projects.c.name)
    if of_person is not None:
        wanted = wanted.where(projects.c.id.in_(select(memberships.c.project_id).where(memberships.c.person_id == of_person)))
    return [(_project(row), row.created) for row in db.execute(wanted)]


def ids_of(db: Connection, person_id: int) -> frozenset[int]:
    return frozenset(db.execute(select(memberships.c.project_id).where(memberships.c.person_id == person_id)).scalars())


def key_is_used(db: Connection, key: str) -> bool:
    return db.execute(select(project_keys.c.key).where(project_keys.c.key == key)).first() is not None


def by_key(db: Connection, key: str, now: datetime) -> Project | None:
    """By any key that still works."""
    row = _BY_KEY.first(db, {"known": key, "now": now})
    return _project(row) if row else None


def add_alias(db: Connection, address: str, project_id: int, now: datetime) -> None:
    db.execute(insert(aliases).values(address=address, project_id=project_id, created=now))


def remove_alias(db: Connection, address: str) -> bool:
    return db.execute(delete(aliases).where(aliases.c.address == address)).rowcount > 0


def alias(db: Connection, address: str) -> Alias | None:
    row = _ALIAS.first(db, {"address": address})
    return Alias(row.id, row.address, row.project_id, row.state) if row else None


def aliases_of(db: Connection, project_ids: Sequence[int] | None = None) -> list[Alias]:
    wanted = select(aliases).order_by(aliases.c.address)
    if project_ids is not None:
        wanted = wanted.where(aliases.c.project_id.in_(project_ids))
    return [Alias(row.id, row.address, row.project_id, row.state) for row in db.execute(wanted)]


def alias_heard(db: Connection, alias_id: int, now: datetime) -> None:
    """Mail came through it."""
    db.execute(update(aliases).where(aliases.c.id == alias_id).values(last_mail=now, state="active"))
