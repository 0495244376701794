"""What stays inside is marked and letters are known again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("attachments", sa.Column("stays_inside", sa.Boolean(), nullable=True))
    op.add_column(
        "outbox", sa.Column("inside", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("outbox", sa.Column("words", sa.Text(), nullable=True))
    op.drop_index(op.f("ix_outbox_person_id"), table_name="outbox")
    op.create_index(op.f("ix_outbox_person_id_id"), "outbox", ["person_id", "id"], unique=False)
    op.add_column("posts", sa.Column("held", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("tasks", sa.Column("stays_inside", sa.Boolean(), nullable=True))
