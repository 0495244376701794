"""What a migration that rewrites rows goes by: some rows at a time, so that a large table does not
lie in memory, who watches hears how far it is, and it can be given up between two parts.
"""

from collections.abc import Iterator
from typing import Protocol

import sqlalchemy as sa
from alembic import op

AT_ONCE = 500  # rows


class Progress(Protocol):
    """Hears how many rows of how many are done; whatever it raises gives the upgrade up."""

    def __call__(self, table: str, done: int, total: int) -> None: ...


def unwatched(table: str, done: int, total: int) -> None:
    """Nobody watches."""


def parts(table: str) -> Iterator[dict[str, int]]:
    """Of the rows that a table has now, by their ids: `{"after": 500, "upto": 1000}`, both to be
    bound in a statement that changes the rows above the one and up to the other.
    """
    tell: Progress = op.get_context().opts.get("progress", unwatched)
    rows = sa.table(table, sa.column("id"))
    db, done, after = op.get_bind(), 0, 0
    total = db.execute(sa.select(sa.func.count()).select_from(rows)).scalar_one()
    while ids := _some(db, rows, after):
        tell(table, done, total)
        yield {"after": after, "upto": ids[-1]}
        done, after = done + len(ids), ids[-1]
    tell(table, done, total)


def _some(db: sa.Connection, rows: sa.TableClause, after: int) -> list[int]:
    wanted = sa.select(rows.c.id).where(rows.c.id > after).order_by(rows.c.id).limit(AT_ONCE)
    return list(db.execute(wanted).scalars())
