"""All rows of one database into another, whatever engine each has."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, Table, create_engine, func, insert, select, text

from mailbridge.store import migrations
from mailbridge.store.engine.schema import metadata

Progress = Callable[[int], None]  # hears how many rows have been copied by now
ROWS = 500  # read and written at once


class NotEmptyError(Exception):
    """The database that rows were to be copied into holds mail already."""


class NotAllArrivedError(Exception):
    """Rows got lost on their way."""


def copy_to_sqlite(db: Connection, file: Path, progress: Progress = lambda done: None) -> None:
    """Write all rows of PostgreSQL, of one moment, into a new database of SQLite. It is to be the
    first thing in its transaction. Raises migrations.Differs where the schema is another version's.
    """
    _begin_snapshot(db)
    if (found := migrations.current(db)) != migrations.HEAD:
        raise migrations.Differs(str(found), f"not {migrations.HEAD}")
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.begin() as target:
            migrations.upgrade(target)
            _clear(target)
            _copy_tables(db, target, progress)
    finally:
        engine.dispose()


def copy_from_sqlite(file: Path, db: Connection, progress: Progress = lambda done: None) -> None:
    """Write all rows of a database of SQLite, of this version or of an older one, into PostgreSQL.
    Raises NotEmptyError or NotAllArrivedError; the caller's transaction is to be given up then.
    """
    migrations.upgrade(db)
    if not _is_empty(count_rows(db)):
        raise NotEmptyError
    _clear(db)
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.begin() as source:
            migrations.upgrade(source)
            counts = _copy_tables(source, db, progress)
    finally:
        engine.dispose()
    if counts != count_rows(db):
        raise NotAllArrivedError


def _copy_tables(source: Connection, target: Connection, progress: Progress) -> dict[str, int]:
    """Copy every table; the target has the same schema, and no rows. Returns how many rows there
    were, by table.
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


def _is_empty(counts: Mapping[str, int]) -> bool:
    """Whether nobody has kept anything: what each installation writes of itself does not count."""
    return not any(counts[name] for name in ("projects", "people", "inbounds"))


def _clear(db: Connection) -> None:
    """Delete what an installation wrote of itself when it was made."""
    for table in reversed(metadata.sorted_tables):
        db.execute(table.delete())


def _begin_snapshot(db: Connection) -> None:
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
