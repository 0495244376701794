"""#commands of a verified member's letter, carried out in the transaction that files it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Move, QuestionState, State
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.message import Command
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.services import assignees, next_move, tasks
from mailbridge.services.container import Container
from mailbridge.services.filing import (
    question_commands,
    question_ledger,
    release_words,
    send_post,
    visibility_commands,
)
from mailbridge.services.filing.participants import clients_named
from mailbridge.services.filing.post_audience import clients_meant
from mailbridge.services.refusal import Refused
from mailbridge.steps.reading.meaning.due_date import parse_due
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.dates_and_sizes import date_of
from mailbridge.store.directory import people
from mailbridge.store.discussions import (
    audiences,
    discussions,
    posts,
    questions,
    releases,
    time_line,
)
from mailbridge.store.discussions import tasks as task_store
from mailbridge.store.discussions.tasks import tasks_of_discussion


@dataclass(slots=True)
class Told:
    """A member's commands at work: on which post, and what there is to tell them."""

    db: Connection
    container: Container
    actor: Person
    discussion: Discussion
    post_id: int
    written: datetime  # in the member's time zone: "tomorrow" is meant from there
    task_id: int | None = None
    notices: list[str] = field(default_factory=list)

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
            _task(self, "")
            found = task_store.by_id(self.db, self.task_id or 0)
        if found is None:
            raise Refused("no-such-task")
        self.task_id = found.id
        return found


def _task(told: Told, argument: str) -> None:
    """`title | by date | else consequence`, all of them optional: a task of what is answered."""
    title, due, consequence = _said(argument, told.written)
    told.task_id = tasks.task_of_post(
        told.db,
        told.container,
        told.actor,
        _request(told),
        title,
        told.discussion.id,
        told.discussion.project_id,
        said_in=told.post_id,
        consequence=consequence,
    )
    if due:
        _due(told, due)


def _request(told: Told) -> int:
    """The post that these words answer, where a client wrote it; else the newest of a client
    before; else this one.
    """
    own = posts.post_by_id(told.db, told.post_id)
    if own is not None and own.author_id != told.actor.id:
        return told.post_id  # a member passes on what somebody else asks
    meant = releases.answered_by(told.db, told.post_id)
    post = posts.post_by_id(told.db, meant) if meant is not None else None
    author = people.by_id(told.db, post.author_id) if post is not None else None
    here = post is not None and post.discussion_id == told.discussion.id
    if post is not None and here and author is not None and not author.role.is_team:
        return post.id
    newest = posts.newest_of_client(told.db, told.discussion.id, told.post_id)
    return newest if newest is not None else told.post_id


def _said(argument: str, written: datetime) -> tuple[str, str, str | None]:
    """The words before the first bar; of the others the one that holds a date, and the rest."""
    text, *rest = (part.strip() for part in argument.split("|"))
    due = next((part for part in rest if parse_due(part, written) is not None), "")
    return text, due, next((part for part in rest if part and part != due), None)


def _assign(told: Told, argument: str) -> None:
    if argument.strip():  # nobody of that name: no task for it either
        assignees.find_assignee(told.db, told.discussion.project_id, told.discussion.id, argument)
    tasks.assign_task(told.db, told.container, told.actor, told.task(), argument)


def _due(told: Told, argument: str) -> None:
    if not argument.strip() or parse_due(argument, told.written) is None:
        raise Refused("bad-date", words=argument.strip())
    tasks.set_task_due(told.db, told.container, told.actor, told.task(), argument, told.written)
    _tell_if_past(told, parse_due(argument, told.written))


def _done(told: Told, argument: str) -> None:
    open_ = [
        task
        for task in tasks_of_discussion(told.db, told.discussion.id)
        if task.state is not TaskState.DONE
    ]
    if open_ or told.task_id:
        heard = audiences.heard_of(told.db, told.post_id)
        tasks.set_task_state(
            told.db, told.container, told.actor, told.task(), TaskState.DONE.value, heard
        )
        return
    now = told.container.clock()
    discussions.change(
        told.db,
        told.discussion.id,
        state=State.CLOSED,
        whose_move=Move.NOBODY,
        closed_at=now,
    )
    time_line.record(told.db, [Event(told.discussion.id, EventKind.CLOSED, now, told.actor.id)])


def _ask(told: Told, argument: str) -> None:
    """`question | by date | else consequence`, the last two optional."""
    text, when, consequence = _said(argument, told.written)
    if not text:
        raise Refused("empty")
    due = parse_due(when, told.written) if when else None
    only = question_ledger.only_client(audiences.heard_of(told.db, told.post_id))
    row = {"text": text, "asked_by": told.actor.id, "asked_of": only, "post_id": told.post_id}
    numbers = questions.ask(
        told.db, told.discussion.id, "client", [{**row, "due": due, "consequence": consequence}]
    )
    now, place = told.container.clock(), told.discussion.id
    event = question_ledger.asked_event(
        place, told.actor, "client", numbers[0], text, told.post_id, now
    )
    time_line.record(told.db, [event])
    next_move.settle_next_move(told.db, place)
    _tell_if_past(told, due)


def _tell_if_past(told: Told, due: datetime | None) -> None:
    """A date that is past when it is given is told to the member; it stands as it was written."""
    now = told.container.clock()
    if due is not None and due < now:
        words = told.container.words.of(told.actor.language)
        at = date_of(due.astimezone(ZoneInfo(told.actor.time_zone)), words, now)
        told.notices.append(words.say(_PAST, date=at))


