"""What tells, besides its posts and questions, what falls due in a discussion."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BigInteger, Connection, bindparam, exists, select, update

from mailbridge.domain.flag import Flag
from mailbridge.domain.project import Role
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import discussions, events, people, posts, tasks

_D = bindparam("d", type_=BigInteger())
_OPEN = (tasks.c.discussion_id == _D) & (tasks.c.state != "done")
_TEAM = people.c.role.in_([Role.ADMIN.value, Role.MEMBER.value])
_IN_CHARGE = Prepared(
    select(tasks.c.assignee_id)
    .join(people, people.c.id == tasks.c.assignee_id)
    .where(_OPEN, _TEAM)
    .order_by(tasks.c.id)
    .limit(1)
)
_DATED = Prepared(
    select(tasks.c.id)
    .outerjoin(people, people.c.id == tasks.c.assignee_id)
    .where(_OPEN, tasks.c.due.is_not(None), people.c.role.is_(None) | _TEAM)
    .order_by(tasks.c.id)
)
_CREATED = Prepared(
    select(posts.c.id, posts.c.created).where(posts.c.id.in_(bindparam("ids", expanding=True)))
)


def in_charge(db: Connection, discussion_id: int) -> int | None:
    """Who of the team has the oldest open task of a discussion."""
    person_id: int | None = _IN_CHARGE.scalar(db, {"d": discussion_id})
    return person_id


def dated_tasks(db: Connection, discussion_id: int) -> list[int]:
    """Tasks of the team with a date that are not done."""
    return [row.id for row in _DATED.all(db, {"d": discussion_id})]


def written_at(db: Connection, post_ids: Iterable[int]) -> dict[int, datetime]:
    """When these posts were filed."""
    ids = sorted(set(post_ids))
    return {row.id: row.created for row in _CREATED.all(db, {"ids": ids})} if ids else {}


def open_after(db: Connection, discussion_id: int, since: datetime, limit: int) -> list[int]:
    """The open discussions behind this one that are not internal and in which something happened
    since then, in the order of their ids.
    """
    rows = select(discussions.c.id).where(
        discussions.c.id > discussion_id,
        discussions.c.updated >= since,
        discussions.c.state == "open",
        discussions.c.merged_into.is_(None),
        discussions.c.internal.is_(False),
    )
    return list(db.execute(rows.order_by(discussions.c.id).limit(limit)).scalars())


def has_happened(db: Connection, discussion_id: int, kind: str, since: datetime) -> bool:
    """Whether the time line has an event of this kind since then."""
    mine = (events.c.discussion_id == discussion_id) & (events.c.kind == kind)
    return bool(db.execute(select(exists().where(mine, events.c.at >= since))).scalar())


def add_flag(db: Connection, post_id: int, flag: Flag) -> None:
    """Mark a post; a second time changes nothing."""
    flags = db.execute(select(posts.c.flags).where(posts.c.id == post_id)).scalar() or []
    if flag.value not in flags:
        marked = update(posts).where(posts.c.id == post_id)
        db.execute(marked.values(flags=[*flags, flag.value]))
