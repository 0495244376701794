"""Tasks."""

from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, Select, and_, exists, insert, or_, select, update

from mailbridge.domain.task import Task, TaskState
from mailbridge.store.engine.column_values import column_values
from mailbridge.store.engine.schema import audiences, discussions, posts, tasks
from mailbridge.store.search import index


def task(row: Any) -> Task:
    """A task from its row."""
    return Task(
        row.id,
        row.project_id,
        row.discussion_id,
        row.post_id,
        row.title,
        TaskState(row.state),
        row.assignee_id,
        row.due,
        row.created,
        row.stays_inside,
        row.consequence,
    )


def add(
    db: Connection,
    project_id: int,
    discussion_id: int,
    post_id: int | None,
    title: str,
    created_by: int | None,
    now: datetime,
) -> int:
    """Add an open task; returns its id."""
    values = {
        "project_id": project_id,
        "discussion_id": discussion_id,
        "post_id": post_id,
        "title": title,
    }
    row = insert(tasks).values(**values, created_by=created_by, created=now).returning(tasks.c.id)
    made: int = db.execute(row).scalar_one()
    index.put_task(db, made, project_id, title)
    return made


class TaskChange(TypedDict, total=False):
    """The columns of a task that change."""

    title: str
    state: TaskState
    assignee_id: int | None
    due: datetime | None
    consequence: str
    stays_inside: bool | None


def change(db: Connection, task_id: int, **changes: Unpack[TaskChange]) -> None:
    """Set these columns of a task."""
    db.execute(update(tasks).where(tasks.c.id == task_id).values(**column_values(changes)))
    if "title" in changes:
        index.put_tasks_again(db, [task_id])


def by_id(db: Connection, task_id: int) -> Task | None:
    """The task of this id."""
    row = db.execute(select(tasks).where(tasks.c.id == task_id)).first()
    return task(row) if row else None


def of_post(db: Connection, post_id: int, title: str = "", unfinished: bool = False) -> Task | None:
    """The first task that was made of a post; with a title, the one that bears it. `unfinished`:
    none that is done.
    """
    made = select(tasks).where(tasks.c.post_id == post_id)
    made = made.where(tasks.c.state != "done") if unfinished else made
    named = made.where(tasks.c.title == title) if title else made
    row = db.execute(named.order_by(tasks.c.id)).first()
    return task(row) if row else None


def open_of(db: Connection, project_id: int, assignee_id: int) -> list[Task]:
    """What somebody has still to do in a project."""
    mine = (tasks.c.project_id == project_id) & (tasks.c.assignee_id == assignee_id)
    rows = db.execute(select(tasks).where(mine, tasks.c.state != "done").order_by(tasks.c.id))
    return [task(row) for row in rows]


def tasks_of_discussion(db: Connection, discussion_id: int) -> list[Task]:
    """The tasks of a discussion by their ids."""
    return [
        task(row)
        for row in db.execute(
            select(tasks).where(tasks.c.discussion_id == discussion_id).order_by(tasks.c.id)
        )
    ]


def tasks_of_projects(
    db: Connection,
    viewer_projects: frozenset[int] | None,
    project_id: int | None = None,
    state: str | None = None,
    inside: bool = True,
    task_id: int | None = None,
) -> list[Task]:
    """`inside`: those of internal posts and discussions among them, of unproven words, and of posts
    that were not meant for every client; `task_id`: only this one.
    """
    wanted = of_projects(viewer_projects, project_id, state, inside).order_by(tasks.c.id)
    if task_id is not None:
        wanted = wanted.where(tasks.c.id == task_id)
    return [task(row) for row in db.execute(wanted)]


# asked of each task that is looked at: there are many more posts than tasks on a page
_OF_UNSEEN = exists(
    select(posts.c.id).where(
        posts.c.id == tasks.c.post_id, or_(posts.c.internal, posts.c.released.is_(False))
    )
)
_OF_TALK = exists(
    select(discussions.c.id).where(
        discussions.c.id == tasks.c.discussion_id, discussions.c.internal
    )
)
_NOT_FOR_ALL = exists(
    select(audiences.c.id).where(
        audiences.c.post_id == tasks.c.post_id, audiences.c.heard.is_(False)
    )
)


def of_projects(
    viewer_projects: frozenset[int] | None,
    project_id: int | None = None,
    state: str | None = None,
    inside: bool = True,
) -> Select[Any]:
    """The tasks that somebody sees who belongs to these projects (None: to all); `inside`: also
    those that no client reads of.
    """
    wanted = select(tasks)
    if not inside:
        wanted = wanted.where(
            or_(
                tasks.c.stays_inside.is_(False),
                and_(tasks.c.stays_inside.is_(None), ~_OF_UNSEEN, ~_NOT_FOR_ALL),
            ),
            ~_OF_TALK,
        )
    if viewer_projects is not None:
        wanted = wanted.where(tasks.c.project_id.in_(viewer_projects))
    if project_id is not None:
        wanted = wanted.where(tasks.c.project_id == project_id)
    return wanted.where(tasks.c.state == state) if state is not None else wanted
