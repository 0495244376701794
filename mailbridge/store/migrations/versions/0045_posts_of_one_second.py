"""Posts by the second in which they were written: the copy of a letter that a list brings is found
as quickly among a million.
"""

from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.create_index("ix_posts_project_id_written", "posts", ["project_id", "written"])
