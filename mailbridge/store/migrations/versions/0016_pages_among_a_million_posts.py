"""Indexes for the start page, the list of all discussions and the list of tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

OPEN = sa.text("state = 'open' and merged_into is null")


def upgrade() -> None:
    for name, columns in (
        ("ix_discussions_waiting", ["whose_move", "updated", "id"]),
        ("ix_discussions_waiting_in_project", ["project_id", "whose_move", "updated", "id"]),
    ):
        op.create_index(name, "discussions", columns, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_discussions_updated", "discussions", ["updated", "id"])
    undone = sa.text("state <> 'done'")
    op.create_index(
        "ix_tasks_undone", "tasks", ["due", "id"], sqlite_where=undone, postgresql_where=undone
    )
