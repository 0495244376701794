"""What a member does by the links of their letters: take a discussion or a task, make a task of a
post, finish a task. Looking changes nothing; what is so already is said to be.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.domain.token import Purpose, open_
from mailbridge.services import tasks
from mailbridge.services.access import may_act
from mailbridge.services.container import Container
from mailbridge.services.discussions import change
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.letter_parts.letterhead import (
    ABOUT_POST,
    ABOUT_TASK,
    QUESTION_LINK_LIVES,
)
from mailbridge.store.directory import people
from mailbridge.store.discussions import discussions, posts, time_line
from mailbridge.store.discussions import tasks as task_rows
from mailbridge.store.inbox import lists
from mailbridge.values import dataclass

ONE_SECOND = timedelta(seconds=1)
LATEST = 1 << 35  # seconds since 1970; more is no date
ACTS = {ABOUT_POST: ("take", "task"), ABOUT_TASK: ("take", "done")}


@dataclass(frozen=True, slots=True)
class Act:
    """`title` is a task's, or the discussion's subject; `is_done`: it is so, before or by this."""

    act: str
    person: Person
    title: str
    discussion_id: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class _Meant:
    person: Person
    discussion: Discussion
    post_id: int | None
    task: Task | None
    written: datetime  # the letter with the link


async def show_act(container: Container, token: str, act: str) -> Act | None:
    """What the link would do. None: forged, too old, or not theirs any more."""
    return await container.store.read(lambda db: _act(db, container, token, act))


async def do_act(container: Container, token: str, act: str) -> Act | None:
    """Do what a link names, as the member whom the letter went to; a second time nothing happens.
    Returns how it was before; None as `show_act`.
    """
    before = await show_act(container, token, act)
    if before is None or before.is_done:
        return before

    def transaction(db: Connection) -> int | None:
        meant = _meant(db, container, token, act)
        if meant is None:
            raise Refused("not-allowed")
        if act == "take" and meant.task is None:
            change.assign_in(db, container, meant.person, meant.discussion, meant.person)
        elif act == "take" and meant.task is not None:
            address = meant.person.address
            tasks.assign_task(db, container, meant.person, meant.task, address)
        elif act == "done" and meant.task is not None:
            tasks.set_task_state(db, container, meant.person, meant.task, TaskState.DONE.value)
        return meant.post_id

    post_id = await container.store.write(transaction)
    if act == "task" and post_id is not None:
        await tasks.make_task(container, before.person, post_id)
    container.wake_outbox()
    return before


def _act(db: Connection, container: Container, token: str, act: str) -> Act | None:
    meant = _meant(db, container, token, act)
    if meant is None:
        return None
    title = meant.task.title if meant.task is not None else meant.discussion.subject
    return Act(act, meant.person, title, meant.discussion.id, _is_so(db, meant, act))


def _is_so(db: Connection, meant: _Meant, act: str) -> bool:
    if act == "task":
        return meant.post_id is not None and task_rows.of_post(db, meant.post_id) is not None
    if meant.task is None:
        after = lists.assignees(db, [meant.discussion.id]).get(meant.discussion.id)
        return after == meant.person.id
    if act == "done":  # once: a task that was opened again since is not finished by an old letter
        task, later = meant.task, meant.written + ONE_SECOND  # than the letter itself
        was_done = time_line.was_task_done(db, task.discussion_id, task.id, later)
        return task.state is TaskState.DONE or was_done
    return meant.task.assignee_id == meant.person.id


def _meant(db: Connection, container: Container, token: str, act: str) -> _Meant | None:
    numbers = open_(Purpose.ACT, token, container.keys)
    if numbers is None or len(numbers) != 4 or act not in ACTS.get(numbers[1], ()):
        return None
    person_id, about, number, expiry = numbers
    if datetime.fromtimestamp(min(expiry, LATEST), UTC) <= container.clock():
        return None
    person = people.by_id(db, person_id)
    post = posts.post_by_id(db, number) if about == ABOUT_POST else None
    task = task_rows.by_id(db, number) if about == ABOUT_TASK else None
    place = post.discussion_id if post is not None else task.discussion_id if task else 0
    discussion = discussions.by_id(db, place)
    if person is None or discussion is None or not may_act(db, person, discussion.project_id):
        return None
    written = datetime.fromtimestamp(expiry, UTC) - QUESTION_LINK_LIVES
    return _Meant(person, discussion, post.id if post is not None else None, task, written)
