"""What was parted from a discussion is looked for from there, too: its notes are compared with what
goes to a client. So is what was merged into it: its readers know it by other subjects.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    doubted = sa.text("runner_up is not null")
    op.create_index(
        "ix_posts_runner_up",
        "posts",
        ["runner_up"],
        sqlite_where=doubted,
        postgresql_where=doubted,
    )
    merged = sa.text("merged_into is not null")
    op.create_index(
        "ix_discussions_merged_into",
        "discussions",
        ["merged_into"],
        sqlite_where=merged,
        postgresql_where=merged,
    )
