"""A project's tasks as its weekly report looks at them."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select

from mailbridge.domain.event import EventKind
from mailbridge.domain.event_details import TaskDue
from mailbridge.domain.follow_up.week import WeekTask
from mailbridge.domain.project import Role
from mailbridge.domain.task import TaskState
from mailbridge.store.discussions import audiences, event_json
from mailbridge.store.engine.numbers_together import apart
from mailbridge.store.engine.schema import events, people, posts, tasks

_UNSEEN = or_(posts.c.internal, posts.c.released.is_(False))
_CHANGED = (EventKind.TASK_STATE.value, EventKind.TASK_DUE.value)


def week_tasks(db: Connection, project_id: int, since: datetime) -> list[WeekTask]:
    """Those that are not done, and those that were done since then, by their ids."""
    rows = db.execute(_tasks(project_id, since)).all()
    known = _changes(db, {row.id for row in rows})
    return [_task(row, known.get(row.id, []), since) for row in rows]


def _tasks(project_id: int, since: datetime) -> Any:
    finished = select(events.c.task_id).where(
        events.c.kind == EventKind.TASK_STATE.value,
        events.c.at >= since,
        events.c.discussion_id == tasks.c.discussion_id,
        events.c.task_id == tasks.c.id,
    )
    return (
        select(
            tasks,
            people.c.name,
            people.c.role,
            people.c.id.label("doer"),
            func.coalesce(tasks.c.stays_inside, _UNSEEN).label("inside"),
            audiences.heard_together(tasks.c.post_id).label("heard"),
        )
        .outerjoin(posts, posts.c.id == tasks.c.post_id)
        .outerjoin(people, people.c.id == tasks.c.assignee_id)
        .where(
            tasks.c.project_id == project_id,
            or_(tasks.c.state != "done", finished.exists()),
        )
        .order_by(tasks.c.id)
    )


def _changes(db: Connection, ids: Collection[int]) -> Mapping[int, list[Any]]:
    """Each task's changes of date and state, oldest first."""
    rows = select(events.c.task_id, events.c.kind, events.c.at, events.c.details).where(
        events.c.task_id.in_(ids), events.c.kind.in_(_CHANGED)
    )
    changes: dict[int, list[Any]] = {}
    for row in db.execute(rows.order_by(events.c.id)):
        changes.setdefault(row.task_id, []).append(row)
    return changes


def _task(row: Any, changes: list[Any], since: datetime) -> WeekTask:
    done = [
        change.at
        for change in changes
        if change.kind == EventKind.TASK_STATE.value and change.details.get("state") == "done"
    ]
    by_client = row.doer is not None and not Role(row.role).is_team
    return WeekTask(
        row.title,
        row.discussion_id,
        row.name or "",
        row.doer if by_client else None,
        row.state == TaskState.IN_PROGRESS.value,
        done[-1] if done and row.state == TaskState.DONE.value else None,
        row.due,
        _date_before(changes, since),
        bool(row.inside),
        apart(row.heard) if row.post_id is not None else None,
    )


def _date_before(changes: list[Any], since: datetime) -> date | None:
    """The date that a task had before that time, or was given first since then, where it has a
    later one now.
    """
    dates = [
        (change.at, said.due)
        for change in changes
        if change.kind == EventKind.TASK_DUE.value
        and isinstance(said := event_json.read(EventKind.TASK_DUE, change.details), TaskDue)
    ]
    if not dates:
        return None
    earlier = [day for at, day in dates if at < since]
    before, now = (earlier[-1] if earlier else dates[0][1]), dates[-1][1]
    return before if before is not None and now is not None and now > before else None
