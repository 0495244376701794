"""Indexes for the mail log, and for lists of the team; the words of mail are taken in by the worker
(store/search/mail_words).
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"

NOT_FILED = sa.text("disposition <> 'accept'")
TROUBLED = sa.text("state in ('bounced', 'failed', 'deferred')")


def upgrade() -> None:
    op.create_index(
        "ix_inbounds_not_filed",
        "inbounds",
        ["disposition", "id"],
        sqlite_where=NOT_FILED,
        postgresql_where=NOT_FILED,
    )
    op.create_index(
        "ix_outbox_troubled",
        "outbox",
        ["id"],
        sqlite_where=TROUBLED,
        postgresql_where=TROUBLED,
    )
    op.create_index("ix_people_role", "people", ["role"])
