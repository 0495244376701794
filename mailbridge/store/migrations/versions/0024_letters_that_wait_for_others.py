"""Letters that wait for others about the same discussion are found by it."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

WAITING = sa.text("state = 'held' and letter = 'team'")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["discussion_id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
