"""A project's tasks as its weekly report looks at them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select

from mailbridge.domain.event import EventKind
from mailbridge.domain.follow_up.week import WeekTask
from mailbridge.domain.project import Role
from mailbridge.domain.task import TaskState
from mailbridge.store.discussions import audiences
from mailbridge.store.engine.numbers_together import apart
from mailbridge.store.engine.schema import events, people, posts, tasks
from mailbridge.store.follow_up.task_changes import TaskHistory, histories

_UNSEEN = or_(posts.c.internal, posts.c.released.is_(False))


def week_tasks(db: Connection, project_id: int, since: datetime) -> list[WeekTask]:
    """Those that are not done, and those that were done since then, by their ids."""
    rows = db.execute(_tasks(project_id, since)).all()
    known = histories(db, {row.id for row in rows})
    return [_task(row, known.get(row.id, TaskHistory()), since) for row in rows]


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


def _task(row: Any, history: TaskHistory, since: datetime) -> WeekTask:
    by_client = row.doer is not None and not Role(row.role).is_team
    return WeekTask(
        row.title,
        row.discussion_id,
        row.name or "",
        row.doer if by_client else None,
        row.state == TaskState.IN_PROGRESS.value,
        history.finished if row.state == TaskState.DONE.value else None,
        row.due,
        _date_before(history, since),
        bool(row.inside),
        apart(row.heard) if row.post_id is not None else None,
    )


def _date_before(history: TaskHistory, since: datetime) -> date | None:
    """The date that a task had before that time, or was given first since then, where it has a
    later one now.
    """
    if not history.dates:
        return None
    earlier = [day for at, day in history.dates if at < since]
    before, now = (earlier[-1] if earlier else history.dates[0][1]), history.dates[-1][1]
    return before if before is not None and now is not None and now > before else None
