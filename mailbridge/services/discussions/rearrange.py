"""Split, merge and move discussions by hand, and take it back. Mail that comes later follows: its
ids moved, too.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import (
    PostsMoved,
    ProjectChanged,
    SplitOff,
)
from mailbridge.domain.oversight.audit import Act
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import next_move
from mailbridge.services.access import discussion_to_act_on, may_act, project_of
from mailbridge.services.container import Container
from mailbridge.services.discussions.put_back import (
    id_of,
    last_change,
    record_act,
    runs_of,
    strangers_leave,
    undo_in,
)
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.take_back import taken_off, tell_there
from mailbridge.steps.deciding.conversation.message_refs import subject_key
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.store.discussions import (
    discussion_merge,
    discussions,
    post_move,
    posts,
    time_line,
)
from mailbridge.store.follow_up import due_work


async def split_discussion(
    container: Container, actor: Person | None, post_ids: Sequence[int], subject: str | None = None
) -> int:
    """Posts of one discussion become a discussion of their own. Returns its id."""

    def transaction(db: Connection) -> int:
        source, chosen = _posts_of(db, actor, post_ids)
        title = one_line(subject or "").strip() or next(
            (row.subject for row in chosen if row.subject), source.subject
        )
        target = discussions.add(
            db, source.project_id, title, subject_key(title), container.clock(), source.internal
        )
        _move(db, container, actor, chosen, source, target, SplitOff)
        record_act(
            db,
            container,
            actor,
            Act.SPLIT,
            source.id,
            told("into discussion {number}", number=target.id),
        )
        return target.id

    return await container.store.write(transaction)


async def move_posts(
    container: Container, actor: Person | None, post_ids: Sequence[int], target_id: int
) -> None:
    """Posts go to another discussion of the same project."""

    def transaction(db: Connection) -> None:
        source, chosen = _posts_of(db, actor, post_ids)
        target = discussion_to_act_on(db, target_id, actor)
        if (
            target.project_id != source.project_id
            or target.id == source.id
            or target.internal != source.internal
        ):
            raise Refused("not-together")
        _move(db, container, actor, chosen, source, target, PostsMoved)
        numbers = ", ".join(map(str, post_ids))
        record_act(
            db,
            container,
            actor,
            Act.MOVED,
            source.id,
            told("posts {numbers} to discussion {number}", numbers=numbers, number=target.id),
        )

    await container.store.write(transaction)


async def merge_discussions(
    container: Container, actor: Person | None, away_id: int, into_id: int
) -> None:
    """One discussion goes into another of the same project; letters answered later land there."""

    def transaction(db: Connection) -> None:
        away, into = (
            discussion_to_act_on(db, away_id, actor),
            discussion_to_act_on(db, into_id, actor),
        )
        here, there = (away.project_id, away.internal), (into.project_id, into.internal)
        if away.id == into.id or here != there:
            raise Refused("not-together")
        letters = taken_off(db, away.id, [row.id for row in posts.post_rows(db, away.id)])
        discussion_merge.merge(db, away.id, into.id, container.clock(), id_of(actor))
        next_move.settle_next_move(db, into.id)
        tell_there(db, container, {into.id}, letters)
        record_act(
            db,
            container,
            actor,
            Act.MERGED,
            away.id,
            told("into discussion {number}", number=into.id),
        )

    await container.store.write(transaction)


async def move_to_project(
    container: Container, actor: Person | None, discussion_id: int, project: str
) -> None:
    """A whole discussion goes to another project; who answers its letters lands there."""

    def transaction(db: Connection) -> None:
        discussion = discussion_to_act_on(db, discussion_id, actor)
        to_project_in(db, container, actor, discussion, project)

    await container.store.write(transaction)


def to_project_in(
    db: Connection,
    container: Container,
    actor: Person | None,
    discussion: Discussion,
    project: str,
) -> int:
    """Move a discussion to another project, in the caller's transaction. Returns the id of that
    project. Refused: no-such-project, not-allowed.
    """
    target = project_of(db, project, actor)
    if not may_act(db, actor, target.id):
        raise Refused("not-allowed")
    _to_project(db, container, actor, discussion, target.id)
    detail = told("project {name}", name=target.name)
    record_act(db, container, actor, Act.MOVED, discussion.id, detail)
    return target.id


async def undo_rearrangement(
    container: Container, actor: Person | None, discussion_id: int, change: int | None = None
) -> None:
    """Take back the last split, merge or move that this discussion gained by, with what has been
    answered to it since; with `change`, the event of that number or none. Refused:
    no-such-discussion, not-allowed, nothing-to-undo, not-the-newest.
    """
    await container.store.write(lambda db: undo_in(db, container, actor, discussion_id, change))


async def newest_change(
    container: Container, viewer: Person | None, discussion_id: int
) -> int | None:
    """The number of the event that `undo_rearrangement` would take back; None: there is none.
    Refused: no-such-discussion, not-allowed.
    """

    def query(db: Connection) -> int | None:
        discussion = discussion_to_act_on(db, discussion_id, viewer)
        last = last_change(time_line.events_of(db, discussion.id))
        return last.id if last is not None else None

    return await container.store.read(query)


def _posts_of(
    db: Connection, actor: Person | None, post_ids: Sequence[int]
) -> tuple[Discussion, Sequence[posts.PostRow]]:
    """The posts and the one discussion they are all in; some of it stays there."""
    first = posts.post_by_id(db, post_ids[0]) if post_ids else None
    if first is None:
        raise Refused("no-such-post")
    discussion = discussion_to_act_on(db, first.discussion_id, actor)
    rows = posts.post_rows(db, discussion.id)
    chosen = [row for row in rows if row.id in set(post_ids)]
    if len(chosen) != len(set(post_ids)):
        raise Refused("no-such-post")
    if len(chosen) == len(rows):
        raise Refused("all-posts")
    return discussion, chosen


def _move(
    db: Connection,
    container: Container,
    actor: Person | None,
    chosen: Sequence[posts.PostRow],
    source: Discussion,
    target: Discussion,
    kind: type[PostsMoved],
) -> None:
    """What somebody parted stays apart: no letter that names both joins them again."""
    ids, now = [row.id for row in chosen], container.clock()
    letters = taken_off(db, source.id, ids)
    post_move.move_posts(db, ids, source.id, target.id, runs_of(chosen))
    last = max((row.written or row.created) for row in chosen)
    discussions.change(
        db,
        target.id,
        updated=now,
        last_written=min(max(last, target.last_written), now),
        parted=True,
    )
    discussions.change(db, source.id, parted=True)
    details = kind(source.id, tuple(ids), (source.parted, target.parted))
    time_line.record(db, [Event(target.id, EventKind.MOVED, now, id_of(actor), details=details)])
    for one in (source.id, target.id):
        next_move.settle_next_move(db, one)
    tell_there(db, container, {target.id}, letters)


def _to_project(
    db: Connection,
    container: Container,
    actor: Person | None,
    discussion: Discussion,
    project_id: int,
) -> None:
    letters = taken_off(db, discussion.id, [row.id for row in posts.post_rows(db, discussion.id)])
    post_move.move_to_project(db, discussion.id, project_id)
    due_work.go_along(db, discussion.id, project_id)
    left = strangers_leave(db, container, actor, discussion.id, project_id)
    details = ProjectChanged(discussion.id, discussion.project_id, left)
    time_line.record(
        db,
        [Event(discussion.id, EventKind.MOVED, container.clock(), id_of(actor), details=details)],
    )
    next_move.settle_next_move(db, discussion.id)
    tell_there(db, container, {discussion.id}, letters)
