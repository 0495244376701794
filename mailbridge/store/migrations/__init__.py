"""From whatever schema a database has to the one this version needs, in one transaction.

`await store.write(upgrade)` does it; two processes that start at once take turns. A new migration
is a file in `versions/` and a new HEAD here: see CONTRIBUTING.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

HEAD = "0016"
HERE = Path(__file__).parent
LOCK = 0x6D61696C62726467  # the advisory lock of PostgreSQL that migrations take turns with


class TooNew(Exception):
    """The database was made by a newer version: its schema, and the newest that we know."""

    def __init__(self, found: str, known: str) -> None:
        self.found, self.known = found, known
        super().__init__(f"schema {found}, newer than {known}")


def current(db: Connection) -> str | None:
    """The schema's revision; None for an empty database."""
    if not inspect(db).has_table("alembic_version"):
        return None
    return str(db.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def upgrade(db: Connection) -> bool:
    """Bring the schema to HEAD; True if there was something to do. Raises TooNew."""
    if current(db) == HEAD:
        return False
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    found = current(db)  # another process may have done it meanwhile
    if found == HEAD:
        return False
    _migrate(db, found)
    return True


def _migrate(db: Connection, found: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = db
    known = {
        walk_revision.revision
        for walk_revision in ScriptDirectory.from_config(config).walk_revisions()
    }
    if found is not None and found not in known:
        raise TooNew(found, HEAD)
    command.upgrade(config, "head")
