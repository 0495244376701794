"""The time lines of discussions: what happened, in order."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from mailbridge.domain.event import Event, EventKind
from mailbridge.store.discussions import event_json
from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    events,
)

_RECORD = Prepared(insert(events))  # of columns that every event has


def record(db: Connection, happened: Iterable[Event]) -> None:
    """Put events on the time lines of their discussions."""
    _RECORD.run_each(db, [_event_row(event) for event in happened])


def _event_row(event: Event) -> dict[str, Any]:
    return {
        "discussion_id": event.discussion_id,
        "kind": event.kind.value,
        "at": event.at,
        "actor_id": event.actor_id,
        "post_id": event.post_id,
        "task_id": event.task_id,
        "details": event_json.write(event.details),
    }


def record_once(db: Connection, event: Event, *about: str | int) -> bool:
    """Record an event unless one of its kind about the same was recorded before, in whatever
    discussion. False: it was, and nothing is changed.
    """
    row = {**_event_row(event), "once": ":".join([event.kind.value, *map(str, about)])}
    return db.execute(insert_ignore(db, events).values(**row)).rowcount == 1


def was_recorded(db: Connection, kind: EventKind, *about: str | int) -> bool:
    """Whether an event of this kind about the same was recorded once."""
    once = ":".join([kind.value, *map(str, about)])
    return db.execute(select(events.c.id).where(events.c.once == once)).first() is not None


def was_task_done(db: Connection, discussion_id: int, task_id: int, since: datetime) -> bool:
    """Whether a task was finished since then, whatever became of it later."""
    same = (events.c.discussion_id == discussion_id) & (events.c.task_id == task_id)
    states = select(events.c.details).where(
        same, events.c.kind == EventKind.TASK_STATE.value, events.c.at >= since
    )
    return any(details.get("state") == "done" for details in db.execute(states).scalars())


def last_event_at(db: Connection, discussion_id: int, kind: EventKind) -> datetime | None:
    """When the newest event of this kind happened."""
    same = (events.c.discussion_id == discussion_id) & (events.c.kind == kind.value)
    moment: datetime | None = db.execute(select(func.max(events.c.at)).where(same)).scalar_one()
    return moment


def events_of(
    db: Connection, discussion_id: int, without: Collection[EventKind] = ()
) -> list[Event]:
    """The events of a discussion in the order they were recorded, but those of some kinds."""
    wanted = select(events).where(events.c.discussion_id == discussion_id)
    if without:
        wanted = wanted.where(events.c.kind.not_in([kind.value for kind in without]))
    return [_event(row) for row in db.execute(wanted.order_by(events.c.id))]


def _event(row: Any) -> Event:
    kind = EventKind(row.kind)
    details = event_json.read(kind, row.details)
    about = row.actor_id, row.post_id, row.task_id
    return Event(row.discussion_id, kind, row.at, *about, details, row.id)
