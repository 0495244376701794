"""A statement as a driver takes it: its text, its values in their places, and rows of what it
answers.
"""

from abc import ABC, abstractmethod
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Connection
from sqlalchemy.exc import InvalidRequestError

Params = Mapping[str, Any]
Convert = Callable[[Any], Any] | None
_row: Any = namedtuple  # its fields are known when a statement is compiled


class Form(ABC):
    """For parameters of certain names."""

    def __init__(self, statement: Any, db: Connection) -> None:
        columns = list(statement.exported_columns)
        self._made = partial(tuple.__new__, _row("Row", [column.key for column in columns]))
        self._readers = _readers(db, columns)

    @abstractmethod
    def ask(self, db: Connection, params: Params) -> Any:
        """The driver's cursor. Faults of the driver are raised as SQLAlchemy's."""

    @abstractmethod
    def ask_each(self, db: Connection, rows: Sequence[Params]) -> Iterator[Any]:
        """The driver's cursors for these rows, in as few statements as may be."""

    def rows(self, fetched: Iterable[tuple[Any, ...]]) -> list[Any]:
        """What a cursor gave, with the columns' names as attributes."""
        if not self._readers:
            return [self._made(row) for row in fetched]
        made = []
        for row in fetched:
            values = list(row)
            for at, read in self._readers:
                values[at] = read(values[at])
            made.append(self._made(values))
        return made


def reader(names: Sequence[str]) -> Callable[[Params], Sequence[Any]]:
    """How the values of these names are read at once."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda params: [params[name] for name in names]


def constant(bind: Any) -> Any:
    """A value that the statement itself brings. Raises InvalidRequestError for one that whoever
    runs it has to give.
    """
    if bind.required:
        raise InvalidRequestError(f"no value is given for {bind.key}")
    return bind.value


def _readers(db: Connection, columns: Iterable[Any]) -> list[tuple[int, Callable[[Any], Any]]]:
    """The columns whose values are made of what the driver gives, and how."""
    readers = [
        column.type.dialect_impl(db.dialect).result_processor(db.dialect, None)
        for column in columns
    ]
    return [(at, read) for at, read in enumerate(readers) if read is not None]


def writer(db: Connection, bind: Any) -> Convert:
    """How a value is made what the driver takes; it takes bool as it is."""
    if isinstance(bind.type, Boolean):
        return None
    write: Convert = bind.type.dialect_impl(db.dialect).bind_processor(db.dialect)
    if write is None or not bind.expanding:
        return write
    return lambda values: [write(value) for value in values]
