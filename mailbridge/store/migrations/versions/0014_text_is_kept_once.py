"""Where the pieces of a post's text stand in its reply, quotes and signature; posts of before keep
their whole text.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("posts", sa.Column("text_pieces", sa.JSON(none_as_null=True), nullable=True))
