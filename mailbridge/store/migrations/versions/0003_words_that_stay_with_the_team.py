"""Words that stay with the team until somebody releases them."""

import sqlalchemy as sa
from alembic import op

from mailbridge.store.migrations.batches import parts

revision = "0003"
down_revision = "0002"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "posts",
        sa.Column("released", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.add_column("posts", sa.Column("released_by", ID, nullable=True))
    failed = sa.text(
        "UPDATE posts SET released = false"
        " WHERE verified = 'failed' AND id > :after AND id <= :upto"
    )
    for part in parts("posts"):
        op.get_bind().execute(failed, part)
