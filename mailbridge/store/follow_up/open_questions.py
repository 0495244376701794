"""Questions to clients that nobody has answered, of all discussions."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from mailbridge.store.engine.schema import discussions, posts, questions

# as the partial index has it: SQLite compares no values that it does not see
_OPEN = questions.c.state == literal_column("'open'")
_COLUMNS = (
    questions,
    discussions.c.subject,
    discussions.c.project_id,
    discussions.c.whose_move,
    discussions.c.created.label("begun"),
    posts.c.created.label("written"),
)


def page(
    db: Connection, project_ids: Collection[int] | None, limit: int, after: int = 0
) -> list[Any]:
    """Open questions to clients behind the id `after`, at most `limit`, the longest asked first,
    with their discussion and when their post was written. `project_ids` None: of all projects.
    """
    asked = _wanted(project_ids)
    rows = (
        select(*_COLUMNS)
        .join(discussions, discussions.c.id == questions.c.discussion_id)
        .outerjoin(posts, posts.c.id == questions.c.post_id)
        .where(*asked, questions.c.id > after)
    )
    return list(db.execute(rows.order_by(questions.c.id).limit(limit)))


def count(db: Connection, project_ids: Collection[int] | None) -> int:
    """How many `page` has in all."""
    rows = select(func.count()).select_from(
        questions.join(discussions, discussions.c.id == questions.c.discussion_id)
    )
    return db.execute(rows.where(*_wanted(project_ids))).scalar_one()


def _wanted(project_ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    """Open to the client, in a discussion that is."""
    wanted = [
        _OPEN,
        questions.c.side == "client",
        discussions.c.state == literal_column("'open'"),
        discussions.c.merged_into.is_(None),
        discussions.c.internal.is_(False),
    ]
    if project_ids is not None:
        wanted.append(discussions.c.project_id.in_(project_ids))
    return wanted
