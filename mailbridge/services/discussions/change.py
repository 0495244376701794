"""Discussions closed, opened, muted and given to somebody, in the caller's transaction."""

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.discussion import Discussion, Move, State
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import Admitted, Assigned
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit, next_move
from mailbridge.services.access import discussion_to_act_on
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify_tasks
from mailbridge.store.discussions import discussions, taking_part, time_line
from mailbridge.store.discussions.discussions import DiscussionChange
from mailbridge.store.inbox import lists


def close_in(db: Connection, container: Container, person: Person, discussion: Discussion) -> bool:
    """Close a discussion. False: it is closed already, and nothing changed."""
    if discussion.state is not State.OPEN:
        return False
    now = container.clock()
    closed: DiscussionChange = {
        "state": State.CLOSED,
        "whose_move": Move.NOBODY,
        "closed_at": now,
        "updated": now,
    }
    discussions.change(db, discussion.id, **closed)
    next_move.settle_next_move(db, discussion.id)
    time_line.record(db, [Event(discussion.id, EventKind.CLOSED, now, person.id)])
    return True


def reopen_in(db: Connection, container: Container, person: Person, discussion: Discussion) -> bool:
    """Open a closed discussion. False: it is open already, and nothing changed."""
    if discussion.state is not State.CLOSED:
        return False
    now = container.clock()
    discussions.change(db, discussion.id, state=State.OPEN, closed_at=None, updated=now)
    next_move.settle_next_move(db, discussion.id)
    time_line.record(db, [Event(discussion.id, EventKind.REOPENED, now, person.id)])
    return True


def mute_in(
    db: Connection, container: Container, person: Person, discussion: Discussion, muted: bool
) -> bool:
    """No more letters about it for this person, or letters again; who takes no part yet takes part,
    muted. False: it is so already.
    """
    known = {one.person.id: one for one in taking_part.participants_of(db, discussion.id)}
    if person.id not in known and muted:
        taking_part.add_participants(db, discussion.id, [person.id], container.clock())
    elif person.id not in known or known[person.id].muted == muted:
        return False
    taking_part.change_participant(db, discussion.id, person.id, muted=muted)
    next_move.settle_next_move(db, discussion.id)
    kind = EventKind.MUTED if muted else EventKind.UNMUTED
    time_line.record(db, [Event(discussion.id, kind, container.clock(), person.id)])
    return True


def assign_in(
    db: Connection,
    container: Container,
    actor: Person,
    discussion: Discussion,
    to: Person | None,
) -> int | None:
    """Somebody (None: nobody) looks after it. Returns who did before."""
    before = lists.assignees(db, [discussion.id]).get(discussion.id)
    if before != (to.id if to is not None else None):
        discussions.change(db, discussion.id, assignee_id=to.id if to is not None else None)
        details = Assigned(to.called if to is not None else None)
        happened = Event(
            discussion.id, EventKind.ASSIGNED, container.clock(), actor.id, details=details
        )
        time_line.record(db, [happened])
        if to is not None:
            notify_tasks.notify_of_handover(db, container, discussion.id, to, actor.id)
    return before


async def admit_newcomer(
    container: Container, actor: Person, discussion_id: int, person_id: int
) -> None:
    """Let a newcomer in: from now on they are written to like the others."""

    def transaction(db: Connection) -> None:
        discussion = discussion_to_act_on(db, discussion_id, actor)
        if not _admit_in(db, container, actor, discussion, person_id):
            raise Refused("no-such-discussion")

    await container.store.write(transaction)


async def admit_address(
    container: Container, actor: Person, discussion_id: int, address: str
) -> None:
    """Let in the newcomer with this address, as `admit_newcomer`; who is in already stays. Refused:
    no-such-discussion, not-there.
    """

    def transaction(db: Connection) -> None:
        discussion = discussion_to_act_on(db, discussion_id, actor)
        takes_part = {
            participant.person.id: participant.admitted
            for participant in taking_part.participants_of(db, discussion.id)
            if normal(address) in participant.person.addresses
        }
        if not takes_part:
            raise Refused("not-there", address=address)
        for person_id, is_in in takes_part.items():
            if not is_in:
                _admit_in(db, container, actor, discussion, person_id)

    await container.store.write(transaction)


def _admit_in(
    db: Connection, container: Container, actor: Person, discussion: Discussion, person_id: int
) -> bool:
    """False: that person takes no part."""
    if not taking_part.change_participant(db, discussion.id, person_id, admitted=True):
        return False
    details = Admitted(actor.id)
    joined = Event(discussion.id, EventKind.JOINED, container.clock(), person_id, details=details)
    time_line.record(db, [joined])
    detail = told("discussion {number}", number=discussion.id)
    audit.record(db, container, actor, Act.LET_IN, Matter.PERSON, person_id, detail=detail)
    return True


async def mute_own(
    container: Container, person: Person, discussion_id: int, muted: bool = True
) -> None:
    """No more letters about a discussion for who asks, or letters again. Refused:
    no-such-discussion.
    """
    await container.store.write(
        lambda db: mute_in(
            db, container, person, discussion_to_act_on(db, discussion_id, person), muted
        )
    )
