"""Two discussions become one, and two again: what went over is written down, so that it can be
taken back exactly.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from mailbridge.domain.discussion import State
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import Merged, SeenId, TookPart
from mailbridge.store.discussions import post_move
from mailbridge.store.discussions.taking_part import everyone_in
from mailbridge.store.discussions.time_line import record
from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import (
    Id,
    discussions,
    due_work,
    events,
    inbounds,
    outbox,
    participants,
    posts,
    questions,
    seen_ids,
    sketches,
    tasks,
)
from mailbridge.store.search import index

PERSON = ("person_id", "muted", "admitted", "exposed", "joined", "aside", "gone")
_AWAY: Any = bindparam("away")
_INTO: Any = bindparam("into", type_=Id)
_THIS: Any = bindparam("this")
_OTHER = discussions.alias()
_FOLLOWING = [
    Prepared(update(table).where(table.c.discussion_id == _AWAY))
    for table in (posts, inbounds, *post_move.HANGING, due_work)
]


def _keyed(table: Table) -> tuple[Prepared, Prepared]:
    """Copies what `away` has of a table to `into`, and takes it away there."""
    mine = table.c.discussion_id == _AWAY
    there = post_move.copied(table, mine, _INTO)
    return (
        on_either(
            lambda dialect: (
                dialect.insert(table).from_select(table.c.keys(), there).on_conflict_do_nothing()
            )
        ),
        Prepared(delete(table).where(mine)),
    )


_KEYED = [_keyed(table) for table in (seen_ids, sketches, participants)]
_PEOPLE = Prepared(select(participants).where(participants.c.discussion_id == _AWAY))
_EXPOSED = Prepared(
    select(participants.c.person_id).where(
        participants.c.discussion_id == _AWAY, participants.c.exposed
    )
)
_EXPOSE = Prepared(
    update(participants).where(
        participants.c.discussion_id == _INTO,
        participants.c.person_id.in_(bindparam("people", expanding=True)),
    )
)
_LAST = select(_OTHER.c.last_written).where(_OTHER.c.id == _AWAY).scalar_subquery()
_LATEST = Prepared(
    update(discussions)
    .where(discussions.c.id == _INTO, discussions.c.last_written < _LAST)
    .values(last_written=_LAST)
)
_CHANGE = Prepared(update(discussions).where(discussions.c.id == _THIS))
_DISCUSSION = Prepared(select(discussions).where(discussions.c.id == _THIS))
_IDS = Prepared(
    select(seen_ids.c.message_id, seen_ids.c.by_us).where(seen_ids.c.discussion_id == _THIS)
)
_RUNS = Prepared(select(sketches.c.run).where(sketches.c.discussion_id == _THIS))
_POSTS = Prepared(select(posts.c.id).where(posts.c.discussion_id == _THIS).order_by(posts.c.id))
_LOOSE = {  # the rows that hang on the discussion and on no post of it
    table.name: Prepared(
        select(table.c.id)
        .where(table.c.discussion_id == _THIS, table.c.post_id.is_(None))
        .order_by(table.c.id)
    )
    for table in (tasks, events, outbox, questions)
}


def merge(db: Connection, away: int, into: int, now: datetime, actor_id: int | None = None) -> None:
    """Everything of `away` goes into `into`; who answers a letter of `away` lands there, too. Its
    event says what to undo.
    """
    details = _write_down(db, away, into)
    put_into(db, away, into, now)
    record(db, [Event(into, EventKind.MOVED, now, actor_id, details=details)])


def put_into(db: Connection, away: int, into: int, now: datetime) -> None:
    """Move everything of `away` into `into`, as `merge` does, and keep nothing by which it could be
    undone.
    """
    moved = _numbers(db, _POSTS, away)
    for follow in _FOLLOWING:
        follow.run(db, {"away": away, "discussion_id": into})
    post_move.move_questions(db, questions.c.discussion_id == away, into)
    exposed = _EXPOSED.all(db, {"away": away})
    for copy, leave in _KEYED:
        copy.run(db, {"away": away, "into": into})
        leave.run(db, {"away": away})
    people = [row.person_id for row in exposed]
    if people:  # an address that others saw proves nothing here, either
        _EXPOSE.run(db, {"into": into, "people": people, "exposed": True})
    _LATEST.run(db, {"away": away, "into": into})
    gone = {"merged_into": into, "state": State.CLOSED.value, "closed_at": now}
    _CHANGE.run(db, {"this": away, **gone})
    index.put_posts_again(db, moved)  # by the subject they stand under now


def separate(db: Connection, into: int, merged: Merged, since: datetime) -> None:
    """The other discussion stands on its own again, as it was, with what has been written in answer
    to it since.
    """
    away = merged.other
    back = post_move.posts_with_answers(db, into, merged.posts, since)
    post_move.move_posts(db, back, into, away, merged.runs)
    loose = ((tasks, merged.tasks), (events, merged.events), (outbox, merged.outbox))
    for table, ids in loose:
        db.execute(update(table).where(table.c.id.in_(ids)).values(discussion_id=away))
    post_move.move_questions(db, questions.c.id.in_(merged.questions), away)
    _return_ids(db, into, merged)
    _return_people(db, into, merged)
    alone = {
        "merged_into": None,
        "state": merged.state,
        "closed_at": merged.closed_at,
        "parted": True,
    }
    db.execute(update(discussions).where(discussions.c.id == away).values(**alone))
    for discussion_id in (away, into):
        _set_last_written(db, discussion_id)


def _write_down(db: Connection, away: int, into: int) -> Merged:
    """What is to be known to take a merge back, before it is made."""
    row = _DISCUSSION.first(db, {"this": away})
    if row is None:
        raise LookupError(f"there is no discussion {away}")
    here, there = set(everyone_in(db, into)), everyone_in(db, away)
    known = _ids(db, into)
    return Merged(
        other=away,
        posts=_numbers(db, _POSTS, away),
        people=tuple(
            TookPart(**{name: getattr(person, name) for name in PERSON})
            for person in _PEOPLE.all(db, {"away": away})
        ),
        joined=tuple(sorted(set(there) - here)),
        ids=tuple(
            SeenId(message_id, by_us, message_id in known)
            for message_id, by_us in _ids(db, away).items()
        ),
        runs=tuple(sketch.run for sketch in _RUNS.all(db, {"this": away})),
        state=row.state,
        closed_at=row.closed_at,
        **{name: _numbers(db, loose, away) for name, loose in _LOOSE.items()},
    )


def _numbers(db: Connection, wanted: Prepared, discussion_id: int) -> tuple[int, ...]:
    return tuple(row.id for row in wanted.all(db, {"this": discussion_id}))


def _ids(db: Connection, discussion_id: int) -> dict[str, bool]:
    return {row.message_id: row.by_us for row in _IDS.all(db, {"this": discussion_id})}


def _return_ids(db: Connection, into: int, merged: Merged) -> None:
    """Each id leads where it led before; what both knew goes on leading to both."""
    project = select(discussions.c.project_id).where(discussions.c.id == into)
    project_id = db.execute(project).scalar_one()
    only = [seen.message_id for seen in merged.ids if not seen.shared]
    db.execute(
        delete(seen_ids).where(seen_ids.c.discussion_id == into, seen_ids.c.message_id.in_(only))
    )
    rows = [
        {
            "project_id": project_id,
            "message_id": seen.message_id,
            "discussion_id": merged.other,
            "by_us": seen.by_us,
        }
        for seen in merged.ids
    ]
    if rows:
        db.execute(insert_ignore(db, seen_ids), rows)


def _return_people(db: Connection, into: int, merged: Merged) -> None:
    """Everybody takes part where they did before, and reads nothing more of the other side; who has
    written there since stays.
    """
    away, wrote = merged.other, select(posts.c.author_id).where(posts.c.discussion_id == into)
    before = [person.person_id for person in merged.people]
    mine = (participants.c.discussion_id == away) & participants.c.person_id.in_(before)
    db.execute(delete(participants).where(mine))
    rows = [{**asdict(person), "discussion_id": away} for person in merged.people]
    if rows:
        db.execute(insert(participants), rows)
    gone = (participants.c.discussion_id == into) & participants.c.person_id.in_(merged.joined)
    db.execute(delete(participants).where(gone, participants.c.person_id.not_in(wrote)))


def _set_last_written(db: Connection, discussion_id: int) -> None:
    last = select(func.max(func.coalesce(posts.c.written, posts.c.created))).where(
        posts.c.discussion_id == discussion_id
    )
    found = db.execute(last).scalar()
    if found is not None:
        db.execute(
            update(discussions).where(discussions.c.id == discussion_id).values(last_written=found)
        )


def make_wait(db: Connection, discussion_id: int, people: Sequence[int]) -> None:
    """Let people who came with what was put into a discussion wait until somebody lets them in."""
    same = (participants.c.discussion_id == discussion_id) & participants.c.person_id.in_(people)
    db.execute(update(participants).where(same).values(admitted=False))
