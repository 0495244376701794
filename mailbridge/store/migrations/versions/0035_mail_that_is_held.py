"""The menu says how much mail is held, however long the mail log is."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

HELD = sa.text("disposition = 'hold'")


def upgrade() -> None:
    op.create_index(
        "ix_inbounds_held", "inbounds", ["id"], sqlite_where=HELD, postgresql_where=HELD
    )
