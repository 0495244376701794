"""The lists of the inbox: discussions by whose move it is and who looks after them, a page at a
time, and how many each holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal_column, or_, select

from mailbridge.domain.discussion import Discussion, Tab
from mailbridge.store.discussions.discussions import discussion
from mailbridge.store.engine.schema import discussions

# as the partial indexes have it: SQLite compares no values that it does not see
_OPEN = and_(discussions.c.state == literal_column("'open'"), discussions.c.merged_into.is_(None))
_TEAM = discussions.c.whose_move == literal_column("'team'")
_CLIENT = discussions.c.whose_move == literal_column("'client'")
_NOBODY = discussions.c.whose_move == literal_column("'nobody'")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose inbox it is."""

    projects: frozenset[int] | None  # None: all
    inside: bool = True  # reads what is internal
    person_id: int = 0  # whose own are MINE


def _wanted(tab: Tab, viewer: Viewer) -> list[ColumnElement[bool]]:
    mine = discussions.c.assignee_id == viewer.person_id
    conditions: dict[Tab, list[ColumnElement[bool]]] = {
        Tab.OURS: [_OPEN, _TEAM],
        Tab.WAITING: [_OPEN, _CLIENT],
        Tab.CLOSE: [_OPEN, _NOBODY],
        Tab.UNASSIGNED: [_OPEN, _TEAM, discussions.c.assignee_id.is_(None)],
        Tab.MINE: [_OPEN, mine],
        Tab.ALL: [discussions.c.merged_into.is_(None)],
    }
    return [*conditions[tab], *_seen(viewer)]


def _seen(viewer: Viewer) -> list[ColumnElement[bool]]:
    seen: list[ColumnElement[bool]] = []
    if viewer.projects is not None:
        seen.append(discussions.c.project_id.in_(viewer.projects))
    return seen if viewer.inside else [*seen, discussions.c.internal.is_(False)]


def page(
    db: Connection,
    tab: Tab,
    viewer: Viewer,
    limit: int,
    after: int | None = None,
    back: bool = False,
) -> list[Discussion]:
    """So many of a list in its order: who waits longest first; of ALL the last active. `after`:
    beyond that discussion, or before it (`back`).
    """
    newest_first = (tab is Tab.ALL) is not back
    wanted = select(discussions).where(*_wanted(tab, viewer))
    last = _place(db, after)
    if last is not None:
        wanted = wanted.where(_beyond(last, newest_first))
    up = (discussions.c.updated, discussions.c.id)
    order = [column.desc() for column in up] if newest_first else list(up)
    listed = [discussion(row) for row in db.execute(wanted.order_by(*order).limit(limit))]
    return listed[::-1] if back else listed


def _place(db: Connection, discussion_id: int | None) -> tuple[object, int] | None:
    if discussion_id is None:
        return None
    wanted = select(discussions.c.updated).where(discussions.c.id == discussion_id)
    updated = db.execute(wanted).scalar()
    return (updated, discussion_id) if updated is not None else None


def _beyond(last: tuple[object, int], newest_first: bool) -> ColumnElement[bool]:
    updated, number = last
    same = discussions.c.updated == updated
    if newest_first:
        return or_(discussions.c.updated < updated, and_(same, discussions.c.id < number))
    return or_(discussions.c.updated > updated, and_(same, discussions.c.id > number))


def counts(db: Connection, viewer: Viewer) -> dict[Tab, int]:
    """How many each list holds."""
    mine = discussions.c.assignee_id == viewer.person_id
    nobodys = discussions.c.assignee_id.is_(None)
    whose = case((mine, 1), (nobodys, 0), else_=2).label("whose")
    rows = select(discussions.c.whose_move, whose, func.count().label("n"))
    grouped = rows.where(_OPEN, *_seen(viewer)).group_by(discussions.c.whose_move, whose)
    counted = [(row.whose_move, row.whose, row.n) for row in db.execute(grouped)]
    everything = select(func.count()).select_from(discussions)
    return {
        Tab.OURS: sum(n for move, _, n in counted if move == "team"),
        Tab.WAITING: sum(n for move, _, n in counted if move == "client"),
        Tab.CLOSE: sum(n for move, _, n in counted if move == "nobody"),
        Tab.UNASSIGNED: sum(n for move, who, n in counted if move == "team" and who == 0),
        Tab.MINE: sum(n for _, who, n in counted if who == 1),
        Tab.ALL: db.execute(everything.where(*_wanted(Tab.ALL, viewer))).scalar_one(),
    }


def assignees(db: Connection, ids: Sequence[int]) -> dict[int, int]:
    """Who looks after each of these discussions; those that nobody does are left out."""
    wanted = select(discussions.c.id, discussions.c.assignee_id).where(
        discussions.c.id.in_(ids), discussions.c.assignee_id.is_not(None)
    )
    return {row.id: row.assignee_id for row in db.execute(wanted)}
