"""Letters that somebody answers and that never came here. The events say what is known of them; a
letter that comes closes its gap.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from mailbridge.domain.discussion import MissingLetter
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import EventDetails, Missed
from mailbridge.store.discussions import event_json
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


def letters_of(happened: Iterable[Event]) -> list[MissingLetter]:
    """The missing letters that events speak of."""
    return [
        _letter_of(event.discussion_id, event.details)
        for event in happened
        if isinstance(event.details, Missed)
    ]


def _letter_of(discussion_id: int, missed: Missed) -> MissingLetter:
    return MissingLetter(
        missed.message_id, missed.person, missed.name, missed.written, discussion_id
    )


def still_missing(
    db: Connection, project_id: int, discussion_ids: Iterable[int]
) -> tuple[MissingLetter, ...]:
    """The letters these discussions miss."""
    wanted = sorted(set(discussion_ids))
    rows = _MISSING.all(db, {"ids": wanted}) if wanted else ()
    told = letters_of(
        Event(row.discussion_id, EventKind.MISSING, row.at, details=_read(row.details))
        for row in rows
    )
    came = came_since(db, project_id, [letter.message_id for letter in told])
    return tuple(letter for letter in told if letter.message_id not in came)


def _read(kept: dict[str, Any]) -> EventDetails:
    return event_json.read(EventKind.MISSING, kept)


def came_since(db: Connection, project_id: int, ids: Sequence[str]) -> frozenset[str]:
    """The ids among these whose messages are here now."""
    return (
        frozenset(
            row.message_id
            for row in _CAME.all(db, {"project_id": project_id, "ids": sorted(set(ids))})
        )
        if ids
        else frozenset()
    )
