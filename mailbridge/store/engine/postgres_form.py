"""Statements for PostgreSQL's driver, on a connection that SQLAlchemy made for it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from mailbridge.store.engine.form import Form, Params, constant, reader, writer

POSTPONED = "__[POSTCOMPILE_"


class PostgresForm(Form):
    """See Form."""

    def __init__(self, compiled: Any, db: Connection, names: tuple[str, ...]) -> None:
        super().__init__(compiled.statement, db)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        order = compiled.positiontup
        writers = [(name, writer(db, binds[name])) for name in order]
        self.text = str(compiled)
        self._returns = bool(list(compiled.statement.exported_columns))
        self._constants = {name: constant(binds[name]) for name in order if name not in names}
        self._read = reader(order)
        self._writers = [(at, write) for at, (_, write) in enumerate(writers) if write is not None]

    def ask(self, db: Connection, params: Params) -> Any:
        """See Form."""
        cursor = _cursor(db)
        with _told_by_sqlalchemy(db, cursor, self.text):
            cursor.execute(self.text, self.values(params))
        return cursor

    def ask_each(self, db: Connection, rows: Sequence[Params]) -> Iterator[Any]:
        """Without rows to return, all are sent at once."""
        if self._returns or len(rows) == 1:
            yield from (self.ask(db, row) for row in rows)
            return
        cursor = _cursor(db)
        with _told_by_sqlalchemy(db, cursor, self.text):
            cursor.executemany(self.text, [self.values(row) for row in rows])
        yield cursor

    def values(self, params: Params) -> Sequence[Any]:
        """In the order of their numbers."""
        read = self._read({**self._constants, **params} if self._constants else params)
        if not self._writers:
            return read
        written = list(read)
        for at, write in self._writers:
            written[at] = write(written[at])
        return written


def _cursor(db: Connection) -> Any:
    """One that prepares anew what was prepared before SQLAlchemy heard that tables have changed."""
    connection: Any = db.connection.dbapi_connection
    dialect: Any = db.dialect
    cursor = connection.cursor()
    cursor._invalidate_schema_cache_asof = dialect._invalidate_schema_cache_asof
    return cursor


@contextmanager
def _told_by_sqlalchemy(db: Connection, cursor: Any, text: str) -> Iterator[None]:
    """What the driver raises becomes a fault of SQLAlchemy's, which gives up a lost connection, and
    what was prepared for tables that have changed.
    """
    try:
        yield
    except BaseException as fault:
        dialect: Any = db.dialect
        driver = dialect.loaded_dbapi
        if isinstance(fault, (driver.InvalidCachedStatementError, driver.InternalServerError)):
            dialect._invalidate_schema_cache()
        db._handle_dbapi_exception(fault, text, None, cursor, None)


def postgres_form(statement: Any, db: Connection, names: tuple[str, ...]) -> PostgresForm | None:
    """None: some of its text is written by SQLAlchemy each time, such as a list of values."""
    compiled = statement.compile(dialect=db.dialect, column_keys=names)
    return None if POSTPONED in str(compiled) else PostgresForm(compiled, db, names)
