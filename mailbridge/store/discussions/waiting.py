"""Open discussions by whose move it is, as the start page shows them."""

from sqlalchemy import ColumnElement, Connection, and_, func, literal_column, select

from mailbridge.domain.discussion import Discussion, Move
from mailbridge.store.discussions.discussions import discussion
from mailbridge.store.engine.schema import discussions

# as the partial indexes have it: SQLite compares no values that it does not see
_OPEN = and_(discussions.c.state == literal_column("'open'"), discussions.c.merged_into.is_(None))


def counts(
    db: Connection, viewer_projects: frozenset[int] | None, inside: bool = True
) -> dict[Move, int]:
    """How many wait for each side, of the projects a viewer may see (None: all). `inside`: internal
    ones among them.
    """
    seen = _seen(viewer_projects, inside)
    rows = select(discussions.c.whose_move, func.count()).where(_OPEN, *seen)
    cursor_result = db.execute(rows.group_by(discussions.c.whose_move))
    return {Move(move): count for move, count in cursor_result.all()}


def longest_waiting(
    db: Connection,
    viewer_projects: frozenset[int] | None,
    move: Move,
    limit: int,
    after_id: int | None = None,
    inside: bool = True,
) -> list[Discussion]:
    """Those whose next move it is, who waits longest first; `after_id` continues a list after that
    discussion.
    """
    wanted = select(discussions).where(_OPEN, discussions.c.whose_move == move.value)
    wanted = wanted.where(*_seen(viewer_projects, inside))
    last = select(discussions.c.updated).where(discussions.c.id == after_id)
    if after_id is not None and (updated := db.execute(last).scalar()) is not None:
        same = and_(discussions.c.updated == updated, discussions.c.id > after_id)
        wanted = wanted.where((discussions.c.updated > updated) | same)
    rows = wanted.order_by(discussions.c.updated, discussions.c.id).limit(limit)
    return [discussion(row) for row in db.execute(rows)]


def _seen(viewer_projects: frozenset[int] | None, inside: bool) -> list[ColumnElement[bool]]:
    seen: list[ColumnElement[bool]] = []
    if viewer_projects is not None:
        seen.append(discussions.c.project_id.in_(viewer_projects))
    if not inside:
        seen.append(discussions.c.internal.is_(False))
    return seen
