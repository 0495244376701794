"""Which of our mail servers named the client of a message."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("inbounds", sa.Column("relayed_by", sa.Text(), nullable=True))
