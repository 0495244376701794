"""The numbers of posts of some time."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from mailbridge.store.engine.schema import posts
from mailbridge.store.engine.search_table import Kind, search_words


def numbered_in_time(
    db: Connection, after: datetime | None, before: datetime | None
) -> list[ColumnElement[bool]]:
    """Rows of posts of that time, by their numbers: those rise with time, so that neither the words
    of years before nor of years since are looked at.
    """
    bounds: list[ColumnElement[bool]] = []
    if before is not None:
        last = Kind.POST.row(_newest_before(db, before))
        bounds.append(search_words.c.rowid <= literal_column(str(last)))
    if after is not None:
        first = Kind.POST.row(_newest_before(db, after))
        bounds.append(search_words.c.rowid > literal_column(str(first)))
    return bounds


def _newest_before(db: Connection, at: datetime) -> int:
    """The highest number of a post that is older than that; 0 without any."""
    low, high = 0, db.execute(select(func.max(posts.c.id))).scalar() or 0
    while low < high:
        middle = (low + high + 1) // 2
        there = select(posts.c.id, posts.c.created).where(posts.c.id <= middle)
        row = db.execute(there.order_by(posts.c.id.desc()).limit(1)).first()
        if row is None or row.created < at:
            low = middle
        else:
            high = row.id - 1
    return low
