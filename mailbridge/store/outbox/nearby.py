"""Whom something in a discussion may concern."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from mailbridge.domain.occasion import Nearby
from mailbridge.domain.project import Level, Participant, Person, Role
from mailbridge.store.directory.people import COLUMNS, gathered
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    follow_levels,
    following,
    memberships,
    participants,
    people,
    person_addresses,
    tasks,
)

_D, _P, _A, _ALSO = (bindparam(name, type_=BigInteger()) for name in ("d", "p", "a", "also"))
_TEAM = [Role.ADMIN.value, Role.MEMBER.value]
_YES: Any = literal_column("1")
_NO: Any = literal_column("0")
_NEAR = union_all(
    select(
        participants.c.person_id.label("person_id"), _YES.label("around"), _NO.label("belongs")
    ).where(participants.c.discussion_id == _D),
    select(tasks.c.assignee_id, _YES, _NO).where(
        tasks.c.discussion_id == _D, tasks.c.state != "done"
    ),
    select(following.c.person_id, _YES, _NO).where(
        following.c.discussion_id == _D, following.c.follows
    ),
    select(_A, _YES, _NO),
    select(_ALSO, _YES, _NO),
    select(memberships.c.person_id, _NO, _YES).where(memberships.c.project_id == _P),
).subquery("near")
_WHO = (
    select(
        _NEAR.c.person_id,
        func.max(_NEAR.c.around).label("around"),
        func.max(_NEAR.c.belongs).label("belongs"),
    )
    .group_by(_NEAR.c.person_id)
    .subquery("who")
)
_LEVEL = and_(follow_levels.c.person_id == people.c.id, follow_levels.c.project_id == _P)
_FOLLOWING = and_(following.c.person_id == people.c.id, following.c.discussion_id == _D)
_HERE = and_(participants.c.person_id == people.c.id, participants.c.discussion_id == _D)
_PEOPLE = Prepared(
    select(
        *COLUMNS,
        _WHO.c.around,
        and_(_WHO.c.belongs == 1, people.c.role.in_(_TEAM)).label("belongs"),
        participants.c.muted,
        participants.c.admitted,
        participants.c.aside,
        participants.c.gone,
        following.c.follows,
        follow_levels.c.level,
    )
    .select_from(_WHO)
    .join(people, people.c.id == _WHO.c.person_id)
    .outerjoin(following, _FOLLOWING)
    .outerjoin(follow_levels, _LEVEL)
    .outerjoin(person_addresses, person_addresses.c.person_id == people.c.id)
    .outerjoin(participants, _HERE)
    .where(or_(_WHO.c.around == 1, people.c.role.in_(_TEAM)))
    .order_by(
        participants.c.joined, people.c.id, person_addresses.c.position, person_addresses.c.address
    )
)


def people_near(
    db: Connection,
    discussion_id: int,
    project_id: int,
    actor_id: int | None,
    assignee_id: int | None = None,
) -> tuple[Nearby, ...]:
    """The people around a discussion, with whoever does something there (`actor_id`) and whoever is
    to do a task of it; and the team of its project. Who takes part longest comes first.
    """
    rows = _PEOPLE.all(
        db, {"d": discussion_id, "p": project_id, "a": actor_id or 0, "also": assignee_id or 0}
    )
    first = {row.id: row for row in reversed(rows)}
    return tuple(_nearby(person, first[number]) for number, person in gathered(rows).items())


def _nearby(person: Person, row: Any) -> Nearby:
    part = None
    if row.admitted is not None:
        part = Participant(person, row.muted, row.admitted, row.aside, row.gone)
    return Nearby(
        person,
        part,
        bool(row.around),
        bool(row.belongs),
        None if row.follows is None else bool(row.follows),
        None if row.level is None else Level(row.level),
    )
