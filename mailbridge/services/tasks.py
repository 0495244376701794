"""Tasks: made of posts, changed by mail, web, API and command line; each change is an event others
are told of.
"""

from datetime import datetime
from typing import Unpack
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import (
    EventDetails,
    TaskAssigned,
    TaskDue,
    TaskNamed,
    TaskStateSet,
)
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.services import next_move
from mailbridge.services.access import (
    discussion_to_act_on,
    project_of,
    reads_inside,
    visible_projects,
)
from mailbridge.services.assignees import find_assignee
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify_tasks
from mailbridge.services.views import task_views
from mailbridge.services.views.models import TaskView
from mailbridge.steps.reading.meaning.due_date import parse_due
from mailbridge.store.discussions import discussions, posts, tasks, time_line, visibility
from mailbridge.store.discussions.tasks import TaskChange

TITLE = 200  # characters


async def list_tasks(
    container: Container,
    viewer: Person | None = None,
    project: str | None = None,
    state: str | None = None,
) -> list[TaskView]:
    """The tasks that a viewer sees; of one project, or in one state, where that is given."""

    def query(db: Connection) -> list[TaskView]:
        only = project_of(db, project, viewer).id if project is not None else None
        return task_views.task_views(
            db,
            tasks.tasks_of_projects(
                db, visible_projects(db, viewer), only, state, reads_inside(viewer)
            ),
        )

    return await container.store.read(query)


async def show_task(container: Container, task_id: int, viewer: Person | None = None) -> TaskView:
    """One task. Refused: no-such-task."""
    return await container.store.read(
        lambda db: task_views.task_views(db, [_task(db, task_id, viewer)])[0]
    )


def _task(db: Connection, task_id: int, viewer: Person | None) -> Task:
    rows = tasks.tasks_of_projects(
        db, visible_projects(db, viewer), inside=reads_inside(viewer), task_id=task_id
    )
    if not rows:
        raise Refused("no-such-task")
    return rows[0]


async def make_task(
    container: Container, actor: Person, post_id: int, title: str | None = None
) -> TaskView:
    """Make a task of a post; asked twice, the same task is the answer."""

    def transaction(db: Connection) -> TaskView:
        post = posts.post_by_id(db, post_id)
        if post is None:
            raise Refused("no-such-post")
        discussion = discussion_to_act_on(db, post.discussion_id, actor)
        task_id = task_of_post(
            db,
            container,
            actor,
            post_id,
            title or "",
            discussion.id,
            discussion.project_id,
            by_hand=True,
        )
        return task_views.task_views(db, [_task(db, task_id, actor)])[0]

    made = await container.store.write(transaction)
    container.wake_outbox()
    return made


async def change_task(
    container: Container,
    actor: Person,
    task_id: int,
    *,
    title: str | None = None,
    state: str | None = None,
    assignee: str | None = None,
    due: str | None = None,
) -> TaskView:
    """Change what is given. assignee "" is nobody; due takes words or an ISO date, "" is none."""

    def transaction(db: Connection) -> TaskView:
        task = _task(db, task_id, actor)
        discussion_to_act_on(db, task.discussion_id, actor)
        if title is not None and title.strip():
            inside = True if task.stays_inside is None else task.stays_inside
            tasks.change(db, task.id, title=title.strip()[:TITLE], stays_inside=inside)
        if state is not None:
            set_task_state(db, container, actor, task, state)
        if assignee is not None:
            assign_task(db, container, actor, task, assignee)
        if due is not None:
            set_task_due(db, container, actor, task, due, container.clock())
        return task_views.task_views(db, [_task(db, task_id, actor)])[0]

    changed = await container.store.write(transaction)
    container.wake_outbox()
    return changed


