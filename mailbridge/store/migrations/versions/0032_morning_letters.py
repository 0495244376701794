"""Whether a member gets a morning letter."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column(
        "people",
        sa.Column("daily", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
