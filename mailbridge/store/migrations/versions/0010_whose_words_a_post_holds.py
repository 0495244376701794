"""The installations whose words a post holds and the form that wrote it are columns; they were
flags with a prefix.
"""

import sqlalchemy as sa
from alembic import op

from mailbridge.store.migrations.batches import parts

revision = "0010"
down_revision = "0009"

VIA, FORM = "via:", "form:"

posts = sa.table(
    "posts",
    sa.column("id"),
    sa.column("flags", sa.JSON),
    sa.column("via", sa.JSON),
    sa.column("form"),
)
FLAGS = (
    sa.select(posts.c.id, posts.c.flags)
    .where(posts.c.id > sa.bindparam("after"), posts.c.id <= sa.bindparam("upto"))
    .order_by(posts.c.id)
)


def upgrade() -> None:
    op.add_column(
        "posts", sa.Column("via", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
    )
    op.add_column("posts", sa.Column("form", sa.Text(), nullable=True))
    db = op.get_bind()
    for part in parts("posts"):
        for row in db.execute(FLAGS, part).all():
            _split(db, row.id, row.flags)


def _split(db: sa.Connection, post_id: int, flags: list[str]) -> None:
    via = [one.removeprefix(VIA) for one in flags if one.startswith(VIA)]
    forms = [one.removeprefix(FORM) for one in flags if one.startswith(FORM)]
    if not via and not forms:
        return
    left = [one for one in flags if not one.startswith((VIA, FORM))]
    values = {"flags": left, "via": via, "form": forms[0] if forms else None}
    db.execute(sa.update(posts).where(posts.c.id == post_id).values(**values))
