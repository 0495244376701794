"""Words that stay with the team until somebody releases them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "posts",
        sa.Column("released", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.add_column("posts", sa.Column("released_by", ID, nullable=True))
    op.execute("UPDATE posts SET released = false WHERE verified = 'failed'")