def _answered(told: Told, argument: str) -> None:
    _correct(told, QuestionState.ANSWERED, argument)


def _open(told: Told, argument: str) -> None:
    _correct(told, QuestionState.OPEN, argument)


def _withdraw(told: Told, argument: str) -> None:
    _correct(told, QuestionState.WITHDRAWN, argument)


def _correct(told: Told, to: QuestionState, argument: str) -> None:
    """The member is told which one was taken, where both sides have the number."""
    row = posts.post_by_id(told.db, told.post_id)
    hand = question_commands.Hand(told.actor, row.reply if row is not None else "", told.post_id)
    unsure = question_commands.obey_question_commands(
        told.db, told.container, told.discussion, hand, to, argument
    )
    words = told.container.words.of(told.actor.language)
    for question in unsure:
        said = words.say(
            _UNSURE[question.side], number=question.number, text=question.text, to=to.value
        )
        told.notices.append(said)


def _mute(told: Told, argument: str) -> None:
    discussions.change_participant(told.db, told.discussion.id, told.actor.id, muted=True)
    time_line.record(
        told.db, [Event(told.discussion.id, EventKind.MUTED, told.container.clock(), told.actor.id)]
    )


def _admit(told: Told, argument: str) -> None:
    waiting = [
        participant.person
        for participant in discussions.participants_of(told.db, told.discussion.id)
        if not participant.admitted
    ]
    for person in [assignees.find_named(waiting, argument)] if argument.strip() else waiting:
        discussions.change_participant(told.db, told.discussion.id, person.id, admitted=True)
        time_line.record(
            told.db,
            [Event(told.discussion.id, EventKind.JOINED, told.container.clock(), person.id)],
        )


def _pass(told: Told, argument: str) -> None:
    post = release_words.choose_post(told.db, told.post_id, told.discussion.id)
    release_words.release_to_clients(told.db, told.container, told.actor, told.discussion, post)


def _send(told: Told, argument: str) -> None:
    post = send_post.chosen(told.db, told.post_id, told.discussion.id, told.actor)
    send_post.send(told.db, told.container, told.actor, told.discussion, post)


def _share(told: Told, argument: str) -> None:
    _change_visibility(told, argument, inside=False)


def _hide(told: Told, argument: str) -> None:
    _change_visibility(told, argument, inside=True)


def _change_visibility(told: Told, argument: str, inside: bool) -> None:
    notice = visibility_commands.change(
        told.db, told.container, told.discussion, told.actor, told.post_id, argument, inside
    )
    told.notices.extend([notice] if notice else [])


def _client(told: Told, argument: str) -> None:
    """Who is meant was asked before the post was filed; here the member is told what could not be
    done.
    """
    if argument.strip() or told.discussion.internal:
        clients_named(told.db, told.discussion.project_id, argument)
    if told.discussion.internal:
        raise Refused("stays-inside")


def _without(told: Told, argument: str) -> None:
    """They were taken out before the post was filed; here the member hears of a word that fits
    nobody.
    """
    if not clients_meant(told.db, told.discussion.id, argument):
        raise Refused("no-assignee", name=argument.strip())


def _nothing(told: Told, argument: str) -> None:
    """#note and #all say where the text goes; that was decided before the post was filed."""


ACTS: dict[str, Callable[[Told, str], None]] = {
    "task": _task,
    "assign": _assign,
    "due": _due,
    "done": _done,
    "ask": _ask,
    "answered": _answered,
    "open": _open,
    "withdraw": _withdraw,
    "mute": _mute,
    "admit": _admit,
    "pass": _pass,
    "send": _send,
    "share": _share,
    "hide": _hide,
    "note": _nothing,
    "client": _client,
    "all": _nothing,
    "without": _without,
}
# Their outcome belongs into the letter that tells of the post.
BEFORE_LETTERS = ("ask", "answered", "open", "withdraw", "pass", "send")
_UNKNOWN = sentence(
    "#{word} is no command here; the line stays in the post, and no client reads it. There are: "
    "{known}."
)
_FAILED = sentence("#{word} {argument}: not done. {why}")
# Translators: the mail commands as your language writes them
_KNOWN = sentence(
    "#task #assign #due #done #note #client #all #without #ask #answered #open #withdraw #mute "
    "#admit #pass #send"
)
_PAST = sentence("The date {date} is past already; it was kept as you wrote it.")
_UNSURE = {
    "client": sentence(
        "Both sides have a question {number}. Taken was ours: “{text}”. For the client's one write "
        "#{to} their {number}."
    ),
    "team": sentence(
        "Both sides have a question {number}. Taken was the client's: “{text}”. For ours write "
        "#{to} our {number}."
    ),
}


def carry_out(told: Told, commands: tuple[Command, ...]) -> None:
    """Carry them out in order; what cannot be done is told to the member, and stops nothing
    else.
    """
    words = told.container.words.of(told.actor.language)
    for command in commands:
        known = ACTS.get(command.name)
        if command.unknown or known is None:
            told.notices.append(words.say(_UNKNOWN, word=command.name, known=words.say(_KNOWN)))
            continue
        try:
            known(told, command.argument)
        except Refused as refused:
            why = refused.words(words)
            told.notices.append(
                words.say(_FAILED, word=command.name, argument=command.argument, why=why).replace(
                    "  ", " "
                )
            )
