"""A task that no letter asked for: somebody of the team makes it by hand."""

from sqlalchemy import Connection

from mailbridge.domain.discussion import Move, State
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import TaskNamed
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task
from mailbridge.services.access import discussion_to_act_on, may_act, project_of
from mailbridge.services.container import Container
from mailbridge.services.filing.add_post import add_participants
from mailbridge.services.refusal import Refused
from mailbridge.services.tasks import TITLE, assign_task, set_task_due
from mailbridge.services.telling import notify_tasks
from mailbridge.services.views.models import TaskView
from mailbridge.services.views.task_views import task_views
from mailbridge.steps.deciding.conversation.message_refs import subject_key
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.store.discussions import discussions, tasks, time_line


async def make_by_hand(
    container: Container,
    actor: Person,
    title: str,
    project: str = "",
    discussion_id: int | None = None,
    assignee: str = "",
    due: str = "",
) -> TaskView:
    """A task of a discussion, or of a project: then it has a discussion of the team alone, closed
    until somebody writes there. No client reads of it until somebody shares it. Refused:
    no-such-project, no-such-discussion, not-allowed, empty, no-assignee, ambiguous-assignee,
    bad-date.
    """
    name = one_line(title).strip()[:TITLE]

    def transaction(db: Connection) -> TaskView:
        if not name:
            raise Refused("empty")
        project_id, place = _place(db, container, actor, name, project, discussion_id)
        now = container.clock()
        made = tasks.add(db, project_id, place, None, name, actor.id, now)
        tasks.change(db, made, stays_inside=True)
        details = TaskNamed(name)
        happened = Event(place, EventKind.TASK_MADE, now, actor.id, None, made, details)
        time_line.record(db, [happened])
        assign_task(db, container, actor, _task(db, made), assignee)
        set_task_due(db, container, actor, _task(db, made), due, now)
        notify_tasks.notify_of_task(db, container, made, actor.id, happened.kind.value)
        return task_views(db, [_task(db, made)])[0]

    made = await container.store.write(transaction)
    container.wake_outbox()
    return made


def _task(db: Connection, task_id: int) -> Task:
    task = tasks.by_id(db, task_id)
    if task is None:
        raise Refused("no-such-task")
    return task


def _place(
    db: Connection,
    container: Container,
    actor: Person,
    name: str,
    project: str,
    discussion_id: int | None,
) -> tuple[int, int]:
    """The project and the discussion of a new task."""
    if discussion_id is not None:
        talk = discussion_to_act_on(db, discussion_id, actor)
        return talk.project_id, talk.id
    place, now = project_of(db, project, actor), container.clock()
    if not may_act(db, actor, place.id):
        raise Refused("not-allowed")
    made = discussions.add(db, place.id, name, subject_key(name), now, internal=True, parted=True)
    add_participants(db, made.id, [actor], (), now)
    discussions.change(db, made.id, state=State.CLOSED, whose_move=Move.NOBODY, closed_at=now)
    return place.id, made.id
