"""What is asked of the words, as each engine reads it. All of it is made of forms of words, which
have letters and digits alone, and of marks: nothing that somebody typed is a sign of the language.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, literal_column, select, text

from mailbridge.steps.searching.wish import Term
from mailbridge.store.engine.search_table import RANGE, Kind, search_words
from mailbridge.values import dataclass

RARE = 2_000  # rows


@dataclass(frozen=True, slots=True)
class Row:
    """Words in a row; `begins`: the last one is a beginning."""

    words: tuple[str, ...]
    begins: bool = False


Group = tuple[Row, ...]  # one of these is to be there


def group(term: Term, marks: Iterable[str] = ()) -> Group:
    """A term in each language that a text may be kept in; or one of the marks instead. Where a word
    has no form of its own in a language, it has that of the first. Each word may stand in another
    number, one at a time.
    """
    languages = max(map(len, term.words))
    rows = [
        Row(tuple(word[min(at, len(word) - 1)] for word in term.words)) for at in range(languages)
    ]
    rows += [
        Row((*row.words[:place], other, *row.words[place + 1 :]))
        for place, others in enumerate(term.kin)
        for at, other in others
        for row in rows[min(at, languages - 1) :][:1]
    ]
    if term.begins:
        rows += [Row((*row.words[:-1], term.begins), begins=True) for row in rows]
    return (*dict.fromkeys(rows), *(Row((mark,)) for mark in marks))


def marks(names: Iterable[str]) -> Group:
    """One of these marks."""
    return tuple(Row((name,)) for name in names)


def matches(db: Connection, kind: Kind, groups: Sequence[Group]) -> ColumnElement[bool]:
    """Rows of this kind in which something of each group stands."""
    first = search_words.c.rowid >= literal_column(str(kind.row(0)))
    last = search_words.c.rowid < literal_column(str(kind.row(0) + RANGE))
    if db.dialect.name == "postgresql":
        return and_(first, last, asked_of(search_words.c.words, kind, groups))
    asked = " AND ".join(map(_on_sqlite, groups))
    return and_(first, last, _asked("search_words MATCH :asked", asked))


def asked_of(words: ColumnElement[Any], kind: Kind, groups: Sequence[Group]) -> ColumnElement[bool]:
    """A condition on PostgreSQL: this column of words is of a row of this kind, in which something
    of each group stands.
    """
    asked = " & ".join(_on_postgresql(one) for one in (marks([kind.mark]), *groups))
    return words.op("@@", is_comparison=True)(_asked("CAST(:asked AS tsquery)", asked))


def numbers_of_rare(db: Connection, kind: Kind, groups: Sequence[Group]) -> list[int] | None:
    """What matches, where that is less than RARE objects on PostgreSQL; else None. It cannot tell
    how many rows a beginning has, and would walk through all of them to find the newest.
    """
    if db.dialect.name != "postgresql":
        return None
    wanted = select(search_words.c.rowid).where(matches(db, kind, groups)).limit(RARE)
    for setting in ("enable_seqscan", "enable_indexscan"):
        db.execute(text(f"SET LOCAL {setting} = off"))
    rows = db.execute(wanted).scalars().all()
    for setting in ("enable_seqscan", "enable_indexscan"):
        db.execute(text(f"SET LOCAL {setting} = on"))
    return [row - kind.row(0) for row in rows] if len(rows) < RARE else None


def _asked(condition: str, asked: str) -> Any:
    return text(condition).bindparams(asked=asked)


def _on_sqlite(group: Group) -> str:
    rows = (f'"{" ".join(row.words)}"{" *" if row.begins else ""}' for row in group)
    return f"({' OR '.join(rows)})"


def _on_postgresql(group: Group) -> str:
    return f"({' | '.join(map(_row_on_postgresql, group))})"


def _row_on_postgresql(row: Row) -> str:
    words = [f"'{word}'" for word in row.words]
    words[-1] += ":*" if row.begins else ""
    return f"({' <-> '.join(words)})"
