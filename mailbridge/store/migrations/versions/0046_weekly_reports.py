"""Whether the clients of a project get a weekly report, and who of them wants none."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.add_column(
        "projects",
        sa.Column("weekly", sa.Text(), nullable=False, server_default=sa.text("'no'")),
    )
    op.add_column(
        "people",
        sa.Column("weekly", sa.Boolean(), nullable=False, server_default=sa.text("true")),
    )
