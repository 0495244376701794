"""The audience of each post."""

import sqlalchemy as sa
from alembic import op

from mailbridge.store.migrations.batches import parts

revision = "0009"
down_revision = "0008"
READERS_SO_FAR = """
    INSERT INTO audiences (post_id, person_id, heard)
    SELECT posts.id, participants.person_id, true
    FROM posts
    JOIN discussions ON discussions.id = posts.discussion_id
    JOIN participants ON participants.discussion_id = posts.discussion_id
    JOIN people ON people.id = participants.person_id
    WHERE people.role NOT IN ('admin', 'member') AND participants.admitted
    AND participants.joined <= posts.created AND NOT posts.internal AND NOT discussions.internal
    AND posts.id > :after AND posts.id <= :upto
    ORDER BY posts.id, participants.person_id
"""  # what every version before this one did
ALIASES_SO_FAR = """
    UPDATE posts SET alias = (
        SELECT aliases.address FROM inbounds
        JOIN aliases ON aliases.address = inbounds.forward_path
        WHERE inbounds.id = posts.inbound_id
    )
    WHERE posts.id > :after AND posts.id <= :upto
"""
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "forms",
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("author", "reply_to", name=op.f("pk_forms")),
    )
    op.create_table(
        "audiences",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("heard", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("passed_on", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_audiences_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_audiences_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiences")),
    )
    op.create_index(op.f("ix_audiences_person_id"), "audiences", ["person_id"], unique=False)
    op.create_index(op.f("ix_audiences_post_id"), "audiences", ["post_id"], unique=False)
    op.add_column(
        "participants",
        sa.Column("aside", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "participants",
        sa.Column("gone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "posts",
        sa.Column("audience_reason", sa.Text(), server_default=sa.text("'before'"), nullable=False),
    )
    op.add_column("posts", sa.Column("alias", sa.Text(), nullable=True))
    op.add_column("posts", sa.Column("answer_to", sa.Text(), nullable=True))
    for part in parts("posts"):
        op.get_bind().execute(sa.text(READERS_SO_FAR), part)
        op.get_bind().execute(sa.text(ALIASES_SO_FAR), part)
