"""What happened in several discussions, the newest first."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, select

from mailbridge.domain.event import Event, EventKind
from mailbridge.store.discussions import event_json
from mailbridge.store.engine.schema import discussions, events
from mailbridge.values import dataclass

SPAN = 20_000  # events that one page looks through: what is rare is found over several pages


@dataclass(frozen=True, slots=True)
class Happening:
    id: int
    event: Event
    discussion_id: int
    project_id: int
    subject: str


@dataclass(frozen=True, slots=True)
class Happened:
    """`older`: continue before this event; None: that is all."""

    rows: tuple[Happening, ...]
    older: int | None


def page(
    db: Connection,
    projects: frozenset[int] | None,
    limit: int,
    before: int | None = None,
    actor_id: int | None = None,
    kinds: Collection[EventKind] = (),
) -> Happened:
    """Events of these projects (None: of all) before an event, at most `limit`; of one person, or
    of these kinds, where that is asked for. Fewer than `limit` may be followed by others.
    """
    newest = db.execute(select(func.max(events.c.id))).scalar() or 0
    top = min(before, newest + 1) if before is not None else newest + 1
    bottom = max(top - SPAN, 1)
    rows = (
        select(events, discussions.c.project_id, discussions.c.subject)
        .join(discussions, discussions.c.id == events.c.discussion_id)
        .where(events.c.id < top, events.c.id >= bottom)
        .order_by(events.c.id.desc())
        .limit(limit + 1)
    )
    if projects is not None:
        rows = rows.where(discussions.c.project_id.in_(projects))
    if actor_id is not None:
        rows = rows.where(events.c.actor_id == actor_id)
    if kinds:
        rows = rows.where(events.c.kind.in_([kind.value for kind in kinds]))
    told = [_happening(row) for row in db.execute(rows)]
    if len(told) > limit:
        return Happened(tuple(told[:limit]), told[limit - 1].id)
    return Happened(tuple(told), bottom if bottom > 1 else None)


def _happening(row: Any) -> Happening:
    kind = EventKind(row.kind)
    event = Event(
        row.discussion_id,
        kind,
        row.at,
        row.actor_id,
        row.post_id,
        row.task_id,
        event_json.read(kind, row.details),
    )
    return Happening(row.id, event, row.discussion_id, row.project_id, row.subject)
