"""What was parted from a discussion is looked for from there, too: its notes are compared with what
goes to a client.
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
