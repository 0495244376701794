"""All rows of one database into another, whatever engine each has."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, Table, func, insert, select, text

from mailbridge.store.engine.schema import metadata

ROWS = 500  # read and written at once


def copy_tables(
    source: Connection, target: Connection, progress: Callable[[int], None] = lambda done: None
) -> dict[str, int]:
    """Copy every table; the target has the same schema, and no rows. Returns how many rows there
    were, by table. `progress` hears how many have been copied by now.
    """
    counts: dict[str, int] = {}
    for table in metadata.sorted_tables:
        counts[table.name] = 0
        rows = source.execute(select(table).execution_options(yield_per=ROWS)).mappings()
        for part in rows.partitions(ROWS):
            target.execute(insert(table), [dict(row) for row in part])
            counts[table.name] += len(part)
            progress(sum(counts.values()))
    if target.dialect.name == "postgresql":
        for table in metadata.sorted_tables:
            _go_on_counting(target, table)
    return counts


def count_rows(db: Connection) -> dict[str, int]:
    """How many rows there are, by table."""
    return {
        table.name: db.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def is_empty(counts: Mapping[str, int]) -> bool:
    """Whether nobody has kept anything: what each installation writes of itself does not count."""
    return not any(counts[name] for name in ("projects", "people", "inbounds"))


def clear(db: Connection) -> None:
    """Delete what an installation wrote of itself when it was made."""
    for table in reversed(metadata.sorted_tables):
        db.execute(table.delete())


def begin_snapshot(db: Connection) -> None:
    """All that this transaction reads is of one moment; to be called first in it (PostgreSQL)."""
    db.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def _go_on_counting(db: Connection, table: Table) -> None:
    """New rows get ids after those that were copied."""
    if "id" not in table.columns or not table.columns["id"].primary_key:
        return
    sequence = func.pg_get_serial_sequence(table.name, "id")
    last = select(func.max(table.c.id)).scalar_subquery()
    if db.execute(select(sequence)).scalar() is not None:
        db.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))
