"""Statements for SQLite's driver."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from mailbridge.store.engine.form import Convert, Form, Params, constant, reader, writer

LENGTHS = 64  # of the lists of a statement whose texts are remembered
TOGETHER = 16  # rows of one INSERT; the texts for each number of rows are kept by the driver
_MARK = re.compile(r"\?|__\[POSTCOMPILE_\w+\]")
_ONE_ROW = re.compile(r"(?<=\bVALUES )\((?:\?, )*\?\)")


class SqliteForm(Form):
    """See Form."""

    def __init__(self, statement: Any, db: Connection, names: tuple[str, ...]) -> None:
        compiled = statement.compile(dialect=db.dialect, column_keys=names)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        places = [(name, binds[name]) for name in compiled.positiontup or ()]
        writers = [writer(db, bind) for _, bind in places]
        self._text = _with_constants(
            str(compiled),
            [
                _literals(bind, write) if name not in names else None
                for (name, bind), write in zip(places, writers, strict=True)
            ],
        )
        all_ = zip(places, writers, strict=True)
        given = [(name, bind.expanding, write) for (name, bind), write in all_ if name in names]
        self._read = reader([name for name, _, _ in given])
        self._count = len(given)
        self._writers = [(at, write) for at, (*_, write) in enumerate(given) if write is not None]
        self._spread = frozenset(at for at, (_, several, _) in enumerate(given) if several)
        self._lists = [name for name, several, _ in given if several]
        self._texts: dict[tuple[int, ...], str] = {}  # by the lengths of these
        self._of_rows: dict[int, str] = {}  # by their number
        super().__init__(statement, db)

    def ask(self, db: Connection, params: Params) -> Any:
        """See Form."""
        return ask_driver(db, self.text(params), self.values(params))

    def text(self, params: Params) -> str:
        """With as many question marks as there are values."""
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

    def ask_each(self, db: Connection, rows: Sequence[Params]) -> Iterator[Any]:
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


def _literals(bind: Any, write: Convert) -> str:
    """The constant as SQL text; a list without its brackets."""
    value = constant(bind) if write is None else write(constant(bind))
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
