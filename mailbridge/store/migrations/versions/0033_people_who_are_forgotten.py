"""A person who was erased is a number, and a project says how long its discussions are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.add_column("people", sa.Column("erased", sa.BigInteger()))
    op.add_column("projects", sa.Column("retention_days", sa.Integer()))
