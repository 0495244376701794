"""`#task`, `#assign`, `#due` and `#done`, and what all commands are given."""

from dataclasses import field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Move, State
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.services import assignees, next_move, tasks
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.reading.meaning.consequence import without_else
from mailbridge.steps.reading.meaning.due_date import parse_due
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.dates_and_sizes import date_of
from mailbridge.store.directory import people
from mailbridge.store.discussions import (
    audiences,
    discussions,
    posts,
    releases,
    time_line,
)
from mailbridge.store.discussions import tasks as task_store
from mailbridge.store.discussions.tasks import tasks_of_discussion
from mailbridge.values import dataclass


@dataclass(slots=True)
class CommandContext:
    """A member's commands at work: on which post, and what there is to tell them."""

    db: Connection
    container: Container
    actor: Person
    discussion: Discussion
    post_id: int
    written: datetime  # in the member's time zone: "tomorrow" is meant from there
    task_id: int | None = None
    notices: list[str] = field(default_factory=list)  # what could not be done, and why
    done: list[str] = field(default_factory=list)  # what the member is told was done

    def task(self) -> Task:
        """The task these commands are about: the post's own, else the newest open one here, else a
        new one.
        """
        found = task_store.by_id(self.db, self.task_id) if self.task_id else None
        open_ = [
            task
            for task in tasks_of_discussion(self.db, self.discussion.id)
            if task.state is not TaskState.DONE
        ]
        found = found or (open_[-1] if open_ else None)
        if found is None:
            obey_task(self, "")
            found = task_store.by_id(self.db, self.task_id or 0)
        if found is None:
            raise Refused("no-such-task")
        self.task_id = found.id
        return found


def obey_task(context: CommandContext, argument: str) -> None:
    """`title | by date | else consequence`, all of them optional: a task of what is answered."""
    title, due, consequence = parse_bars(argument, context.written)
    context.task_id = tasks.task_of_post(
        context.db,
        context.container,
        context.actor,
        _request(context),
        title,
        context.discussion.id,
        context.discussion.project_id,
        said_in=context.post_id,
        consequence=consequence,
    )
    if due:
        obey_due(context, due)


def _request(context: CommandContext) -> int:
    """The post that these words answer, where a client wrote it; else the newest of a client
    before; else this one.
    """
    own = posts.post_by_id(context.db, context.post_id)
    if own is not None and own.author_id != context.actor.id:
        return context.post_id  # a member passes on what somebody else asks
    meant = releases.answered_by(context.db, context.post_id)
    post = posts.post_by_id(context.db, meant) if meant is not None else None
    author = people.by_id(context.db, post.author_id) if post is not None else None
    here = post is not None and post.discussion_id == context.discussion.id
    if post is not None and here and author is not None and not author.role.is_team:
        return post.id
    newest = posts.newest_of_client(context.db, context.discussion.id, context.post_id)
    return newest if newest is not None else context.post_id


def parse_bars(argument: str, written: datetime) -> tuple[str, str, str | None]:
    """The words before the first bar; of the others the one that holds a date, and the rest without
    the word "else", which letters say themselves.
    """
    text, *rest = (part.strip() for part in argument.split("|"))
    due = next((part for part in rest if parse_due(part, written) is not None), "")
    consequence = next((part for part in rest if part and part != due), None)
    return text, due, without_else(consequence) if consequence else None


def obey_assign(context: CommandContext, argument: str) -> None:
    """Give the task to whom the argument names; nobody for an empty one."""
    if argument.strip():  # nobody of that name: no task for it either
        assignees.find_assignee(
            context.db, context.discussion.project_id, context.discussion.id, argument
        )
    tasks.assign_task(context.db, context.container, context.actor, context.task(), argument)


def obey_due(context: CommandContext, argument: str) -> None:
    """Set the due date of the task. Refused: bad-date."""
    if not argument.strip() or parse_due(argument, context.written) is None:
        raise Refused("bad-date", words=argument.strip())
    tasks.set_task_due(
        context.db, context.container, context.actor, context.task(), argument, context.written
    )
    tell_if_past(context, parse_due(argument, context.written))


def obey_done(context: CommandContext, argument: str) -> None:
    """The task is done; without any open task the discussion is closed."""
    open_ = [
        task
        for task in tasks_of_discussion(context.db, context.discussion.id)
        if task.state is not TaskState.DONE
    ]
    if open_ or context.task_id:
        heard = audiences.heard_of(context.db, context.post_id)
        tasks.set_task_state(
            context.db,
            context.container,
            context.actor,
            context.task(),
            TaskState.DONE.value,
            heard,
        )
        return
    now = context.container.clock()
    discussions.change(
        context.db,
        context.discussion.id,
        state=State.CLOSED,
        whose_move=Move.NOBODY,
        closed_at=now,
    )
    next_move.settle_next_move(context.db, context.discussion.id)
    time_line.record(
        context.db, [Event(context.discussion.id, EventKind.CLOSED, now, context.actor.id)]
    )


def tell_if_past(context: CommandContext, due: datetime | None) -> None:
    """A date that is past when it is given is told to the member; it stands as it was written."""
    now = context.container.clock()
    if due is not None and due < now:
        words = context.container.words.of(context.actor.language)
        at = date_of(due.astimezone(ZoneInfo(context.actor.time_zone)), words, now)
        context.notices.append(words.say(_PAST, date=at))


_PAST = sentence("The date {date} is past already; it was kept as you wrote it.")
