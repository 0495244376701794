"""Somebody is taken out of a discussion, or of a whole project: they hear no more of it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import TakenOut, TaskAssigned
from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_to_act_on, may_act, project_of
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PersonView
from mailbridge.services.views.person_views import person_views
from mailbridge.store.directory import people
from mailbridge.store.discussions import audiences, taking_part, tasks, time_line
from mailbridge.store.outbox import owing


async def leave_project(
    container: Container, address: str, project: str, actor: Person | None = None
) -> PersonView:
    """Out of the project and of all its discussions; open tasks there have no assignee any more.
    Refused: no-such-person, no-such-project, not-allowed, not-there.
    """

    def transaction(db: Connection) -> PersonView:
        person, found = required_person(db, address), project_of(db, project, actor)
        if not may_act(db, actor, found.id):
            raise Refused("not-allowed")
        now, belonged = container.clock(), people.leave(db, found.id, person.id)
        left = leave_discussions(
            db, taking_part.taken_part_in(db, found.id, person.id), person, actor, now
        )
        if not belonged and not left:
            raise Refused("not-there", address=address)
        _take_tasks(db, found.id, person, actor, now)
        return person_views(db, [person.id])[0]

    return await container.store.write(transaction)


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
    by = TakenOut(actor.id if actor is not None else None)
    time_line.record(db, [Event(one, EventKind.LEFT, now, person.id, details=by) for one in left])
    return left


def _take_tasks(
    db: Connection, project_id: int, person: Person, actor: Person | None, now: datetime
) -> None:
    by = actor.id if actor is not None else None
    for task in tasks.open_of(db, project_id, person.id):
        tasks.change(db, task.id, assignee_id=None)
        details = TaskAssigned(task.title, assignee=None)
        event = Event(task.discussion_id, EventKind.TASK_ASSIGNED, now, by, None, task.id, details)
        time_line.record(db, [event])
