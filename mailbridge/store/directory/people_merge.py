"""Two people who are one: all of the one goes to the other, and is noted, to come back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from mailbridge.store.engine.insert_ignore import CHUNK, insert_ignore
from mailbridge.store.engine.schema import (
    api_tokens,
    audiences,
    discussions,
    due_work,
    events,
    memberships,
    outbox,
    participants,
    passkeys,
    passwords,
    people,
    person_addresses,
    person_merges,
    posts,
    question_changes,
    questions,
    reactions,
    sign_ins,
    surveys,
    tasks,
    unfolded_programs,
    web_sessions,
)
from mailbridge.store.engine.typed_json import as_json, from_json
from mailbridge.store.search import index
from mailbridge.values import dataclass

GO_OVER: tuple[Column[Any], ...] = (  # of rows with an id of their own
    posts.c.author_id,
    questions.c.asked_by,
    questions.c.asked_of,
    questions.c.changed_by,
    question_changes.c.changed_by,
    tasks.c.assignee_id,
    discussions.c.assignee_id,
    tasks.c.created_by,
    events.c.actor_id,
    outbox.c.person_id,
    audiences.c.person_id,
    reactions.c.person_id,
    unfolded_programs.c.person_id,
    due_work.c.person_id,
    surveys.c.person_id,
)
# the other's ways in: they were given to somebody else
END: tuple[Table, ...] = (sign_ins, web_sessions, api_tokens, passkeys, passwords)


class Address(NamedTuple):
    """An address of the person who was merged away, and its place among theirs."""

    address: str
    position: int


@dataclass(frozen=True, slots=True)
class TakingPart:
    """A participant as they were."""

    discussion_id: int
    muted: bool
    admitted: bool
    exposed: bool
    joined: datetime
    aside: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What a person was called, and whether anybody had confirmed them."""

    name: str
    staged: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """What a merge moved, to be taken back."""

    ids: Mapping[str, tuple[int, ...]]  # rows that went over, by `table.column`
    addresses: tuple[Address, ...]
    projects: tuple[int, ...]  # of the one merged away
    joined: tuple[int, ...]  # those of them that the other had not joined
    taking_part: tuple[TakingPart, ...]  # of the one merged away
    took_part: tuple[TakingPart, ...]  # of the other in the same discussions
    into: Named  # the other, before


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that was not taken back."""

    id: int
    away_id: int
    into_id: int
    moved: Moved


_OF_PARTICIPANT = tuple(field.name for field in fields(TakingPart))


def merge(db: Connection, away: int, into: int, now: datetime, actor_id: int | None = None) -> int:
    """`away` becomes `into`. Returns the merge's id."""
    moved = _move(db, away, into)
    for table in END:
        db.execute(delete(table).where(table.c.person_id == away))
    db.execute(update(people).where(people.c.id == away).values(merged_into=into))
    row = insert(person_merges).values(
        away_id=away, into_id=into, at=now, actor_id=actor_id, moved=as_json(moved)
    )
    made: int = db.execute(row.returning(person_merges.c.id)).scalar_one()
    index.put_people_again(db, [away, into])
    return made


def _move(db: Connection, away: int, into: int) -> Moved:
    ids = {str(column): tuple(_go_over(db, column, away, into)) for column in GO_OVER}
    addresses = _move_addresses(db, away, into)
    theirs, joined = _move_memberships(db, away, into)
    taking_part, took_part = _move_participants(db, away, into)
    before = _merge_names(db, away, into)
    return Moved(ids, addresses, theirs, joined, taking_part, took_part, before)


def last_into(db: Connection, into: int) -> Merge | None:
    """The newest merge into a person that was not taken back."""
    wanted = select(person_merges).where(
        person_merges.c.into_id == into, person_merges.c.undone.is_(None)
    )
    row = db.execute(wanted.order_by(person_merges.c.id.desc())).first()
    return Merge(row.id, row.away_id, row.into_id, from_json(Moved, row.moved)) if row else None


