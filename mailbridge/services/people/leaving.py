"""Somebody is taken out of a discussion, or of a whole project: they hear no more of it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import QuestionChanged, TakenOut, TaskAssigned
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Project
from mailbridge.domain.told import told
from mailbridge.services import audit, next_move
from mailbridge.services.access import discussion_to_act_on, may_act, project_of
from mailbridge.services.container import Container
from mailbridge.services.declared_elsewhere import refuse_declared
from mailbridge.services.people import mail_of_leavers
from mailbridge.services.people.addresses import required_person
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PersonView
from mailbridge.services.views.person_views import person_views
from mailbridge.steps.deciding.declared_changes import in_project
from mailbridge.store.directory import people
from mailbridge.store.discussions import audiences, questions, taking_part, tasks, time_line
from mailbridge.store.discussions.questions import ChangeRow
from mailbridge.store.outbox import owing
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Leaving:
    """What taking somebody out would make."""

    person: PersonView
    place: str  # the project's name, or the discussion's subject
    discussions: int  # that go on without them
    tasks: int  # of theirs, open, that nobody has then
    questions: int  # of theirs, open, that are withdrawn


TAKEN_OUT = "taken out of the discussion"  # the words that withdraw their questions


async def plan_leaving_project(
    container: Container, address: str, project: str, actor: Person | None = None
) -> Leaving:
    """What `leave_project` would make. Refused like it."""

    def query(db: Connection) -> Leaving:
        person, there = _who_leaves(db, address, project, actor)
        places = taking_part.taken_part_in(db, there.id, person.id)
        if not (places or people.is_member(db, there.id, person.id)):
            raise Refused("not-there", address=address)
        asked = questions.count_asked_by(db, person.id, there.id)
        mine = len(tasks.open_of(db, there.id, person.id))
        view = person_views(db, [person.id])[0]
        return Leaving(view, there.name, len(places), mine, asked)

    return await container.store.read(query)


async def plan_leaving_discussion(
    container: Container, address: str, discussion_id: int, actor: Person | None = None
) -> Leaving:
    """What `leave_discussion` would make. Refused like it."""

    def query(db: Connection) -> Leaving:
        person = required_person(db, address)
        discussion = discussion_to_act_on(db, discussion_id, actor)
        here = taking_part.participants_of(db, discussion.id)
        if person.id not in {participant.person.id for participant in here}:
            raise Refused("not-there", address=address)
        mine = [
            question
            for question in questions.questions_of(db, discussion.id)
            if question.is_live and question.side == "team" and question.asked_by == person.id
        ]
        return Leaving(person_views(db, [person.id])[0], discussion.subject, 1, 0, len(mine))

    return await container.store.read(query)


async def leave_project(
    container: Container, address: str, project: str, actor: Person | None = None
) -> PersonView:
    """Out of the project and of all its discussions; open tasks there have no assignee any more,
    and a member's mail to it waits for an admin.
    Refused: no-such-person, no-such-project, not-allowed, from-configuration, not-there.
    """

    def transaction(db: Connection) -> PersonView:
        person, found = _who_leaves(db, address, project, actor)
        if not take_out_of_project(db, container, person, found, actor):
            raise Refused("not-there", address=address)
        detail = told("project {name}", name=found.name)
        audit.record(db, container, actor, Act.LEFT, Matter.PERSON, person.id, detail=detail)
        return person_views(db, [person.id])[0]

    return await container.store.write(transaction)


def _who_leaves(
    db: Connection, address: str, project: str, actor: Person | None
) -> tuple[Person, Project]:
    """Who is to be taken out, and of what. Refused: no-such-person, no-such-project, not-allowed,
    from-configuration.
    """
    person, there = required_person(db, address), project_of(db, project, actor)
    if not may_act(db, actor, there.id):
        raise Refused("not-allowed")
    for own in person.addresses:
        refuse_declared(db, "member", in_project(own, there.name))
    return person, there


def take_out_of_project(
    db: Connection, container: Container, person: Person, project: Project, actor: Person | None
) -> bool:
    """Take somebody out of a project and its discussions, in the caller's transaction. False: they
    did not belong to it.
    """
    now, belonged = container.clock(), people.leave(db, project.id, person.id)
    left = leave_discussions(
        db, taking_part.taken_part_in(db, project.id, person.id), person, actor, now
    )
    _take_tasks(db, project.id, person, actor, now)
    if belonged or left:
        mail_of_leavers.hold_mail(db, container, person, project, actor)
    return bool(belonged or left)


async def leave_discussion(
    container: Container, address: str, discussion_id: int, actor: Person | None = None
) -> PersonView:
    """Out of one discussion. Refused: no-such-person, no-such-discussion, not-allowed,
    not-there.
    """

    def transaction(db: Connection) -> PersonView:
        person, discussion = (
            required_person(db, address),
            discussion_to_act_on(db, discussion_id, actor),
        )
        if not leave_discussions(db, [discussion.id], person, actor, container.clock()):
            raise Refused("not-there", address=address)
        detail = told("discussion {number}", number=discussion.id)
        audit.record(db, container, actor, Act.LEFT, Matter.PERSON, person.id, detail=detail)
        return person_views(db, [person.id])[0]

    return await container.store.write(transaction)


def leave_discussions(
    db: Connection,
    discussion_ids: Iterable[int],
    person: Person,
    actor: Person | None,
    now: datetime,
) -> list[int]:
    """Also letters that nobody has begun to send stay here. Returns the discussions they left."""
    left = audiences.take_out(db, discussion_ids, person.id)
    owing.withdraw_from(db, left, person.id)
    for one in left:
        _withdraw_questions(db, one, person, actor, now)
    by = TakenOut(actor.id if actor is not None else None)
    time_line.record(db, [Event(one, EventKind.LEFT, now, person.id, details=by) for one in left])
    return left


def _withdraw_questions(
    db: Connection, discussion_id: int, person: Person, actor: Person | None, now: datetime
) -> None:
    """Nobody answers what they asked, and nobody is left whom a question was put to."""
    live = [one for one in questions.questions_of(db, discussion_id) if one.is_live]
    gone = audiences.present(db, discussion_id).gone if live else frozenset()
    idle = [
        one
        for one in live
        if (one.asked_by == person.id if one.side == "team" else _is_put_to(one, gone))
    ]
    by = actor.id if actor is not None else None
    questions.change(
        db, [ChangeRow(one.id, QuestionState.WITHDRAWN, TAKEN_OUT, now, by) for one in idle]
    )
    if idle:
        time_line.record(db, [_withdrawn(one, person, by, now) for one in idle])
        next_move.settle_next_move(db, discussion_id)


def _withdrawn(one: Question, person: Person, by: int | None, now: datetime) -> Event:
    asker = person.called if one.asked_by == person.id else ""
    details = QuestionChanged(one.number, one.text, one.side, asker, TAKEN_OUT)
    return Event(one.discussion_id, EventKind.QUESTION_WITHDRAWN, now, by, details=details)


def _is_put_to(question: Question, gone: frozenset[int]) -> bool:
    """Whether only people who have gone heard a question asked."""
    return bool(question.heard) and question.heard is not None and question.heard <= gone


def _take_tasks(
    db: Connection, project_id: int, person: Person, actor: Person | None, now: datetime
) -> None:
    by = actor.id if actor is not None else None
    for task in tasks.open_of(db, project_id, person.id):
        tasks.change(db, task.id, assignee_id=None)
        details = TaskAssigned(task.title, assignee=None)
        event = Event(task.discussion_id, EventKind.TASK_ASSIGNED, now, by, None, task.id, details)
        time_line.record(db, [event])
