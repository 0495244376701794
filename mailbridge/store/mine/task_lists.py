"""Lists of tasks: filtered, a page at a time, and how many there are."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, and_, func, literal_column, or_, select

from mailbridge.domain.task import Task, TaskState
from mailbridge.store.discussions.tasks import of_projects, task
from mailbridge.store.engine.schema import tasks
from mailbridge.values import dataclass

UNDONE = frozenset(state.value for state in TaskState if state is not TaskState.DONE)
NOBODY = 0  # as an assignee
_NOT_DONE = tasks.c.state != literal_column("'done'")  # as the partial indexes have it
_DONE = tasks.c.state == literal_column("'done'")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks of those that somebody sees; None: whatever it is."""

    projects: frozenset[int] | None
    inside: bool = True  # also those that no client reads of
    project_id: int | None = None
    assignee_id: int | None = None  # NOBODY: those that nobody has
    states: frozenset[str] = UNDONE
    due_from: datetime | None = None
    due_before: datetime | None = None
    dated: bool | None = None
    ids: Collection[int] | None = None


def _rows(wanted: Wanted) -> Select[Any]:
    rows = of_projects(wanted.projects, wanted.project_id, None, wanted.inside)
    rows = rows.where(_DONE if wanted.states == {"done"} else tasks.c.state.in_(wanted.states))
    if "done" not in wanted.states:
        rows = rows.where(_NOT_DONE)
    if wanted.assignee_id is not None:
        nobody = tasks.c.assignee_id.is_(None)
        rows = rows.where(
            nobody if not wanted.assignee_id else tasks.c.assignee_id == wanted.assignee_id
        )
    if wanted.due_from is not None:
        rows = rows.where(tasks.c.due >= wanted.due_from)
    if wanted.due_before is not None:
        rows = rows.where(tasks.c.due < wanted.due_before)
    if wanted.dated is not None:
        rows = rows.where(tasks.c.due.is_not(None) if wanted.dated else tasks.c.due.is_(None))
    return rows if wanted.ids is None else rows.where(tasks.c.id.in_(wanted.ids))


def page(
    db: Connection, wanted: Wanted, limit: int, after: int | None = None, back: bool = False
) -> list[Task]:
    """What is due first comes first, what has no date last; where only what is done is wanted, the
    newest first. `after`: beyond that task, or before it (`back`).
    """
    rows = _rows(wanted)
    if wanted.states == {"done"}:
        return _by_number(db, rows, limit, after, back)
    place = _place(db, after)
    parts = [_dated(rows, place, back), _undated(rows, place, back)]
    listed: list[Task] = []
    for part in reversed(parts) if back else parts:
        if part is not None and len(listed) < limit:
            listed += [task(row) for row in db.execute(part.limit(limit - len(listed)))]
    return listed[::-1] if back else listed


def _by_number(
    db: Connection, rows: Select[Any], limit: int, after: int | None, back: bool
) -> list[Task]:
    if after is not None:
        rows = rows.where(tasks.c.id > after if back else tasks.c.id < after)
    ordered = rows.order_by(tasks.c.id if back else tasks.c.id.desc()).limit(limit)
    listed = [task(row) for row in db.execute(ordered)]
    return listed[::-1] if back else listed


@dataclass(frozen=True, slots=True)
class _Place:
    due: datetime | None
    id: int


def _place(db: Connection, task_id: int | None) -> _Place | None:
    row = db.execute(select(tasks.c.due, tasks.c.id).where(tasks.c.id == task_id)).first()
    return _Place(row.due, row.id) if row is not None else None


def _dated(rows: Select[Any], place: _Place | None, back: bool) -> Select[Any] | None:
    """Those with a date beyond the place; None: there are none."""
    dated = rows.where(tasks.c.due.is_not(None))
    if place is not None and place.due is None and not back:
        return None
    if place is not None and place.due is not None:
        same = tasks.c.due == place.due
        beyond = or_(tasks.c.due > place.due, and_(same, tasks.c.id > place.id))
        before = or_(tasks.c.due < place.due, and_(same, tasks.c.id < place.id))
        dated = dated.where(before if back else beyond)
    order = (tasks.c.due.desc(), tasks.c.id.desc()) if back else (tasks.c.due, tasks.c.id)
    return dated.order_by(*order)


def _undated(rows: Select[Any], place: _Place | None, back: bool) -> Select[Any] | None:
    undated = rows.where(tasks.c.due.is_(None))
    if place is not None and place.due is not None and back:
        return None
    if place is not None and place.due is None:
        undated = undated.where(tasks.c.id < place.id if back else tasks.c.id > place.id)
    return undated.order_by(tasks.c.id.desc() if back else tasks.c.id)


def number_of(wanted: Wanted) -> ScalarSelect[Any]:
    """How many there are, to be asked for beside other things."""
    return _rows(wanted).with_only_columns(func.count()).scalar_subquery()


def count(db: Connection, wanted: Wanted) -> dict[str, int]:
    """How many there are in each state."""
    rows = _rows(wanted).with_only_columns(tasks.c.state, func.count().label("number"))
    return {row.state: row.number for row in db.execute(rows.group_by(tasks.c.state))}
