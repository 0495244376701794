"""Files that go along with drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "draft_files",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("discussion_id", ID, nullable=True),
        sa.Column("filename", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("content_type", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name=op.f("fk_draft_files_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_draft_files_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_files")),
    )
    op.create_index(
        op.f("ix_draft_files_discussion_id"), "draft_files", ["discussion_id"], unique=False
    )
    op.create_index(
        op.f("ix_draft_files_person_id_discussion_id"),
        "draft_files",
        ["person_id", "discussion_id"],
        unique=False,
    )
