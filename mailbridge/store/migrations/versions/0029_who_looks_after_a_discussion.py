"""Somebody of the team looks after a discussion; and each person has seen it up to some post. What
is there already counts as seen.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

OPEN = sa.text("state = 'open' and merged_into is null")
ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INDEXES = {
    "ix_discussions_assigned": ["assignee_id", "updated", "id"],
    "ix_discussions_counted": ["whose_move", "assignee_id", "internal", "project_id"],
}


def upgrade() -> None:
    op.add_column("discussions", sa.Column("assignee_id", ID, nullable=True))
    for name, columns in INDEXES.items():
        op.create_index(name, "discussions", columns, sqlite_where=OPEN, postgresql_where=OPEN)
    op.add_column(
        "people", sa.Column("seen_up_to", sa.BigInteger, nullable=False, server_default="0")
    )
    op.execute("UPDATE people SET seen_up_to = (SELECT coalesce(max(id), 0) FROM posts)")
    op.create_table(
        "looks",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("discussion_id", ID, nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_looks_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["discussion_id"], ["discussions.id"], name="fk_looks_discussion_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "discussion_id", name="pk_looks"),
    )
    op.create_index("ix_looks_discussion_id", "looks", ["discussion_id"])
