"""How much mail came in an hour, counted by all processes together."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, select

from mailbridge.store.engine.prepared import on_either
from mailbridge.store.engine.schema import tallies

EVER = 0  # the hour of what is never forgotten: counts for the watcher
MAIL, LETTERS = "mail:", "letters:"  # how their names begin: mail:accept:filed, letters:sent


def _adding(dialect: Any) -> Any:
    fresh = dialect.insert(tallies)
    grown = {"count": tallies.c.count + fresh.excluded.count}
    upsert = fresh.on_conflict_do_update(index_elements=list(tallies.primary_key), set_=grown)
    return upsert.returning(tallies.c.name, tallies.c.count.label("count_"))


_ADD = on_either(_adding)


def add_to_hour(db: Connection, hour: int, counts: Mapping[str, int]) -> dict[str, int]:
    """Add to the tallies of an hour; returns what all processes together have counted for these
    names.
    """
    rows = [
        {"hour": hour, "name": name, "count": count} for name, count in sorted(counts.items())
    ]  # one order: no deadlocks
    return {row.name: row.count_ for row in _ADD.each(db, rows)} if rows else {}


def forget_hours_before(db: Connection, before: int, but: tuple[int, str]) -> None:
    """Tallies of hours before this one, `but` that of an hour and a name."""
    kept = (tallies.c.hour == but[0]) & (tallies.c.name == but[1])
    db.execute(delete(tallies).where(tallies.c.hour < before, tallies.c.hour > EVER, ~kept))


def add_to_totals(db: Connection, counts: Mapping[str, int]) -> None:
    """Add to the counts since the beginning."""
    add_to_hour(db, EVER, counts)


def totals(db: Connection) -> dict[str, int]:
    """All counts since the beginning: some dozens, however much mail there was."""
    rows = db.execute(
        select(tallies.c.name, tallies.c.count.label("count_")).where(tallies.c.hour == EVER)
    )
    return {row.name: row.count_ for row in rows}
