"""Two people who are one: everything of the one goes over to the other, and what went is noted, so
that it can come back.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from mailbridge.store.engine.insert_ignore import CHUNK, insert_ignore
from mailbridge.store.engine.schema import (
    api_tokens,
    audiences,
    events,
    memberships,
    outbox,
    participants,
    people,
    person_addresses,
    person_merges,
    posts,
    question_changes,
    questions,
    sign_ins,
    tasks,
    web_sessions,
)

GO_OVER: tuple[Column[Any], ...] = (  # of rows with an id of their own
    posts.c.author_id,
    questions.c.asked_by,
    questions.c.asked_of,
    questions.c.changed_by,
    question_changes.c.changed_by,
    tasks.c.assignee_id,
    tasks.c.created_by,
    events.c.actor_id,
    outbox.c.person_id,
    audiences.c.person_id,
)
END: tuple[Table, ...] = (
    sign_ins,
    web_sessions,
    api_tokens,
)  # the other's ways in: they were given to somebody else


def merge(db: Connection, away: int, into: int, now: datetime, actor_id: int | None = None) -> int:
    """`away` becomes `into`. Returns the merge's id."""
    moved: dict[str, Any] = {
        "ids": {str(column): _go_over(db, column, away, into) for column in GO_OVER}
    }
    moved["addresses"] = _addresses(db, away, into)
    moved["projects"], moved["joined"] = _memberships(db, away, into)
    moved["taking_part"], moved["took_part"] = _participants(db, away, into)
    moved["into"] = _merged_names(db, away, into)
    for table in END:
        db.execute(delete(table).where(table.c.person_id == away))
    db.execute(update(people).where(people.c.id == away).values(merged_into=into))
    values = {"away_id": away, "into_id": into, "at": now, "actor_id": actor_id, "moved": moved}
    made: int = db.execute(
        insert(person_merges).values(**values).returning(person_merges.c.id)
    ).scalar_one()
    return made


def last_into(db: Connection, into: int) -> Any | None:
    """The newest merge into a person that was not taken back."""
    wanted = select(person_merges).where(
        person_merges.c.into_id == into, person_merges.c.undone.is_(None)
    )
    return db.execute(wanted.order_by(person_merges.c.id.desc())).first()


def undo(db: Connection, done: Any, now: datetime) -> None:
    """Take a merge back, the newest one of its person: `away` has all again that was theirs."""
    away, into, moved = done.away_id, done.into_id, done.moved
    columns = {str(column): column for column in GO_OVER}
    for name, ids in moved["ids"].items():
        _come_back(db, columns[name], ids, into, away)
    for address, position in moved["addresses"]:
        mine = (person_addresses.c.address == address) & (person_addresses.c.person_id == into)
        db.execute(update(person_addresses).where(mine).values(person_id=away, position=position))
    _leave(db, memberships.c.project_id, moved["joined"], into)
    _insert(
        db,
        memberships,
        [{"project_id": project, "person_id": away} for project in moved["projects"]],
    )
    _leave(
        db,
        participants.c.discussion_id,
        [row["discussion_id"] for row in moved["taking_part"]],
        into,
    )
    _insert(db, participants, [_taking_part(row, away) for row in moved["taking_part"]])
    _insert(db, participants, [_taking_part(row, into) for row in moved["took_part"]])
    db.execute(update(people).where(people.c.id == into).values(**moved["into"]))
    db.execute(update(people).where(people.c.id == away).values(merged_into=None))
    db.execute(update(person_merges).where(person_merges.c.id == done.id).values(undone=now))


def _go_over(db: Connection, column: Column[Any], away: int, into: int) -> list[int]:
    table = column.table
    ids = list(db.execute(select(table.c.id).where(column == away).order_by(table.c.id)).scalars())
    _come_back(db, column, ids, away, into)
    return ids


def _come_back(
    db: Connection, column: Column[Any], ids: Sequence[int], now_of: int, then_of: int
) -> None:
    """Give back what went over; what was given to another person meanwhile stays there."""
    table = column.table
    for some in _chunks(ids):
        db.execute(
            update(table)
            .where(table.c.id.in_(some), column == now_of)
            .values({column.name: then_of})
        )


