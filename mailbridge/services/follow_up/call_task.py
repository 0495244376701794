"""A task that the clock gives to a member."""

from sqlalchemy import Connection

from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import TaskNamed
from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.telling import notify_tasks
from mailbridge.store.discussions import tasks, time_line

NOBODY = 0  # who did what the clock did


def give_task(
    db: Connection,
    container: Container,
    place: tuple[int, int],
    assignee: Person,
    title: str,
) -> int:
    """A task that nobody wrote of, for the team alone. `place`: project and discussion. Returns its
    id.
    """
    (project_id, discussion_id), now = place, container.clock()
    made = tasks.add(db, project_id, discussion_id, None, title, None, now)
    tasks.change(db, made, stays_inside=True, assignee_id=assignee.id)
    event = Event(discussion_id, EventKind.TASK_MADE, now, task_id=made, details=TaskNamed(title))
    time_line.record(db, [event])
    notify_tasks.notify_of_task(db, container, made, NOBODY, EventKind.TASK_MADE.value)
    return made
