"""The letters of a discussion are looked for by the post they are about: a long discussion has
thousands of them.
"""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_index("ix_outbox_discussion_id_post_id", "outbox", ["discussion_id", "post_id"])
    op.drop_index("ix_outbox_discussion_id", table_name="outbox")
