"""The lists of the inbox: discussions by whose move it is and who looks after them, a page at a
time, and how many each holds.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ScalarSelect,
    and_,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)

from mailbridge.domain.discussion import Discussion, Tab
from mailbridge.store.discussions.discussions import discussion
from mailbridge.store.engine.schema import EPOCH, discussions, looks, people, posts
from mailbridge.store.inbox.rows import readable_by
from mailbridge.values import dataclass

# as the partial indexes have it: SQLite compares no values that it does not see
_OPEN = and_(discussions.c.state == literal_column("'open'"), discussions.c.merged_into.is_(None))
_TEAM = discussions.c.whose_move == literal_column("'team'")
_CLIENT = discussions.c.whose_move == literal_column("'client'")
_BY_AGE = (Tab.ALL, Tab.NEW)
_ORDER: tuple[Column[Any], ...] = (
    discussions.c.answer_by,
    discussions.c.updated,
    discussions.c.id,
)
MOST_NEW = 100
_NOBODY = discussions.c.whose_move == literal_column("'nobody'")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose inbox it is."""

    projects: frozenset[int] | None  # None: all
    inside: bool = True  # reads what is internal
    since: datetime = EPOCH  # NEW looks no further back
    person_id: int = 0  # whose own are MINE, and who has seen what is not NEW


def _wanted(tab: Tab, viewer: Viewer) -> list[ColumnElement[bool]]:
    mine = discussions.c.assignee_id == viewer.person_id
    if tab is Tab.NEW:
        return [discussions.c.merged_into.is_(None), *_new(viewer), *_seen(viewer)]
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
    """A page of a list of the inbox in its order, at most `limit` long: who was promised an answer
    first, then who waits longest; of ALL and NEW the last active. `after`: beyond that discussion,
    or before it (`back`).
    """
    newest_first = (tab in _BY_AGE) is not back
    order = _ORDER[1:] if tab in _BY_AGE else _ORDER
    wanted = select(discussions).where(*_wanted(tab, viewer))
    last = _place(db, order, after)
    if last is not None:
        here, there = tuple_(*order), tuple_(*last)
        wanted = wanted.where(here < there if newest_first else here > there)
    by = [column.desc() for column in order] if newest_first else list(order)
    listed = [discussion(row) for row in db.execute(wanted.order_by(*by).limit(limit))]
    return listed[::-1] if back else listed


def _place(
    db: Connection, order: Sequence[Column[Any]], discussion_id: int | None
) -> list[ColumnElement[Any]] | None:
    """What a discussion is ordered by."""
    row = db.execute(select(*order).where(discussions.c.id == discussion_id)).first()
    if row is None:
        return None
    return [literal(value, column.type) for value, column in zip(row, order, strict=True)]


def _new(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Others wrote there since this person looked; a month back at most, and not before they said
    that they had seen all.
    """
    me, here = viewer.person_id, posts.c.discussion_id == discussions.c.id
    of_all = select(people.c.seen_up_to).where(people.c.id == me).scalar_subquery()
    here_by_me = (looks.c.person_id == me) & (looks.c.discussion_id == discussions.c.id)
    of_it = select(looks.c.post_id).where(here_by_me).correlate(discussions)
    later = [posts.c.id > func.coalesce(up_to, 0) for up_to in (of_it.scalar_subquery(), of_all)]
    unseen = [here, *later, posts.c.author_id != me]
    unseen = unseen if viewer.inside else [*unseen, *readable_by(me)]
    then = select(posts.c.created).where(posts.c.id == of_all).scalar_subquery()
    return [
        discussions.c.updated >= viewer.since,
        discussions.c.updated >= func.coalesce(then, 0),
        select(posts.c.id).where(*unseen).correlate(discussions).exists(),
    ]


def counts(db: Connection, viewer: Viewer) -> dict[Tab, int]:
    """How many each list holds. Each is counted in an index alone: open discussions by whose move
    it is, and all less those that were merged.
    """
    of = func.count().label("n")
    by_move = select(discussions.c.whose_move, of).where(_OPEN, *_seen(viewer))
    moves = {
        row.whose_move: row.n for row in db.execute(by_move.group_by(discussions.c.whose_move))
    }
    return {
        Tab.OURS: moves.get("team", 0),
        Tab.WAITING: moves.get("client", 0),
        Tab.CLOSE: moves.get("nobody", 0),
        Tab.UNASSIGNED: _count(db, _wanted(Tab.UNASSIGNED, viewer)),
        Tab.MINE: _count(db, _wanted(Tab.MINE, viewer)),
        Tab.NEW: _how_many_new(db, viewer),
        Tab.ALL: _count(db, _seen(viewer))
        - _count(db, [discussions.c.merged_into.is_not(None), *_seen(viewer)]),
    }


def number_of(tab: Tab, viewer: Viewer) -> ScalarSelect[Any]:
    """How many a list holds, to be asked for beside other things."""
    held = select(func.count()).select_from(discussions).where(*_wanted(tab, viewer))
    return held.scalar_subquery()


def _count(db: Connection, wanted: Sequence[ColumnElement[bool]]) -> int:
    return db.execute(select(func.count()).select_from(discussions).where(*wanted)).scalar_one()


def _how_many_new(db: Connection, viewer: Viewer) -> int:
    """Counted up to MOST_NEW: who was away for long has seen nothing."""
    unseen = select(discussions.c.id).where(*_wanted(Tab.NEW, viewer))
    newest = unseen.order_by(discussions.c.updated.desc(), discussions.c.id.desc()).limit(MOST_NEW)
    return db.execute(select(func.count()).select_from(newest.subquery())).scalar_one()


def assignees(db: Connection, ids: Sequence[int]) -> dict[int, int]:
    """Who looks after each of these discussions; those that nobody does are left out."""
    wanted = select(discussions.c.id, discussions.c.assignee_id).where(
        discussions.c.id.in_(ids), discussions.c.assignee_id.is_not(None)
    )
    return {row.id: row.assignee_id for row in db.execute(wanted)}
