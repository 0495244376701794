"""From whatever schema a database has to the one this version needs, in one transaction.

`await store.write(upgrade)` does it; two processes that start at once take turns. A new migration
is a file in `versions/` and a new HEAD here: see CONTRIBUTING.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from mailbridge.store.engine.schema import metadata

if TYPE_CHECKING:
    from mailbridge.store.migrations.batches import Progress  # loads Alembic

HEAD = "0046"
HERE = Path(__file__).parent
LOCK = 0x6D61696C62726467  # the advisory lock of PostgreSQL that migrations take turns with


MOST_NAMED = 3  # columns
_COLUMNS = {
    "sqlite": text(
        "SELECT m.name AS table_name, p.name AS column_name "
        "FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
    ),
    "postgresql": text(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema()"
    ),
}


class TooNew(Exception):
    """The database was made by a newer version: its schema, and the newest that we know."""

    def __init__(self, found: str, known: str) -> None:
        self.found, self.known = found, known
        super().__init__(f"schema {found}, newer than {known}")


class Differs(Exception):
    """The database says that it has a schema, and has another."""

    def __init__(self, found: str, words: str) -> None:
        self.found, self.words = found, words
        super().__init__(f"schema {found}: {words}")


def current(db: Connection) -> str | None:
    """The schema's revision; None for an empty database."""
    if not inspect(db).has_table("alembic_version"):
        return None
    return str(db.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def upgrade(db: Connection, to: str = HEAD, progress: "Progress | None" = None) -> bool:
    """Bring the schema to HEAD, or to an older revision; True if there was something to do.
    `progress` hears of each part of the rows that are rewritten. Raises TooNew, Differs where the
    schema is not the one that it says it is, and what `progress` raises; then nothing is changed.
    """
    if current(db) == to:
        if to == HEAD:
            _check_columns(db)
        return False
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    found = current(db)  # another process may have done it meanwhile
    if found == to:
        return False
    try:
        migrate(db, found, to, progress)
    except DBAPIError as fault:
        if found is None:
            raise
        raise Differs(found, " ".join(str(fault.orig).split())) from fault
    if to == HEAD:
        _check_columns(db)
    return True


def _check_columns(db: Connection) -> None:
    """Raises Differs where a column is missing that this version reads or writes."""
    columns = {(row.table_name, row.column_name) for row in db.execute(_COLUMNS[db.dialect.name])}
    missing = sorted(
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if (table.name, column.name) not in columns
    )
    if missing:
        raise Differs(HEAD, f"without {', '.join(missing[:MOST_NAMED])}")


def migrate(
    db: Connection, found: str | None, to: str = HEAD, progress: "Progress | None" = None
) -> None:
    """Run the migrations after the one found; nothing is compared. Raises TooNew, and what
    `progress` raises.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes |= {"connection": db, "progress": progress}
    known = {
        walk_revision.revision
        for walk_revision in ScriptDirectory.from_config(config).walk_revisions()
    }
    if found is not None and found not in known:
        raise TooNew(found, HEAD)
    command.upgrade(config, to)
