"""Drafts of answers, and who is at a discussion just now."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _by_person_and_discussion(
        "drafts",
        sa.Column("to", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("answers", ID),
        sa.Column("fields", sa.JSON(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
    )
    _by_person_and_discussion(
        "presence",
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("writing_until", sa.BigInteger()),
    )


def _by_person_and_discussion(table: str, *columns: "sa.Column[object]") -> None:
    op.create_table(
        table,
        sa.Column("person_id", ID, nullable=False),
        sa.Column("discussion_id", ID, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name=op.f(f"fk_{table}_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "discussion_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_discussion_id"), table, ["discussion_id"])
