"""The last split, merge or move of a discussion taken back, in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import (
    Merged,
    PostsMoved,
    ProjectChanged,
    SplitOff,
    TakenBack,
)
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.services import audit, next_move
from mailbridge.services.access import BELONG, discussion_to_act_on, may_act, may_see
from mailbridge.services.container import Container
from mailbridge.services.people.leaving import leave_discussions
from mailbridge.services.refusal import Refused, refuse_another
from mailbridge.services.telling.take_back import taken_off, tell_there
from mailbridge.steps.deciding.conversation.quote_fingerprint import runs_kept
from mailbridge.store.directory import people
from mailbridge.store.discussions import (
    audiences,
    discussion_merge,
    discussions,
    post_move,
    posts,
    taking_part,
    time_line,
)


def undo_in(
    db: Connection,
    container: Container,
    actor: Person | None,
    discussion_id: int,
    change: int | None = None,
) -> None:
    """Take back the last split, merge or move that this discussion gained by, with what has been
    answered to it since; with `change`, the event of that number or none. Refused:
    nothing-to-undo, not-the-newest.
    """
    discussion = discussion_to_act_on(db, discussion_id, actor)
    last = last_change(time_line.events_of(db, discussion.id))
    if last is None:
        raise Refused("nothing-to-undo")
    refuse_another(last.id, change)
    _take_back(db, container, actor, discussion, last)
    record_act(db, container, actor, Act.TOOK_BACK, discussion.id)


def record_act(
    db: Connection,
    container: Container,
    actor: Person | None,
    act: Act,
    number: int,
    detail: str = "",
) -> None:
    """Write in the audit log who did what to a discussion; `detail`: a sentence of it."""
    audit.record(db, container, actor, act, Matter.DISCUSSION, number, detail=detail)


def last_change(happened: Sequence[Event]) -> Event | None:
    """The newest change that was not taken back: each undo takes back one."""
    standing: list[Event] = []
    for event in happened:
        if event.kind is not EventKind.MOVED:
            continue
        if not isinstance(event.details, TakenBack):
            standing.append(event)
        elif standing:
            standing.pop()
    return standing[-1] if standing else None


def id_of(actor: Person | None) -> int | None:
    """Of the actor; None: the operator at the command line."""
    return actor.id if actor is not None else None


def runs_of(rows: Sequence[posts.PostRow]) -> list[int]:
    """The runs of words that the posts in these rows may be found by."""
    return [run for row in rows for run in runs_kept(row.reply)]


def strangers_leave(
    db: Connection,
    container: Container,
    actor: Person | None,
    discussion_id: int,
    project_id: int,
) -> tuple[int, ...]:
    """Members and observers who do not belong to the project that a discussion has come to hear no
    more of it. Returns who.
    """
    strangers = [
        participant.person
        for participant in taking_part.participants_of(db, discussion_id)
        if participant.person.role in BELONG and not may_see(db, participant.person, project_id)
    ]
    now = container.clock()
    return tuple(
        person.id
        for person in strangers
        if leave_discussions(db, [discussion_id], person, actor, now)
    )


def _take_back(
    db: Connection, container: Container, actor: Person | None, discussion: Discussion, event: Event
) -> None:
    details, now, stays = event.details, container.clock(), discussion.id
    letters = taken_off(db, stays, [row.id for row in posts.post_rows(db, stays)])
    match details:
        case ProjectChanged():
            if not may_act(db, actor, details.project):
                raise Refused("not-allowed")
            post_move.move_to_project(db, discussion.id, details.project, back=True)
            left = people.by_ids(db, details.left).values()
            back = [person.id for person in left if may_see(db, person, details.project)]
            audiences.bring_back(db, discussion.id, back, admitted=True)
            strangers_leave(db, container, actor, discussion.id, details.project)
        case Merged():
            discussion_merge.separate(db, discussion.id, details, event.at)
        case SplitOff():
            stays = _put_back(db, discussion, details, now)
        case PostsMoved():
            _return_posts(db, discussion, details, event.at)
        case _:
            raise Refused("nothing-to-undo")
    taken_back = TakenBack(details.other)
    time_line.record(db, [Event(stays, EventKind.MOVED, now, id_of(actor), details=taken_back)])
    for discussion_id in {stays, discussion.id, details.other}:
        next_move.settle_next_move(db, discussion_id)
    tell_there(db, container, {stays, details.other}, letters)


def _put_back(db: Connection, discussion: Discussion, split: SplitOff, now: datetime) -> int:
    """A discussion that was split off goes back whole; who joined it since waits to be let in."""
    source = discussions.by_id(db, split.other)
    if source is None:
        raise Refused("nothing-to-undo")
    known = set(taking_part.everyone_in(db, source.id))
    later = [
        participant.person.id
        for participant in taking_part.participants_of(db, discussion.id)
        if participant.person.id not in known and not participant.person.role.is_team
    ]
    discussion_merge.put_into(db, discussion.id, source.id, now)
    discussion_merge.make_wait(db, source.id, later)
    discussions.change(db, source.id, parted=split.parted[0])
    return source.id


def _return_posts(db: Connection, discussion: Discussion, moved: PostsMoved, at: datetime) -> None:
    """Posts that were moved here go where they came from, wherever that is now."""
    source = discussions.by_id(db, moved.other)
    if source is None or source.id == discussion.id:
        raise Refused("nothing-to-undo")
    back = post_move.posts_with_answers(db, discussion.id, moved.posts, at)
    rows = [row for row in posts.post_rows(db, discussion.id) if row.id in set(back)]
    post_move.move_posts(db, back, discussion.id, source.id, runs_of(rows))
    before, after = moved.parted
    discussions.change(db, source.id, parted=before)
    discussions.change(db, discussion.id, parted=after)