def task_of_post(
    db: Connection,
    container: Container,
    actor: Person,
    post_id: int,
    title: str,
    discussion_id: int,
    project_id: int,
    by_hand: bool = False,
    said_in: int | None = None,
    consequence: str | None = None,
) -> int:
    """The task of a post, made if there is none yet. Made by hand, or of an internal post, it is
    inside until somebody shares it; `#task` in a letter that goes to a client is seen. `said_in`:
    the post with the command, where it is another; a second title there makes a second task, and
    so does the same title once the first is done.
    """
    by_letter = said_in is not None
    known = tasks.of_post(db, post_id, title.strip()[:TITLE] if by_letter else "", by_letter)
    if known is not None:
        return known.id
    now = container.clock()
    name = (title.strip() or _title_of(db, post_id, discussion_id))[:TITLE]
    made = tasks.add(db, project_id, discussion_id, post_id, name, actor.id, now)
    inside: bool | None = by_hand or visibility.is_note(db, post_id) or None
    if said_in is not None:
        inside = _stays_inside(db, said_in, bool(title.strip()))
    if inside is not None:
        tasks.change(db, made, stays_inside=inside)
    if consequence:
        tasks.change(db, made, consequence=consequence)
    _notify(
        db,
        container,
        Event(discussion_id, EventKind.TASK_MADE, now, actor.id, post_id, made, TaskNamed(name)),
    )
    return made


def _stays_inside(db: Connection, said_in: int, is_titled: bool) -> bool | None:
    """Of a task that a letter made: inside with an internal or a held letter, seen with one that
    goes out. Without a title of the member's own it bears words of the request: seen as those are.
    """
    letter = posts.post_by_id(db, said_in)
    if letter is not None and letter.internal:
        return True
    return False if is_titled else None


def _title_of(db: Connection, post_id: int, discussion_id: int) -> str:
    """The subject; of a later post its first line, which says more."""
    rows = posts.post_rows(db, discussion_id)
    discussion = discussions.by_id(db, discussion_id)
    row = next((row for row in rows if row.id == post_id), None)
    lines = [line.strip() for line in (row.reply if row else "").splitlines() if line.strip()]
    subject = discussion.subject if discussion else ""
    first = bool(rows) and rows[0].id == post_id
    return (subject or "—") if first or not lines else lines[0]


def set_task_state(
    db: Connection,
    container: Container,
    actor: Person,
    task: Task,
    state: str,
    told: frozenset[int] = frozenset(),
) -> None:
    """Set the state, and record it where it is another. The client who asked is told when it is
    done, unless they are among `told`: clients who read so elsewhere. Refused: bad-state.
    """
    if state not in set(TaskState):
        raise Refused("bad-state", state=state, states=", ".join(TaskState))
    if task.state.value != state:
        details = TaskStateSet(task.title, state)
        _record_change(
            db, container, actor, task, EventKind.TASK_STATE, details, state=TaskState(state)
        )
        if state == TaskState.DONE.value:
            notify_tasks.notify_of_done(db, container, task.id, actor.id, told)


def assign_task(db: Connection, container: Container, actor: Person, task: Task, who: str) -> None:
    """`who` is an address, the part before its @, or a name; "" is nobody."""
    person = find_assignee(db, task.project_id, task.discussion_id, who) if who.strip() else None
    if (person.id if person else None) != task.assignee_id:
        details = TaskAssigned(task.title, person.called if person else None)
        _record_change(
            db,
            container,
            actor,
            task,
            EventKind.TASK_ASSIGNED,
            details,
            assignee_id=person.id if person else None,
        )
        notify_tasks.notify_of_client_task(db, container, task.id, actor.id)


def set_task_due(
    db: Connection, container: Container, actor: Person, task: Task, words: str, written: datetime
) -> None:
    """Set the due date from words, which are read on the day they were written; "" takes it away.
    Refused: bad-date.
    """
    due = parse_due(words, written.astimezone(ZoneInfo(actor.time_zone))) if words.strip() else None
    if words.strip() and due is None:
        raise Refused("bad-date", words=words.strip())
    if due != task.due:
        details = TaskDue(task.title, due.date() if due else None)
        _record_change(db, container, actor, task, EventKind.TASK_DUE, details, due=due)
        notify_tasks.notify_of_client_task(db, container, task.id, actor.id)


def _record_change(
    db: Connection,
    container: Container,
    actor: Person,
    task: Task,
    kind: EventKind,
    details: EventDetails,
    **changes: Unpack[TaskChange],
) -> None:
    tasks.change(db, task.id, **changes)
    now = container.clock()
    _notify(
        db,
        container,
        Event(task.discussion_id, kind, now, actor.id, task.post_id, task.id, details),
    )


def _notify(db: Connection, container: Container, event: Event) -> None:
    time_line.record(db, [event])
    next_move.settle_next_move(db, event.discussion_id)
    if event.task_id is not None and event.actor_id is not None:
        notify_tasks.notify_of_task(db, container, event.task_id, event.actor_id, event.kind.value)
