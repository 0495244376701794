"""Discussions, who takes part in them and what happened in them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, Select, bindparam, exists, insert, select, update

from mailbridge.domain.discussion import Discussion, Move, State
from mailbridge.store.engine.column_values import column_values
from mailbridge.store.engine.numbers_together import apart, together
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    EPOCH,
    NEVER,
    Time,
    discussions,
    memberships,
    participants,
)
from mailbridge.store.search import index

MERGES = 20  # of merged discussions that were merged again

_AT: Any = bindparam("discussion_id")
_IN: Any = bindparam("project_id")
_BY_ID = Prepared(select(discussions).where(discussions.c.id == bindparam("id")))
_BELONGS = exists().where(
    memberships.c.project_id == discussions.c.project_id,
    memberships.c.person_id == bindparam("person"),
)
_BY_ID_AND_WHOSE = Prepared(
    select(discussions, _BELONGS.label("belongs")).where(discussions.c.id == bindparam("id"))
)
_LOCK = (
    select(discussions)
    .where(discussions.c.id == bindparam("id"))
    .with_for_update(key_share=True)  # rows may refer to it meanwhile
)
_BY_IDS = Prepared(
    select(discussions).where(discussions.c.id.in_(bindparam("ids", expanding=True)))
)
_ADD = Prepared(insert(discussions).returning(*discussions.c))
_THIS = update(discussions).where(discussions.c.id == bindparam("this"))
_CHANGE = Prepared(_THIS.returning(*discussions.c))
_COUNTERS = {"client": discussions.c.next_question, "team": discussions.c.next_request}
_COUNT_ON = {
    side: Prepared(
        _THIS.values({counter: counter + bindparam("count", type_=counter.type)}).returning(
            *discussions.c, counter.label("next")
        )
    )
    for side, counter in _COUNTERS.items()
}
_ADMITTED = (
    select(together(participants.c.person_id))
    .where(participants.c.discussion_id == discussions.c.id, participants.c.admitted)
    .scalar_subquery()
)
_SAME_SUBJECT = Prepared(
    select(discussions, _ADMITTED.label("people"))
    .where(
        discussions.c.project_id == _IN,
        discussions.c.base_subject == bindparam("base_subject"),
        discussions.c.last_written >= bindparam("since", type_=Time),
    )
    .order_by(discussions.c.last_written.desc(), discussions.c.id.desc())
    .limit(10)
)


def discussion(row: Any) -> Discussion:
    """A discussion from its row."""
    return Discussion(
        id=row.id,
        project_id=row.project_id,
        subject=row.subject,
        base_subject=row.base_subject,
        state=State(row.state),
        created=row.created,
        updated=row.updated,
        whose_move=Move(row.whose_move),
        internal=row.internal,
        closed_at=row.closed_at,
        last_written=row.last_written,
        parted=row.parted,
        to_many=row.to_many,
        answer_by=row.answer_by if row.answer_by < NEVER else None,
    )


def by_id(db: Connection, discussion_id: int) -> Discussion | None:
    """A discussion that was merged into another is that other one."""
    row = _merged(lambda place: _BY_ID.first(db, {"id": place}), discussion_id)
    return discussion(row) if row else None


def of_member(db: Connection, discussion_id: int, person_id: int) -> Discussion | None:
    """A discussion as `by_id` gives it; None where this person does not belong to its project."""
    row = _merged(
        lambda place: _BY_ID_AND_WHOSE.first(db, {"id": place, "person": person_id}), discussion_id
    )
    return discussion(row) if row and row.belongs else None


def _merged(read: Callable[[int], Any], discussion_id: int) -> Any:
    """The row of a discussion, or of the one that it was merged into."""
    row = read(discussion_id)
    for _ in range(MERGES):
        if row is None or row.merged_into is None:
            break
        row = read(row.merged_into)
    return row


def merged_subjects(db: Connection, discussion_id: int) -> frozenset[str]:
    """The base subjects of the discussions that were merged into this one, at whatever remove."""
    found, into = set[str](), [discussion_id]
    for _ in range(MERGES):
        wanted = select(discussions.c.id, discussions.c.base_subject).where(
            discussions.c.merged_into.in_(into)
        )
        rows = db.execute(wanted).all()
        if not rows:
            break
        found |= {row.base_subject for row in rows}
        into = [row.id for row in rows]
    return frozenset(found)


def keep_still(db: Connection, known: Discussion) -> Discussion:
    """Nobody else files into this discussion, or changes it, until the transaction ends. Returns it
    as it is by then: others may have changed it, or merged it into another, since it was read. On
    SQLite nobody else writes anyhow.
    """
    if db.dialect.name != "postgresql":
        return known
    place: int | None = known.id
    for _ in range(MERGES):
        row = db.execute(_LOCK, {"id": place}).first()
        if row is None:
            break
        if row.merged_into is None:
            return discussion(row)
        place = row.merged_into
    return known


def by_ids(db: Connection, ids: Iterable[int]) -> dict[int, Discussion]:
    """The discussions of these ids, by id."""
    wanted = sorted(set(ids))
    rows = _BY_IDS.all(db, {"ids": wanted}) if wanted else ()
    return {row.id: discussion(row) for row in rows}


def add(
    db: Connection,
    project_id: int,
    subject: str,
    base_subject: str,
    now: datetime,
    internal: bool = False,
    parted: bool = False,
    to_many: bool = False,
) -> Discussion:
    """Add an open discussion. `base_subject` is what later subjects are compared with."""
    values: dict[str, Any] = {
        "project_id": project_id,
        "subject": subject,
        "base_subject": base_subject,
    }
    values |= {"internal": internal, "parted": parted, "to_many": to_many}
    values |= {"created": now, "updated": now, "last_written": EPOCH}
    made = discussion(_ADD.first(db, values))
    index.put_discussion(db, made.id, project_id, subject)
    return made


class DiscussionChange(TypedDict, total=False):
    """The columns of a discussion that change."""

    state: State
    whose_move: Move
    closed_at: datetime | None
    updated: datetime
    last_written: datetime
    parted: bool
    subject: str
    base_subject: str
    assignee_id: int | None
    answer_by: datetime | None


def change(db: Connection, discussion_id: int, **changes: Unpack[DiscussionChange]) -> Discussion:
    """Set these columns of a discussion. Returns it as it is now."""
    changed = discussion(_CHANGE.first(db, {"this": discussion_id, **_values(changes)}))
    if "subject" in changes:
        index.put_discussion_again(db, discussion_id)
    return changed


def change_with_numbers(
    db: Connection, discussion_id: int, side: str, count: int, **changes: Unpack[DiscussionChange]
) -> tuple[Discussion, range]:
    """Set columns of a discussion, but not its subject, as `change` does, and take fresh numbers
    for `count` questions to one side, never given to that side before in this discussion.
    """
    wanted = {"this": discussion_id, "count": count, **_values(changes)}
    row: Any = _COUNT_ON[side].first(db, wanted)
    return discussion(row), range(row.next - count, row.next)


def number_back(db: Connection, discussion_id: int, side: str, number: int) -> None:
    """The last number given may be given again: nobody has read it."""
    counter = _COUNTERS[side]
    last = (discussions.c.id == discussion_id) & (counter == number + 1)
    db.execute(update(discussions).where(last).values({counter: number}))


def _values(changes: DiscussionChange) -> dict[str, Any]:
    values = column_values(changes)
    if "answer_by" in values:
        values["answer_by"] = values["answer_by"] or NEVER
    return values


def listing(viewer_projects: frozenset[int] | None) -> Select[Any]:
    """Discussions, newest activity first, of the projects a viewer may see (None: all)."""
    wanted = (
        select(discussions)
        .where(discussions.c.merged_into.is_(None))
        .order_by(discussions.c.updated.desc(), discussions.c.id.desc())
    )
    return (
        wanted
        if viewer_projects is None
        else wanted.where(discussions.c.project_id.in_(viewer_projects))
    )


def page(
    db: Connection,
    viewer_projects: frozenset[int] | None,
    project_id: int | None = None,
    state: str | None = None,
    limit: int | None = 100,
    before: tuple[datetime, int] | None = None,
    inside: bool = True,
) -> list[Discussion]:
    """`inside`: internal ones among them."""
    wanted = listing(viewer_projects).limit(limit)
    if not inside:
        wanted = wanted.where(discussions.c.internal.is_(False))
    if project_id is not None:
        wanted = wanted.where(discussions.c.project_id == project_id)
    if state is not None:
        wanted = wanted.where(discussions.c.state == state)
    if before is not None:
        older = (discussions.c.updated < before[0]) | (
            (discussions.c.updated == before[0]) & (discussions.c.id < before[1])
        )
        wanted = wanted.where(older)
    return [discussion(row) for row in db.execute(wanted)]


def same_subject(
    db: Connection, project_id: int, base_subject: str, since: datetime
) -> tuple[list[Discussion], dict[int, frozenset[int]]]:
    """The ten newest discussions of a project with this base subject and activity since then; of a
    merged one, what it went into. And who was let in there, of those that went into none.
    """
    rows = _SAME_SUBJECT.all(
        db, {"project_id": project_id, "base_subject": base_subject, "since": since}
    )
    found = [
        discussion(row) if row.merged_into is None else by_id(db, row.merged_into) for row in rows
    ]
    here = [one for one in found if one is not None and one.project_id == project_id]
    people = {row.id: apart(row.people) for row in rows if row.merged_into is None}
    return list({one.id: one for one in here}.values()), people


# participants
