"""What the letters of several readers share is kept once; a letter that was written before
stands in its row as a whole, as one for a single reader does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "shared_letters",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_letters")),
    )
    op.add_column("outbox", sa.Column("shared_id", ID, nullable=True))
    op.create_index(op.f("ix_outbox_shared_id"), "outbox", ["shared_id"], unique=False)
