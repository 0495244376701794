"""Statements made once and compiled once.

Making and looking up a small statement costs many times what SQLite needs to answer it, so there a
prepared one goes to the driver straight away. On PostgreSQL it runs as any other.
"""

import re
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

Params = Mapping[str, Any]
Convert = Callable[[Any], Any] | None
_row: Any = namedtuple  # its fields are known when a statement is compiled
LENGTHS = 64  # of the lists of a statement whose texts are remembered
TOGETHER = 16  # rows of one INSERT; the texts for each number of rows are kept by the driver
_MARK = re.compile(r"\?|__\[POSTCOMPILE_\w+\]")
_ONE_ROW = re.compile(r"(?<=\bVALUES )\((?:\?, )*\?\)")


class Prepared:
    """A statement with named parameters; an INSERT or UPDATE sets the columns that it gets
    parameters for.

    Rows have the columns' names as attributes. Faults of the driver are raised as SQLAlchemy's.
    """

    def __init__(self, statement: Any, on_postgresql: Callable[[], Any] | None = None) -> None:
        self._statement = statement
        self._make_postgresql = on_postgresql or (lambda: statement)
        self._forms: dict[tuple[str, ...], _Form] = {}

    def all(self, db: Connection, params: Params) -> Sequence[Any]:
        """All rows."""
        if db.dialect.driver != "pysqlite":
            return db.execute(self._here(db), params).all()
        form = self._form(db, params)
        return form.rows(ask_driver(db, form.text(params), form.values(params)).fetchall())

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
        if db.dialect.driver != "pysqlite":
            return list(db.execute(self._here(db), rows).all())
        form = self._form(db, rows[0])
        return [row for cursor in form.run_each(db, rows) for row in form.rows(cursor.fetchall())]

    def run(self, db: Connection, params: Params) -> int:
        """How many rows it touched."""
        if db.dialect.driver != "pysqlite":
            return db.execute(self._here(db), params).rowcount
        form = self._form(db, params)
        return int(ask_driver(db, form.text(params), form.values(params)).rowcount)

    def run_each(self, db: Connection, rows: Sequence[Params]) -> None:
        """For rows with the same keys; does nothing without any."""
        if not rows:
            return
        if db.dialect.driver != "pysqlite":
            db.execute(self._here(db), rows)
            return
        for cursor in self._form(db, rows[0]).run_each(db, rows):
            cursor.close()

    def _here(self, db: Connection) -> Any:
        return self._on_postgresql if db.dialect.name == "postgresql" else self._statement

    @cached_property
    def _on_postgresql(self) -> Any:
        return self._make_postgresql()

    def _form(self, db: Connection, params: Params) -> "_Form":
        names = tuple(params)
        form = self._forms.get(names)
        if form is None:
            form = self._forms[names] = _Form(self._statement, db, names)
        return form


def on_either(make: Callable[[Any], Any]) -> Prepared:
    """A statement that the engines spell in their own ways: `make` gets the dialect with its
    `insert`.
    """

    def on_postgresql() -> Any:
        from sqlalchemy.dialects import postgresql  # a tenth of a second, for those who use it

        return make(postgresql)

    return Prepared(make(sqlite), on_postgresql)


