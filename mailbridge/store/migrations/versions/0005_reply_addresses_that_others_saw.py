"""Reply addresses that others saw, each by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "shown_addresses",
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("shown", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("numbers", name=op.f("pk_shown_addresses")),
    )
