"""Where the words stand that are searched: on SQLite a table of FTS5 (https://sqlite.org/fts5.html),
on PostgreSQL a column of type tsvector with an index.

It can be made anew from the other tables, so it is no part of the schema that copies are made of.
The number of a row says what it is of, and newer things have higher ones: see `Kind`.
"""

from enum import IntEnum
from typing import Any

from sqlalchemy import BigInteger, Connection, MetaData, Text, column, event, table, text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

RANGE = 1 << 40  # numbers of a kind
LAST_PLACE = 16_383  # of a word in a tsvector that can be told


class Kind(IntEnum):
    """Row `kind * RANGE + id` holds the words of that object. Numbers never change."""

    DISCUSSION = 1
    POST = 2
    FILE = 3
    TASK = 4
    PERSON = 5
    MAIL = 6
    LETTER = 7

    def row(self, object_id: int) -> int:
        """The number of the row for this object."""
        return self * RANGE + object_id

    @property
    def mark(self) -> str:
        """A word that stands in each row of this kind, and in no text."""
        return f"§k{self.value}"


class Words(TypeDecorator[str]):
    """Words with spaces between; in a tsvector each with its places."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text with places on PostgreSQL, plain text on SQLite."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(Text())
        from sqlalchemy.dialects.postgresql import TSVECTOR

        return dialect.type_descriptor(TSVECTOR())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return _vector(value) if value and dialect.name == "postgresql" else value


def _vector(words: str) -> str:
    """As PostgreSQL reads it (datatype-textsearch). No word has a quotation mark in it."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words.split(), 1):
        places.setdefault(word, []).append(min(place, LAST_PLACE))
    return " ".join(f"'{word}':{','.join(map(str, where))}" for word, where in places.items())


search_words = table("search_words", column("rowid", BigInteger()), column("words", Words()))
_MAKE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(words, tokenize = 'ascii')",
    ),
    "postgresql": (
        (
            "CREATE TABLE IF NOT EXISTS search_words "
            "(rowid bigint PRIMARY KEY, words tsvector NOT NULL)"
        ),
        "CREATE INDEX IF NOT EXISTS ix_search_words_words ON search_words USING gin (words)",
    ),
}


def make(db: Connection) -> None:
    """Make the table where there is none."""
    for statement in _MAKE[db.dialect.name]:
        db.execute(text(statement))


def with_search(metadata: MetaData) -> MetaData:
    """The metadata, extended so that whoever makes its tables makes the table of words, too."""

    @event.listens_for(metadata, "after_create")
    def _(target: MetaData, connection: Connection, **more: Any) -> None:
        make(connection)

    return metadata
