"""Which process has a message or a letter until its lease ends: only the claims of processes that
have ended are free before that.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    for table in ("inbounds", "outbox"):
        op.add_column(table, sa.Column("claimant", sa.Text(), nullable=True))
