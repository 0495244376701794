"""Events that are said once bear a key, and the database keeps it single."""

import json

import sqlalchemy as sa
from alembic import op

from mailbridge.store.migrations.batches import parts

revision = "0007"
down_revision = "0006"
ABOUT_LETTERS = ("letter_doubted", "complaint_doubted")
SAID_ONCE = (*ABOUT_LETTERS, "away", "another_address")


def upgrade() -> None:
    op.add_column("events", sa.Column("once", sa.Text(), nullable=True))
    _name_what_was_said()
    op.create_index(
        "ix_events_once",
        "events",
        ["once"],
        unique=True,
        sqlite_where=sa.text("once is not null"),
        postgresql_where=sa.text("once is not null"),
    )


def _name_what_was_said() -> None:
    """Events from before get their keys; of several about the same, the first."""
    events = sa.table(
        "events",
        *map(sa.column, ("id", "discussion_id", "kind", "actor_id", "once")),
        sa.column("details", sa.JSON()),
    )
    db = op.get_bind()
    said = (
        sa.select(events)
        .where(events.c.kind.in_(SAID_ONCE))
        .where(events.c.id > sa.bindparam("after"), events.c.id <= sa.bindparam("upto"))
        .order_by(events.c.id)
    )
    keys: dict[str, int] = {}
    for part in parts("events"):
        for row in db.execute(said, part).all():
            details = row.details if isinstance(row.details, dict) else json.loads(row.details)
            keys.setdefault(":".join(map(str, _key(row, details))), row.id)
    for once, number in keys.items():
        db.execute(sa.update(events).where(events.c.id == number).values(once=once))


def _key(row: sa.Row[tuple[object, ...]], details: dict[str, object]) -> list[object]:
    if row.kind in ABOUT_LETTERS:
        return [row.kind, details.get("letter_id", "")]
    if row.kind == "away":
        about = [details.get("until", ""), details.get("deputy", "")]
        return [row.kind, row.discussion_id, row.actor_id, *about]
    return [row.kind, row.discussion_id, row.actor_id, details.get("address", "")]
