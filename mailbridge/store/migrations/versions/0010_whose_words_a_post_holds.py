"""The installations whose words a post holds and the form that wrote it are columns; they were
flags with a prefix.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

VIA, FORM = "via:", "form:"
AT_ONCE = 500  # rows

posts = sa.table(
    "posts",
    sa.column("id"),
    sa.column("flags", sa.JSON),
    sa.column("via", sa.JSON),
    sa.column("form"),
)


def upgrade() -> None:
    op.add_column(
        "posts", sa.Column("via", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
    )
    op.add_column("posts", sa.Column("form", sa.Text(), nullable=True))
    db, last = op.get_bind(), 0
    while rows := _after(db, last):
        for row in rows:
            _split(db, row.id, row.flags)
        last = rows[-1].id


def _after(db: sa.Connection, last: int) -> list[Any]:
    wanted = sa.select(posts.c.id, posts.c.flags).where(posts.c.id > last).order_by(posts.c.id)
    return list(db.execute(wanted.limit(AT_ONCE)).all())


def _split(db: sa.Connection, post_id: int, flags: list[str]) -> None:
    via = [one.removeprefix(VIA) for one in flags if one.startswith(VIA)]
    forms = [one.removeprefix(FORM) for one in flags if one.startswith(FORM)]
    if not via and not forms:
        return
    left = [one for one in flags if not one.startswith((VIA, FORM))]
    values = {"flags": left, "via": via, "form": forms[0] if forms else None}
    db.execute(sa.update(posts).where(posts.c.id == post_id).values(**values))
