"""Two discussions become one, and two again: what went over is written down, so that it can be
taken back exactly.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from mailbridge.domain.discussion import State
from mailbridge.domain.event import Event, EventKind
from mailbridge.store.discussions import post_move
from mailbridge.store.discussions.discussions import everyone_in, record
from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.schema import (
    discussions,
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

LOOSE = {
    "tasks": tasks,
    "events": events,
    "outbox": outbox,
    "questions": questions,
}  # what need not hang on a post
PERSON = ("person_id", "muted", "admitted", "exposed", "aside", "gone")


def merge(db: Connection, away: int, into: int, now: datetime, actor_id: int | None = None) -> None:
    """Everything of `away` goes into `into`; who answers a letter of `away` lands there, too. Its
    event says what to undo.
    """
    details = _written_down(db, away, into)
    put_into(db, away, into, now)
    record(db, [Event(into, EventKind.MOVED, now, actor_id, details=details)])


def put_into(db: Connection, away: int, into: int, now: datetime) -> None:
    """The same without a word of how to undo it."""
    for table in (posts, inbounds, *post_move.HANGING):
        db.execute(update(table).where(table.c.discussion_id == away).values(discussion_id=into))
    post_move.move_questions(db, questions.c.discussion_id == away, into)
    shown = select(participants.c.person_id).where(
        participants.c.discussion_id == away, participants.c.exposed
    )
    exposed = list(db.execute(shown).scalars())
    for keyed in (seen_ids, sketches, participants):
        post_move.move_keyed(db, keyed, keyed.c.discussion_id == away, into)
    seen = (participants.c.discussion_id == into) & participants.c.person_id.in_(exposed)
    db.execute(
        update(participants).where(seen).values(exposed=True)
    )  # an address that others saw proves nothing here, either
    last = select(discussions.c.last_written).where(discussions.c.id == away).scalar_subquery()
    db.execute(
        update(discussions)
        .where(discussions.c.id == into, discussions.c.last_written < last)
        .values(last_written=last)
    )
    gone = {"merged_into": into, "state": State.CLOSED.value, "closed_at": now}
    db.execute(update(discussions).where(discussions.c.id == away).values(**gone))


def separate(db: Connection, into: int, details: Mapping[str, Any], since: datetime) -> None:
    """The other discussion stands on its own again, as it was, with what has been written in answer
    to it since.
    """
    away = details["other"]
    back = post_move.posts_with_answers(db, into, details["posts"], since)
    post_move.move_posts(db, back, into, away, details["runs"])
    for name, table in LOOSE.items():
        if table is not questions:
            db.execute(
                update(table).where(table.c.id.in_(details[name])).values(discussion_id=away)
            )
    post_move.move_questions(db, questions.c.id.in_(details["questions"]), away)
    _ids_back(db, into, details)
    _people_back(db, into, details)
    closed = datetime.fromisoformat(details["closed_at"]) if details["closed_at"] else None
    alone = {"merged_into": None, "state": details["state"], "closed_at": closed, "parted": True}
    db.execute(update(discussions).where(discussions.c.id == away).values(**alone))
    for one in (away, into):
        _last_written(db, one)


def _written_down(db: Connection, away: int, into: int) -> dict[str, Any]:
    row = db.execute(select(discussions).where(discussions.c.id == away)).one()
    here, there = set(everyone_in(db, into)), everyone_in(db, away)
    people = db.execute(select(participants).where(participants.c.discussion_id == away))
    known = _ids(db, into)
    return {
        "other": away,
        "kind": "merge",
        "posts": _numbers(db, posts, away),
        "people": [
            {name: person._mapping[name] for name in PERSON} | {"joined": person.joined.isoformat()}
            for person in people
        ],
        "joined": sorted(set(there) - here),
        "ids": [[one, by_us, one in known] for one, by_us in _ids(db, away).items()],
        "runs": list(
            db.execute(select(sketches.c.run).where(sketches.c.discussion_id == away)).scalars()
        ),
        "state": row.state,
        "closed_at": row.closed_at.isoformat() if row.closed_at is not None else None,
    } | {name: _numbers(db, table, away, loose=True) for name, table in LOOSE.items()}


def _numbers(db: Connection, table: Any, discussion_id: int, loose: bool = False) -> list[int]:
    wanted = select(table.c.id).where(table.c.discussion_id == discussion_id).order_by(table.c.id)
    return list(db.execute(wanted.where(table.c.post_id.is_(None)) if loose else wanted).scalars())


def _ids(db: Connection, discussion_id: int) -> dict[str, bool]:
    rows = db.execute(
        select(seen_ids.c.message_id, seen_ids.c.by_us).where(
            seen_ids.c.discussion_id == discussion_id
        )
    )
    return {row.message_id: row.by_us for row in rows}


def _ids_back(db: Connection, into: int, details: Mapping[str, Any]) -> None:
    """Each id leads where it led before; what both knew goes on leading to both."""
    away, project = (
        details["other"],
        select(discussions.c.project_id).where(discussions.c.id == into),
    )
    project_id = db.execute(project).scalar_one()
    only = [one for one, _, shared in details["ids"] if not shared]
    db.execute(
        delete(seen_ids).where(seen_ids.c.discussion_id == into, seen_ids.c.message_id.in_(only))
    )
    rows = [
        {"project_id": project_id, "message_id": one, "discussion_id": away, "by_us": by_us}
        for one, by_us, _ in details["ids"]
    ]
    if rows:
        db.execute(insert_ignore(db, seen_ids), rows)


def _people_back(db: Connection, into: int, details: Mapping[str, Any]) -> None:
    """Everybody takes part where they did before, and reads nothing more of the other side; who has
    written there since stays.
    """
    away, wrote = details["other"], select(posts.c.author_id).where(posts.c.discussion_id == into)
    before = [row["person_id"] for row in details["people"]]
    mine = (participants.c.discussion_id == away) & participants.c.person_id.in_(before)
    db.execute(delete(participants).where(mine))
    rows = [
        {**row, "joined": datetime.fromisoformat(row["joined"]), "discussion_id": away}
        for row in details["people"]
    ]
    if rows:
        db.execute(insert(participants), rows)
    gone = (participants.c.discussion_id == into) & participants.c.person_id.in_(details["joined"])
    db.execute(delete(participants).where(gone, participants.c.person_id.not_in(wrote)))


def _last_written(db: Connection, discussion_id: int) -> None:
    last = select(func.max(func.coalesce(posts.c.written, posts.c.created))).where(
        posts.c.discussion_id == discussion_id
    )
    found = db.execute(last).scalar()
    if found is not None:
        db.execute(
            update(discussions).where(discussions.c.id == discussion_id).values(last_written=found)
        )


def make_wait(db: Connection, discussion_id: int, people: Sequence[int]) -> None:
    """They came with what was put into this discussion: somebody decides whether they read it."""
    same = (participants.c.discussion_id == discussion_id) & participants.c.person_id.in_(people)
    db.execute(update(participants).where(same).values(admitted=False))
