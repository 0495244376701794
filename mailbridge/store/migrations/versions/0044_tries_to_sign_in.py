"""Tries to sign in, counted for all processes."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tries",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tries")),
    )
    op.create_index(op.f("ix_tries_at"), "tries", ["at"])
    op.create_index(op.f("ix_tries_name_at"), "tries", ["name", "at"])
