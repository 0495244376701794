"""People by role and project, as lists show them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Connection, case, false, or_, select

from mailbridge.domain.project import Role
from mailbridge.store.engine.insert_ignore import CHUNK
from mailbridge.store.engine.schema import memberships, people, projects


def ids_with(
    db: Connection,
    roles: Iterable[Role],
    project_ids: Collection[int] | None = None,
    after: int = 0,
    limit: int | None = None,
) -> list[int]:
    """Who has one of the roles, of all (None) or of those who belong to one of these projects; in
    order, at most so many, behind the id `after`.
    """
    wanted = select(people.c.id).where(
        people.c.merged_into.is_(None), people.c.role.in_(roles), people.c.id > after
    )
    if project_ids is not None:
        wanted = wanted.where(_belongs_to(project_ids))
    return list(db.execute(wanted.order_by(people.c.id).limit(limit)).scalars())


def assignable(
    db: Connection,
    roles: Iterable[Role],
    project_ids: Collection[int] | None,
    with_admins: bool,
    limit: int,
) -> list[int]:
    """Who has one of the roles and belongs to one of these projects (None: to any or none), or is
    an admin; the team first, at most so many.
    """
    wanted = select(people.c.id).where(people.c.merged_into.is_(None), people.c.role.in_(roles))
    if project_ids is not None:
        admins_too = people.c.role == Role.ADMIN.value if with_admins else false()
        wanted = wanted.where(or_(_belongs_to(project_ids), admins_too))
    team_first = case((people.c.role.in_((Role.ADMIN.value, Role.MEMBER.value)), 0), else_=1)
    return list(db.execute(wanted.order_by(team_first, people.c.id).limit(limit)).scalars())


def _belongs_to(project_ids: Collection[int]) -> ColumnElement[bool]:
    theirs = select(memberships.c.person_id).where(memberships.c.project_id.in_(project_ids))
    return people.c.id.in_(theirs)


def projects_of(
    db: Connection, person_ids: Iterable[int], among: Collection[int] | None = None
) -> dict[int, list[str]]:
    """The names of each person's projects; of these alone, where that is said."""
    names: dict[int, list[str]] = defaultdict(list)
    wanted = sorted(set(person_ids))
    rows = select(memberships.c.person_id, projects.c.name).join(
        projects, projects.c.id == memberships.c.project_id
    )
    if among is not None:
        rows = rows.where(memberships.c.project_id.in_(among))
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        for row in db.execute(
            rows.where(memberships.c.person_id.in_(chunk)).order_by(projects.c.name)
        ):
            names[row.person_id].append(row.name)
    return names
