"""Work that falls due, as it is written down, taken and done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)

from mailbridge.domain.follow_up.due import Due, DueState, DueWork
from mailbridge.domain.told import as_json, from_json
from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import due_work

_WAITS = due_work.c.state == DueState.WAITING.value
_OF_DISCUSSION = Prepared(
    select(due_work).where(due_work.c.discussion_id == bindparam("d", type_=BigInteger()))
)
_OPEN = due_work.c.state.in_((DueState.WAITING.value, DueState.HELD.value))
_PUT = on_either(lambda dialect: dialect.insert(due_work).on_conflict_do_nothing())


def put(db: Connection, works: Iterable[DueWork]) -> None:
    """Write work down; what has been before, whatever became of it, is left as it is."""
    _PUT.run_each(db, [_row(piece) for piece in works])


def _row(piece: DueWork) -> dict[str, Any]:
    return {
        "what": piece.what,
        "person_id": piece.person_id,
        "discussion_id": piece.discussion_id,
        "project_id": piece.project_id,
        "at": piece.at,
        "run_at": piece.at,
        "why": as_json(piece.why),
        "once": piece.once,
        "state": piece.state.value,
        "details": dict(piece.details),
    }


def revive(db: Connection, works: Sequence[DueWork]) -> None:
    """Let work wait again that lapsed by itself; what a person skipped stays so."""
    for piece in works:
        lapsed = (due_work.c.once == piece.once) & (due_work.c.state == DueState.SKIPPED.value)
        db.execute(
            update(due_work)
            .where(lapsed, due_work.c.changed_by.is_(None))
            .values(**_row(piece), said=None, changed=None)
        )


def rows_of(db: Connection, kinds: Collection[str], **place: int) -> list[Due]:
    """All of these kinds, whatever became of them, at a place: `discussion_id=…`, `person_id=…`,
    `project_id=…`.
    """
    at = [due_work.c[name] == value for name, value in place.items()]
    rows = db.execute(select(due_work).where(due_work.c.what.in_(kinds), *at))
    return [_due(row) for row in rows]


def of_discussion(db: Connection, discussion_id: int) -> list[Due]:
    """All work of a discussion, whatever became of it."""
    return [_due(row) for row in _OF_DISCUSSION.all(db, {"d": discussion_id})]


def take(db: Connection, now: datetime, kinds: Collection[str]) -> Due | None:
    """The first that is due, of these kinds: nobody else takes it while this transaction runs."""
    wanted = (
        select(due_work)
        .where(_WAITS, due_work.c.run_at <= now, due_work.c.what.in_(kinds))
        .order_by(due_work.c.run_at, due_work.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = db.execute(wanted).first()
    return _due(row) if row is not None else None


def take_by_id(db: Connection, due_id: int) -> Due | None:
    """One that waits or is held; who else wants it waits until this transaction ends."""
    row = db.execute(select(due_work).where(_OPEN, due_work.c.id == due_id).with_for_update())
    taken = row.first()
    return _due(taken) if taken is not None else None


def take_any(db: Connection, due_id: int) -> Due | None:
    """One, whatever became of it; who else wants it waits until this transaction ends."""
    row = db.execute(select(due_work).where(due_work.c.id == due_id).with_for_update()).first()
    return _due(row) if row is not None else None


def by_id(db: Connection, due_id: int) -> Due | None:
    """One, whatever became of it."""
    row = db.execute(select(due_work).where(due_work.c.id == due_id)).first()
    return _due(row) if row is not None else None


def discussions_of(db: Connection, person_id: int) -> list[int]:
    """Where something waits to be done for a person."""
    mine = select(due_work.c.discussion_id).where(due_work.c.person_id == person_id, _OPEN)
    places = db.execute(mine.where(due_work.c.discussion_id.is_not(None)).distinct())
    return sorted(places.scalars())


def open_of(db: Connection, discussion_ids: Collection[int], kinds: Collection[str]) -> list[Due]:
    """What waits or is held of these kinds in these discussions, by time."""
    mine = due_work.c.discussion_id.in_(discussion_ids) & due_work.c.what.in_(kinds)
    rows = db.execute(select(due_work).where(mine, _OPEN).order_by(due_work.c.at, due_work.c.id))
    return [_due(row) for row in rows]


def next_due(db: Connection, after: datetime) -> datetime | None:
    """When the first of those that wait beyond this moment is due."""
    later = select(func.min(due_work.c.run_at)).where(_WAITS, due_work.c.run_at > after)
    moment: datetime | None = db.execute(later).scalar()
    return moment


def settle(
    db: Connection,
    due_id: int,
    state: DueState,
    said: str,
    now: datetime,
    by: int | None = None,
    details: Mapping[str, Any] = MappingProxyType({}),
) -> bool:
    """What became of it. `by`: the person who wanted it so; `details`: its new ones, if there are
    any. False: it waits no more.
    """
    values = {"state": state.value, "said": as_json(said), "changed": now, "changed_by": by}
    return _change(db, due_id, values | ({"details": dict(details)} if details else {}))


def put_off(db: Connection, due_id: int, at: datetime, said: str) -> bool:
    """Let a piece of work wait until a later time. False: it waits no more."""
    return _change(db, due_id, {"at": at, "run_at": at, "said": as_json(said)})


def move(db: Connection, due_id: int, at: datetime) -> bool:
    """Set another time for a piece of work. False: it waits no more."""
    return _change(db, due_id, {"at": at, "run_at": at})


def try_later(db: Connection, due_id: int, until: datetime, said: str) -> None:
    """Note that a piece of work failed, to be tried once more at `until`."""
    attempts = due_work.c.attempts + 1
    _change(db, due_id, {"run_at": until, "attempts": attempts, "said": as_json(said)})


def press(db: Connection, due_id: int, details: dict[str, Any], now: datetime, said: str) -> None:
    """A person wants it done: it is due now."""
    values = {"state": DueState.WAITING.value, "run_at": now, "at": now}
    _change(db, due_id, {**values, "details": details, "said": as_json(said)})


def edit(db: Connection, due_id: int, details: dict[str, Any]) -> bool:
    """Set the details of a piece of work. False: it waits no more."""
    return _change(db, due_id, {"details": details})


def go_along(db: Connection, discussion_id: int, project_id: int) -> None:
    """The work of a discussion belongs to the project that it was moved to."""
    own = due_work.c.discussion_id == discussion_id
    db.execute(update(due_work).where(own).values(project_id=project_id))


def put_back(db: Connection, due: Due) -> None:
    """What was skipped is as it was before: its state, what is said of it, by whom, its details."""
    back = update(due_work).where(
        due_work.c.id == due.id, due_work.c.state == DueState.SKIPPED.value
    )
    values = {"state": due.wanted.state.value, "details": dict(due.wanted.details)}
    db.execute(back.values(**values, said=as_json(due.said), changed_by=due.changed_by))


def skip_all(db: Connection, ids: Iterable[int], said: str, now: datetime) -> None:
    """There is no reason for these any more."""
    for due_id in ids:
        settle(db, due_id, DueState.SKIPPED, said, now)


def _change(db: Connection, due_id: int, values: dict[str, Any]) -> bool:
    row = update(due_work).where(due_work.c.id == due_id, _OPEN)
    return db.execute(row.values(**values)).rowcount == 1


def page(
    db: Connection,
    states: Collection[str],
    project_ids: frozenset[int] | None,
    until: datetime | None,
    limit: int | None,
    only: int | None = None,
    after: tuple[datetime, int] | None = None,
    kinds: Collection[str] | None = None,
) -> list[Due]:
    """By time and id, the first that is due first; `after`: beyond these. `project_ids` None: of
    all, and of none. `kinds` None: of all.
    """
    wanted: list[ColumnElement[bool]] = [due_work.c.state.in_(states)]
    if project_ids is not None:
        wanted.append(due_work.c.project_id.in_(project_ids))
    if until is not None:
        wanted.append(due_work.c.at <= until)
    if only is not None:
        wanted.append(due_work.c.id == only)
    if kinds is not None:
        wanted.append(due_work.c.what.in_(kinds))
    if after is not None:
        at, number = after
        later = and_(due_work.c.at == at, due_work.c.id > number)
        wanted.append(or_(due_work.c.at > at, later))
    rows = select(due_work).where(and_(*wanted)).order_by(due_work.c.at, due_work.c.id)
    return [_due(row) for row in db.execute(rows.limit(limit))]


def count(
    db: Connection,
    states: Collection[str],
    project_ids: frozenset[int] | None,
    until: datetime | None,
    kinds: Collection[str] | None = None,
) -> int:
    """How many `page` has in all."""
    wanted = select(func.count()).where(due_work.c.state.in_(states))
    if project_ids is not None:
        wanted = wanted.where(due_work.c.project_id.in_(project_ids))
    if until is not None:
        wanted = wanted.where(due_work.c.at <= until)
    if kinds is not None:
        wanted = wanted.where(due_work.c.what.in_(kinds))
    return db.execute(wanted).scalar_one()


def _due(row: Any) -> Due:
    wanted = DueWork(
        row.what,
        row.at,
        from_json(row.why),
        row.once,
        row.person_id,
        row.discussion_id,
        row.project_id,
        DueState(row.state),
        row.details,
    )
    return Due(
        row.id,
        wanted,
        from_json(row.said) if row.said is not None else "",
        row.attempts,
        row.changed,
        row.changed_by,
    )
