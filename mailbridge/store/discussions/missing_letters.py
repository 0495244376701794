"""Letters that somebody answers and that never came here. The events say what is known of them; a
letter that comes closes its gap.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from mailbridge.domain.discussion import MissingLetter
from mailbridge.domain.event import Event, EventKind
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import events, seen_ids

_MISSING = Prepared(
    select(events)
    .where(
        events.c.discussion_id.in_(bindparam("ids", expanding=True)),
        events.c.kind == EventKind.MISSING.value,
    )
    .order_by(events.c.id)
)
_CAME = Prepared(
    select(seen_ids.c.message_id).where(
        seen_ids.c.project_id == bindparam("project_id"),
        seen_ids.c.message_id.in_(bindparam("ids", expanding=True)),
        seen_ids.c.by_us,
    )
)


def details(letter: MissingLetter) -> dict[str, Any]:
    """What the event keeps of it."""
    written = letter.written.isoformat() if letter.written is not None else None
    return {
        "message_id": letter.message_id,
        "person": letter.person_id,
        "name": letter.name,
        "written": written,
    }


def of_event(event: Event) -> MissingLetter:
    """The missing letter that an event speaks of."""
    kept = event.details
    written = datetime.fromisoformat(kept["written"]) if kept["written"] else None
    return MissingLetter(
        kept["message_id"], kept["person"], kept["name"], written, event.discussion_id
    )


def still_missing(
    db: Connection, project_id: int, discussion_ids: Iterable[int]
) -> tuple[MissingLetter, ...]:
    """The letters these discussions miss."""
    wanted = sorted(set(discussion_ids))
    rows = _MISSING.all(db, {"ids": wanted}) if wanted else ()
    told = [
        of_event(Event(row.discussion_id, EventKind(row.kind), row.at, details=row.details))
        for row in rows
    ]
    came = came_since(db, project_id, [one.message_id for one in told])
    return tuple(one for one in told if one.message_id not in came)


def came_since(db: Connection, project_id: int, ids: Sequence[str]) -> frozenset[str]:
    """Those of the ids whose messages are here now."""
    return (
        frozenset(
            row.message_id
            for row in _CAME.all(db, {"project_id": project_id, "ids": sorted(set(ids))})
        )
        if ids
        else frozenset()
    )
