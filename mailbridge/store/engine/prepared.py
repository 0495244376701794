"""Statements made once and compiled once.

Making and looking up a small statement costs many times what SQLite needs to answer it, and twice
what it costs to ask PostgreSQL's driver: a prepared one goes to the driver straight away. On
PostgreSQL one with a list among its parameters runs as any other.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

from mailbridge.store.engine.form import Form, Params
from mailbridge.store.engine.postgres_form import postgres_form
from mailbridge.store.engine.sqlite_form import SqliteForm

_Forms = defaultdict[str, dict[tuple[str, ...], Form | None]]  # by driver, then by names
_FORMS: dict[str, Callable[[Any, Connection, tuple[str, ...]], Form | None]] = {
    "pysqlite": SqliteForm,
    "asyncpg": postgres_form,
}


class Prepared:
    """A statement with named parameters; an INSERT or UPDATE sets the columns that it gets
    parameters for.

    Rows have the columns' names as attributes. Faults of the driver are raised as SQLAlchemy's.
    """

    def __init__(self, statement: Any, on_postgresql: Callable[[], Any] | None = None) -> None:
        self._statement = statement
        self._make_postgresql = on_postgresql or (lambda: statement)
        self._forms: _Forms = defaultdict(dict)

    def all(self, db: Connection, params: Params) -> Sequence[Any]:
        """All rows."""
        form = self._form(db, params)
        if form is None:
            return db.execute(self._here(db), params).all()
        return form.rows(form.ask(db, params).fetchall())

    def first(self, db: Connection, params: Params) -> Any | None:
        """The first row; None without one."""
        return next(iter(self.all(db, params)), None)

    def scalar(self, db: Connection, params: Params) -> Any:
        """The first column of the first row; None without a row."""
        row = self.first(db, params)
        return row[0] if row is not None else None

    def each(self, db: Connection, rows: Sequence[Params]) -> list[Any]:
        """For rows with the same keys, in as few statements as may be; returns the rows of all
        (RETURNING), in no order.
        """
        if not rows:
            return []
        form = self._form(db, rows[0])
        if form is None:
            return list(db.execute(self._here(db), rows).all())
        return [row for cursor in form.ask_each(db, rows) for row in form.rows(cursor.fetchall())]

    def run(self, db: Connection, params: Params) -> int:
        """How many rows it touched."""
        form = self._form(db, params)
        if form is None:
            return db.execute(self._here(db), params).rowcount
        return int(form.ask(db, params).rowcount)

    def run_each(self, db: Connection, rows: Sequence[Params]) -> None:
        """For rows with the same keys; does nothing without any."""
        if not rows:
            return
        form = self._form(db, rows[0])
        if form is None:
            db.execute(self._here(db), rows)
            return
        for cursor in form.ask_each(db, rows):
            cursor.close()

    def _here(self, db: Connection) -> Any:
        return self._on_postgresql if db.dialect.name == "postgresql" else self._statement

    @cached_property
    def _on_postgresql(self) -> Any:
        return self._make_postgresql()

    def _form(self, db: Connection, params: Params) -> Form | None:
        """As the driver gets it, for parameters of these names; None: SQLAlchemy is to run it."""
        forms, names = self._forms[db.dialect.driver], tuple(params)
        try:
            return forms[names]
        except KeyError:
            make = _FORMS.get(db.dialect.driver)
            forms[names] = make(self._here(db), db, names) if make is not None else None
            return forms[names]


def on_either(make: Callable[[Any], Any]) -> Prepared:
    """A statement that the engines spell in their own ways: `make` gets the dialect with its
    `insert`.
    """

    def on_postgresql() -> Any:
        from sqlalchemy.dialects import postgresql  # a tenth of a second, for those who use it

        return make(postgresql)

    return Prepared(make(sqlite), on_postgresql)
