"""The newest of what words stand in, of rows that hold for something else besides.

SQLite walks its index from the newest row and stops once there are enough. PostgreSQL's tells all
rows at once, in no order: where words stand in much, the newest rows are looked at one by one
instead, and only where they stand in little all of them are fetched by the index.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Select,
    Subquery,
    func,
    literal_column,
    select,
)

from mailbridge.store.engine.search_table import RANGE, Kind, search_words
from mailbridge.store.search.match import Group, asked_of, matches
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Effort:
    """How many rows PostgreSQL looks at before it asks its index."""

    first: int = 20  # for each row that is wanted
    most: int = 30_000
    # the index is asked for the projects, too, where the words stand in a larger share of the rows,
    # or where there are so few projects; else it costs more to read where all their marks stand
    common: float = 0.1
    few: int = 20


USUAL = Effort()


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. `rows` are of a table whose ids `key` holds, with all that must hold of
    them; `projects` are marks of which one must stand there, None: of any project.
    """

    kind: Kind
    groups: tuple[Group, ...]
    rows: Select[Any]
    key: Column[Any]
    limit: int
    projects: Group | None = None
    after: int = 0  # only ids above this
    up_to: int = RANGE - 1  # and not above this

    @property
    def with_projects(self) -> "Sought":
        """What is sought, with the marks of the projects among the words."""
        if self.projects is None:
            return self
        return replace(self, groups=(*self.groups, self.projects), projects=None)


def newest(db: Connection, sought: Sought, effort: Effort = USUAL) -> Sequence[Any]:
    """At most `limit` of the rows, the newest first."""
    if db.dialect.name != "postgresql":
        number = search_words.c.rowid - literal_column(str(sought.kind.row(0)))
        asked = sought.with_projects
        rows = asked.rows.where(asked.key == number, matches(db, asked.kind, asked.groups))
        rows = rows.where(*_bounds(asked)).order_by(search_words.c.rowid.desc())
        return db.execute(rows.limit(asked.limit)).all()
    return _on_postgresql(db, sought, effort)


def _bounds(sought: Sought) -> list[Any]:
    """As literals: both engines choose a better plan where they see them."""
    first, last = sought.kind.row(sought.after), sought.kind.row(sought.up_to)
    row = search_words.c.rowid
    return [row > literal_column(str(first)), row <= literal_column(str(last))]


def _on_postgresql(db: Connection, sought: Sought, effort: Effort) -> Sequence[Any]:
    looked_at = sought.limit * effort.first
    rows = _looked_through(db, sought, looked_at)
    needed = looked_at * sought.limit * 3 // (2 * max(len(rows), 1))
    if len(rows) < sought.limit and needed <= effort.most:
        looked_at = needed
        rows = _looked_through(db, sought, looked_at)
    if len(rows) >= sought.limit:
        return rows
    projects = sought.projects
    by_marks = projects is not None and (
        len(projects) <= effort.few or _share(db, sought, looked_at) > effort.common
    )
    return _by_index(db, sought.with_projects if by_marks else sought)


def _looked_through(db: Connection, sought: Sought, looked_at: int) -> Sequence[Any]:
    """Those among so many of the newest rows, each of which is looked at."""
    window = _window(sought, looked_at)
    return _fetched(db, sought, window, asked_of(window.c.words, sought.kind, sought.groups))


def _window(sought: Sought, looked_at: int) -> Subquery:
    """The newest of all that has words, found by their numbers alone."""
    rows = select(search_words.c.rowid, search_words.c.words).where(*_bounds(sought))
    return rows.order_by(search_words.c.rowid.desc()).limit(looked_at).subquery()


def _share(db: Connection, sought: Sought, looked_at: int) -> float:
    """In how many of the newest rows the words stand, whoever may read them."""
    window = _window(sought, looked_at)
    there = asked_of(window.c.words, sought.kind, sought.groups)
    number = select(func.count().filter(there), func.count()).select_from(window)
    matched, rows = db.execute(number).one()
    return matched / max(rows, 1)


def _by_index(db: Connection, sought: Sought) -> Sequence[Any]:
    """All rows with the words, from the newest on until there are enough."""
    named = select(search_words.c.rowid).where(
        matches(db, sought.kind, sought.groups), *_bounds(sought)
    )
    ordered = named.order_by(search_words.c.rowid.desc()).offset(literal_column("0"))
    return _fetched(db, sought, ordered.subquery())


def _fetched(db: Connection, sought: Sought, named: Subquery, *there: Any) -> Sequence[Any]:
    number = named.c.rowid - literal_column(str(sought.kind.row(0)))
    rows = sought.rows.where(sought.key == number, *there).order_by(named.c.rowid.desc())
    return db.execute(rows.limit(sought.limit)).all()