def _addresses(db: Connection, away: int, into: int) -> list[list[Any]]:
    """The addresses of `away`, put behind those of `into`: letters go on to where they went."""
    of_away = select(person_addresses).where(person_addresses.c.person_id == away)
    rows = db.execute(
        of_away.order_by(person_addresses.c.position, person_addresses.c.address)
    ).all()
    last = (
        db.execute(
            select(func.max(person_addresses.c.position)).where(
                person_addresses.c.person_id == into
            )
        ).scalar()
        or 0
    )
    for place, row in enumerate(rows, last + 1):
        mine = person_addresses.c.address == row.address
        db.execute(update(person_addresses).where(mine).values(person_id=into, position=place))
    return [[row.address, row.position] for row in rows]


def _memberships(db: Connection, away: int, into: int) -> tuple[list[int], list[int]]:
    """The projects of `away`, and those of them that `into` had not joined before."""
    theirs = [
        sorted(
            db.execute(
                select(memberships.c.project_id).where(memberships.c.person_id == one)
            ).scalars()
        )
        for one in (away, into)
    ]
    joined = [project for project in theirs[0] if project not in theirs[1]]
    db.execute(delete(memberships).where(memberships.c.person_id == away))
    _insert(db, memberships, [{"project_id": project, "person_id": into} for project in joined])
    return theirs[0], joined


def _participants(
    db: Connection, away: int, into: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of `away`, and those of `into` in the same discussions as they were."""
    of_away = [
        _kept(row)
        for row in db.execute(select(participants).where(participants.c.person_id == away))
    ]
    places = [row["discussion_id"] for row in of_away]
    before: list[dict[str, Any]] = []
    for some in _chunks(places):
        same = (participants.c.person_id == into) & participants.c.discussion_id.in_(some)
        before += [_kept(row) for row in db.execute(select(participants).where(same))]
    known = {row["discussion_id"]: row for row in before}
    db.execute(delete(participants).where(participants.c.person_id == away))
    _leave(db, participants.c.discussion_id, list(known), into)
    _insert(
        db,
        participants,
        [_taking_part(_together(row, known.get(row["discussion_id"])), into) for row in of_away],
    )
    return of_away, before


def _together(one: dict[str, Any], other: dict[str, Any] | None) -> dict[str, Any]:
    """One participant for two: muted when both were, let in when one was, exposed when one was."""
    if other is None:
        return one
    return {
        "discussion_id": one["discussion_id"],
        "muted": one["muted"] and other["muted"],
        "admitted": one["admitted"] or other["admitted"],
        "exposed": one["exposed"] or other["exposed"],
        "aside": one.get("aside", False) and other.get("aside", False),
        "gone": one.get("gone", False) and other.get("gone", False),
        "joined": min(one["joined"], other["joined"]),
    }


def _kept(row: Any) -> dict[str, Any]:
    """As JSON holds it."""
    names = ("muted", "admitted", "exposed", "aside", "gone")
    flags = {name: bool(row._mapping[name]) for name in names}
    return {"discussion_id": row.discussion_id, **flags, "joined": row.joined.isoformat()}


def _taking_part(kept: dict[str, Any], person_id: int) -> dict[str, Any]:
    return {**kept, "person_id": person_id, "joined": datetime.fromisoformat(kept["joined"])}


def _merged_names(db: Connection, away: int, into: int) -> dict[str, Any]:
    """Give `into` a name where it has none, and the role of the other where it was merely staged.
    Returns what was there before.
    """
    rows = {row.id: row for row in db.execute(select(people).where(people.c.id.in_([away, into])))}
    before = {"name": rows[into].name, "staged": bool(rows[into].staged)}
    after = {
        "name": rows[into].name or rows[away].name,
        "staged": bool(rows[into].staged and rows[away].staged),
    }
    db.execute(update(people).where(people.c.id == into).values(**after))
    return before


def _leave(db: Connection, place: Column[Any], places: Sequence[int], person_id: int) -> None:
    table = place.table
    for some in _chunks(places):
        db.execute(delete(table).where(table.c.person_id == person_id, place.in_(some)))


def _insert(db: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert_ignore(db, table), rows)


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
