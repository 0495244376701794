"""What a letter is about, what others say of it, and the alias a message came through are columns;
they were read from texts.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from mailbridge.store.migrations.batches import parts

revision = "0008"
down_revision = "0007"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

THROUGH = "alias: it came through "  # how a line of the trail began
LATE, DOUBTED = "late: ", "not proved: "  # how last words of a letter began
ALARM_BITS = 44  # of an alarm's number told when it was sounded; the rest is the alias

inbounds = sa.table(
    "inbounds", sa.column("id"), sa.column("trail", sa.JSON), sa.column("came_through")
)
outbox = sa.table(
    "outbox",
    *map(sa.column, ("id", "once", "last_reply", "report", "task_id", "inbound_id")),
    *map(sa.column, ("about_letter_id", "alias_id")),
)
tests = sa.table("alias_tests", sa.column("alias_id"), sa.column("letter_id"))


def upgrade() -> None:
    op.add_column("inbounds", sa.Column("came_through", sa.Text(), nullable=True))
    for name in ("task_id", "inbound_id", "alias_id", "about_letter_id"):
        op.add_column("outbox", sa.Column(name, ID, nullable=True))
    op.add_column("outbox", sa.Column("report", sa.Text(), nullable=True))
    db = op.get_bind()
    for row in _rows(db, inbounds, inbounds.c.trail):
        _change(db, inbounds, row.id, came_through=_alias(row.trail))
    for row in _rows(db, outbox, outbox.c.once, outbox.c.last_reply):
        _change(db, outbox, row.id, **_about(row.once), **_report(row.last_reply))
    tested = sa.select(tests.c.alias_id).where(tests.c.letter_id == outbox.c.id).limit(1)
    db.execute(
        sa.update(outbox)
        .where(outbox.c.id.in_(sa.select(tests.c.letter_id).where(tests.c.letter_id.isnot(None))))
        .values(alias_id=tested.scalar_subquery())
    )


def _rows(db: sa.Connection, table: sa.TableClause, *columns: Any) -> Iterator[Any]:
    """All rows in order, some at a time, so that a large table does not lie in memory."""
    between = (table.c.id > sa.bindparam("after"), table.c.id <= sa.bindparam("upto"))
    wanted = sa.select(table.c.id, *columns).where(*between).order_by(table.c.id)
    for part in parts(table.name):
        yield from db.execute(wanted, part).all()


def _change(db: sa.Connection, table: sa.TableClause, row_id: int, **values: object) -> None:
    values = {name: value for name, value in values.items() if value is not None}
    if values:
        db.execute(sa.update(table).where(table.c.id == row_id).values(**values))


def _alias(trail: list[str]) -> str | None:
    said = next((line for line in trail if line.startswith(THROUGH)), None)
    return said.removeprefix(THROUGH).partition(", says ")[0] if said is not None else None


def _about(once: str) -> dict[str, int]:
    """By the key that kept a letter from being written twice: `task:4:…`, `held:9:…`."""
    kind, _, rest = once.partition(":")
    number = rest.partition(":")[0]
    if not number.isdigit():
        return {}
    if kind == "alias_alarm":
        return {"alias_id": int(number) >> ALARM_BITS}
    column = {
        "task": "task_id",
        "held": "inbound_id",
        "alias_confirmation": "inbound_id",
        "undelivered": "about_letter_id",
        "doubted": "about_letter_id",
    }.get(kind)
    return {column: int(number)} if column is not None else {}


def _report(words: str) -> dict[str, str]:
    for begin, report in ((LATE, "late"), (DOUBTED, "doubted")):
        if words.startswith(begin):
            return {"report": report, "last_reply": words.removeprefix(begin)}
    return {}