class _Form:
    """A statement as SQLite's driver wants it, for parameters of these names."""

    def __init__(self, statement: Any, db: Connection, names: tuple[str, ...]) -> None:
        compiled = statement.compile(dialect=db.dialect, column_keys=names)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        places = [(name, binds[name]) for name in compiled.positiontup or ()]
        writers = [_writer(db, bind) for _, bind in places]
        self._text = _with_constants(
            str(compiled),
            [
                _literals(bind, write) if name not in names else None
                for (name, bind), write in zip(places, writers, strict=True)
            ],
        )
        all_ = zip(places, writers, strict=True)
        given = [(name, bind.expanding, write) for (name, bind), write in all_ if name in names]
        self._read = _reader([name for name, _, _ in given])
        self._count = len(given)
        self._writers = [(at, write) for at, (*_, write) in enumerate(given) if write is not None]
        self._spread = frozenset(at for at, (_, several, _) in enumerate(given) if several)
        self._lists = [name for name, several, _ in given if several]
        self._texts: dict[tuple[int, ...], str] = {}  # by the lengths of these
        self._of_rows: dict[int, str] = {}  # by their number
        columns = list(statement.exported_columns)
        self._made = partial(tuple.__new__, _row("Row", [column.key for column in columns]))
        self._readers = _readers(db, columns)

    def text(self, params: Params) -> str:
        if not self._lists:
            return self._text
        lengths = tuple([len(params[name]) for name in self._lists])
        if lengths not in self._texts:
            if len(self._texts) == LENGTHS:
                self._texts.clear()
            lists = dict(zip(self._lists, lengths, strict=True))
            self._texts[lengths] = _with_marks(self._text, lists)
        return self._texts[lengths]

    def values(self, params: Params) -> Sequence[Any]:
        """In the order of the question marks."""
        read = self._read(params)
        if not self._writers:
            return _flat(read, self._spread) if self._spread else read
        found = list(read)
        for at, write in self._writers:
            found[at] = write(found[at])
        return _flat(found, self._spread) if self._spread else found

    def run_each(self, db: Connection, rows: Sequence[Params]) -> Iterator[Any]:
        """Many rows go into one INSERT. Yields the cursors."""
        marks = None if self._lists else _ONE_ROW.search(self._text)
        if marks is None or marks[0].count("?") != self._count:
            yield from (ask_driver(db, self.text(row), self.values(row)) for row in rows)
            return
        for start in range(0, len(rows), TOGETHER):
            chunk = rows[start : start + TOGETHER]
            values = [value for params in chunk for value in self.values(params)]
            yield ask_driver(db, self._repeated(marks, len(chunk)), values)

    def _repeated(self, marks: re.Match[str], count: int) -> str:
        """The text with the marks of one row as often as there are rows, at most TOGETHER."""
        if count not in self._of_rows:
            before, after = self._text[: marks.start()], self._text[marks.end() :]
            self._of_rows[count] = before + ", ".join([marks[0]] * count) + after
        return self._of_rows[count]

    def rows(self, fetched: Iterable[tuple[Any, ...]]) -> list[Any]:
        if not self._readers:
            return [self._made(row) for row in fetched]
        made = []
        for row in fetched:
            values = list(row)
            for at, read in self._readers:
                values[at] = read(values[at])
            made.append(self._made(values))
        return made


def _reader(names: Sequence[str]) -> Callable[[Params], Sequence[Any]]:
    """How the values of these names are read at once."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda params: [params[name] for name in names]


def _readers(db: Connection, columns: Iterable[Any]) -> list[tuple[int, Callable[[Any], Any]]]:
    """The columns whose values are made of what the driver gives, and how."""
    readers = [
        column.type.dialect_impl(db.dialect).result_processor(db.dialect, None)
        for column in columns
    ]
    return [(at, read) for at, read in enumerate(readers) if read is not None]


def _literals(bind: Any, write: Convert) -> str:
    """The constant as SQL text; a list without its brackets."""
    value = bind.value if write is None else write(bind.value)
    return ", ".join(map(_literal, value)) or "NULL" if bind.expanding else _literal(value)


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "NULL" if value is None else str(int(value))


def _with_constants(text: str, literals: Sequence[str | None]) -> str:
    """With those in the places of their marks; None: the mark stays.

    Where an index of a part of the rows depends on a column that is compared with a bound value,
    SQLite plans the statement anew each time.
    """
    left = iter(literals)
    return _MARK.sub(lambda mark: next(left) or mark[0], text)


def _writer(db: Connection, bind: Any) -> Convert:
    """How a value is made what the driver takes; it takes bool as it is."""
    if isinstance(bind.type, Boolean):
        return None
    write: Convert = bind.type.dialect_impl(db.dialect).bind_processor(db.dialect)
    if write is None or not bind.expanding:
        return write
    return lambda values: [write(value) for value in values]


def _flat(values: Iterable[Any], spread: frozenset[int]) -> list[Any]:
    """The lists that stand at these places are taken apart."""
    return [one for at, value in enumerate(values) for one in (value if at in spread else (value,))]


def _with_marks(text: str, lists: Mapping[str, int]) -> str:
    """With as many question marks as the lists are long."""
    for name, length in lists.items():
        text = text.replace(f"(__[POSTCOMPILE_{name}])", f"({', '.join('?' * length) or 'NULL'})")
    return text


def ask_driver(db: Connection, text: str, values: Sequence[Any] = ()) -> Any:
    """The cursor of SQLite's driver for a text; its faults are raised as SQLAlchemy's."""
    connection: Any = db.connection.dbapi_connection
    try:
        return connection.execute(text, values)
    except sqlite3.Error as fault:  # without the parameters: a log is no place for addresses
        raise DBAPIError.instance(text, None, fault, sqlite3.Error, dialect=db.dialect) from fault
