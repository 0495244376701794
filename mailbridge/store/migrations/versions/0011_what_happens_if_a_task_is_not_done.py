"""A task may say what happens when it is not done in time."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("consequence", sa.Text(), nullable=True))
