"""The tasks of a project that have dates, as its plan shows them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select

from mailbridge.domain.follow_up.due import DueState
from mailbridge.domain.task import Task
from mailbridge.store.discussions import tasks as task_rows
from mailbridge.store.engine.schema import due_work, tasks

_NEAR = timedelta(seconds=5)  # between new dates and the note that they were set


def dated_tasks(
    db: Connection, project_id: int, since: datetime, inside: bool, limit: int
) -> list[Task]:
    """Those that are not done, or were due since then, by date. `inside`: also those that no client
    reads of.
    """
    wanted = task_rows.of_projects(None, project_id, inside=inside).where(
        tasks.c.due.is_not(None), or_(tasks.c.state != "done", tasks.c.due >= since)
    )
    rows = db.execute(wanted.order_by(tasks.c.due, tasks.c.id).limit(limit))
    return [task_rows.task(row) for row in rows]


def moved_by_clients(
    db: Connection, discussion_ids: Collection[int]
) -> dict[int, list[tuple[datetime, datetime]]]:
    """When the tasks of each of these discussions were dated anew because a client answered late:
    from and until when, some seconds apart.
    """
    rows = db.execute(
        select(due_work.c.discussion_id, due_work.c.changed).where(
            due_work.c.discussion_id.in_(discussion_ids),
            due_work.c.what == "new_date",
            due_work.c.state == DueState.DONE.value,
            due_work.c.changed.is_not(None),
        )
    )
    spans: dict[int, list[tuple[datetime, datetime]]] = {}
    for place, at in rows:
        spans.setdefault(place, []).append((at - _NEAR, at + _NEAR))
    return spans