def undo(db: Connection, done: Merge, now: datetime) -> None:
    """Take a merge back, the newest one of its person: `away` has all again that was theirs."""
    away, into, moved = done.away_id, done.into_id, done.moved
    columns = {str(column): column for column in GO_OVER}
    for name, ids in moved.ids.items():
        _come_back(db, columns[name], ids, into, away)
    for address, position in moved.addresses:
        mine = (person_addresses.c.address == address) & (person_addresses.c.person_id == into)
        db.execute(update(person_addresses).where(mine).values(person_id=away, position=position))
    _leave(db, memberships.c.project_id, moved.joined, into)
    projects = [{"project_id": project, "person_id": away} for project in moved.projects]
    _insert(db, memberships, projects)
    places = [kept.discussion_id for kept in moved.taking_part]
    _leave(db, participants.c.discussion_id, places, into)
    _insert(db, participants, [_row(kept, away) for kept in moved.taking_part])
    _insert(db, participants, [_row(kept, into) for kept in moved.took_part])
    db.execute(update(people).where(people.c.id == into).values(**asdict(moved.into)))
    db.execute(update(people).where(people.c.id == away).values(merged_into=None))
    db.execute(update(person_merges).where(person_merges.c.id == done.id).values(undone=now))
    index.put_people_again(db, [away, into])


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
    for chunk in _chunks(ids):
        db.execute(
            update(table)
            .where(table.c.id.in_(chunk), column == now_of)
            .values({column.name: then_of})
        )


def _move_addresses(db: Connection, away: int, into: int) -> tuple[Address, ...]:
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
    return tuple(Address(row.address, row.position) for row in rows)


def _move_memberships(
    db: Connection, away: int, into: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The projects of `away`, and those of them that `into` had not joined before."""
    theirs, others = _projects_of(db, away), _projects_of(db, into)
    joined = tuple(project for project in theirs if project not in others)
    db.execute(delete(memberships).where(memberships.c.person_id == away))
    _insert(db, memberships, [{"project_id": project, "person_id": into} for project in joined])
    return theirs, joined


def _projects_of(db: Connection, person_id: int) -> tuple[int, ...]:
    wanted = select(memberships.c.project_id).where(memberships.c.person_id == person_id)
    return tuple(sorted(db.execute(wanted).scalars()))


def _move_participants(
    db: Connection, away: int, into: int
) -> tuple[tuple[TakingPart, ...], tuple[TakingPart, ...]]:
    """The rows of `away`, and those of `into` in the same discussions as they were."""
    of_away = _taking_part(db, participants.c.person_id == away)
    places = [kept.discussion_id for kept in of_away]
    before: list[TakingPart] = []
    for chunk in _chunks(places):
        same = (participants.c.person_id == into) & participants.c.discussion_id.in_(chunk)
        before += _taking_part(db, same)
    known = {kept.discussion_id: kept for kept in before}
    db.execute(delete(participants).where(participants.c.person_id == away))
    _leave(db, participants.c.discussion_id, list(known), into)
    merged = [_together(kept, known.get(kept.discussion_id)) for kept in of_away]
    _insert(db, participants, [_row(kept, into) for kept in merged])
    return tuple(of_away), tuple(before)


def _together(kept: TakingPart, other: TakingPart | None) -> TakingPart:
    """One participant for two: muted when both were, let in when one was, exposed when one was."""
    if other is None:
        return kept
    return TakingPart(
        discussion_id=kept.discussion_id,
        muted=kept.muted and other.muted,
        admitted=kept.admitted or other.admitted,
        exposed=kept.exposed or other.exposed,
        joined=min(kept.joined, other.joined),
        aside=kept.aside and other.aside,
        gone=kept.gone and other.gone,
    )


def _taking_part(db: Connection, wanted: ColumnElement[bool]) -> list[TakingPart]:
    rows = db.execute(select(participants).where(wanted))
    return [TakingPart(**{name: row._mapping[name] for name in _OF_PARTICIPANT}) for row in rows]


def _row(kept: TakingPart, person_id: int) -> dict[str, Any]:
    return {**asdict(kept), "person_id": person_id}


def _merge_names(db: Connection, away: int, into: int) -> Named:
    """Give `into` a name where it has none, and the role of the other where it was merely staged.
    Returns what was there before.
    """
    rows = {row.id: row for row in db.execute(select(people).where(people.c.id.in_([away, into])))}
    name = rows[into].name or rows[away].name
    staged = rows[into].staged and rows[away].staged
    db.execute(update(people).where(people.c.id == into).values(name=name, staged=staged))
    return Named(rows[into].name, rows[into].staged)


def _leave(db: Connection, place: Column[Any], places: Sequence[int], person_id: int) -> None:
    table = place.table
    for chunk in _chunks(places):
        db.execute(delete(table).where(table.c.person_id == person_id, place.in_(chunk)))


def _insert(db: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert_ignore(db, table), rows)


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
