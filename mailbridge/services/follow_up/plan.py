"""A project's plan: its dated tasks, when they were to be done at first, and who put them off."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.services.access import project_of, reads_inside
from mailbridge.services.container import Container
from mailbridge.store.directory import people
from mailbridge.store.follow_up import plan
from mailbridge.store.follow_up.task_changes import TaskHistory, histories
from mailbridge.values import dataclass

BACK = timedelta(days=45)  # what was due before and is done is not shown
MOST = 100


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """`first`: the date it had at first, where it is another one now; `waited`: a late answer of a
    client moved it.
    """

    task: Task
    who: str  # how its doer is called
    first: date | None = None
    waited: bool = False
    done: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    rows: tuple[PlannedTask, ...]  # the one that is due first at the head
    is_whole: bool


async def show_plan(container: Container, viewer: Person, project: str) -> Plan:
    """The dated tasks of a project that the viewer sees, at most MOST. Refused: no-such-project."""

    def query(db: Connection) -> Plan:
        place = project_of(db, project, viewer)
        since = container.clock() - BACK
        rows = plan.dated_tasks(db, place.id, since, reads_inside(viewer), MOST + 1)
        shown = rows[:MOST]
        known = histories(db, {task.id for task in shown})
        moved = plan.moved_by_clients(db, {task.discussion_id for task in shown})
        doers = people.by_ids(db, {task.assignee_id for task in shown if task.assignee_id})
        return Plan(
            tuple(
                _planned(
                    task,
                    doers[task.assignee_id].called if task.assignee_id in doers else "",
                    known.get(task.id, TaskHistory()),
                    moved.get(task.discussion_id, []),
                )
                for task in shown
            ),
            len(rows) <= MOST,
        )

    return await container.store.read(query)


def _planned(
    task: Task, who: str, history: TaskHistory, moved: list[tuple[datetime, datetime]]
) -> PlannedTask:
    dates = [day for _, day in history.dates if day is not None]
    first = dates[0] if dates and dates[0] != dates[-1] else None
    waited = any(begins <= at <= ends for at, _ in history.dates for begins, ends in moved)
    done = history.finished if task.state is TaskState.DONE else None
    return PlannedTask(task, who, first, waited and first is not None, done)
