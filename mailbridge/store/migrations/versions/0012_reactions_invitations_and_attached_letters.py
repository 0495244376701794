"""Reactions to posts, invitations, and letters that came attached."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reactions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("emoji", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reactions_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_reactions_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reactions")),
    )
    op.create_index(op.f("ix_reactions_person_id"), "reactions", ["person_id"], unique=False)
    op.create_index(op.f("ix_reactions_post_id"), "reactions", ["post_id"], unique=False)
    op.add_column("attachments", sa.Column("letter", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("posts", sa.Column("invitation", sa.JSON(none_as_null=True), nullable=True))
