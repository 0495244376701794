"""How the dates and states of tasks changed, from the time lines of their discussions."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, select

from mailbridge.domain.event import EventKind
from mailbridge.domain.event_details import TaskDue, TaskStateSet
from mailbridge.domain.task import TaskState
from mailbridge.store.discussions import event_json
from mailbridge.store.engine.schema import events
from mailbridge.values import dataclass

_CHANGED = (EventKind.TASK_STATE.value, EventKind.TASK_DUE.value)


@dataclass(frozen=True, slots=True)
class TaskHistory:
    """`dates`: each that a task got, with when it got it, oldest first; None: it lost its date.
    `finished`: when it was done last, whatever became of it later.
    """

    dates: tuple[tuple[datetime, date | None], ...] = ()
    finished: datetime | None = None


def histories(db: Connection, task_ids: Collection[int]) -> Mapping[int, TaskHistory]:
    """Of these tasks, by their ids; those without any change are left out."""
    rows = select(events.c.task_id, events.c.kind, events.c.at, events.c.details).where(
        events.c.task_id.in_(task_ids), events.c.kind.in_(_CHANGED)
    )
    dates: dict[int, list[tuple[datetime, date | None]]] = {}
    finished: dict[int, datetime] = {}
    for row in db.execute(rows.order_by(events.c.id)):
        details = event_json.read(EventKind(row.kind), row.details)
        if isinstance(details, TaskDue):
            dates.setdefault(row.task_id, []).append((row.at, details.due))
        elif isinstance(details, TaskStateSet) and details.state == TaskState.DONE.value:
            finished[row.task_id] = row.at
    return {
        number: TaskHistory(tuple(dates.get(number, ())), finished.get(number))
        for number in {*dates, *finished}
    }
