"""Work that falls due, as people see it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import Due, DueState
from mailbridge.domain.project import Person
from mailbridge.services.access import reads_inside, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.views.due_models import DueView
from mailbridge.services.views.names import address_of, names_of_projects
from mailbridge.steps.deciding.follow_up.discussion_clock import (
    ACKNOWLEDGEMENT,
    CHASE,
    CLOSING,
    HOLDING,
    NUDGE,
)
from mailbridge.steps.deciding.follow_up.falls_due import is_open
from mailbridge.store.directory import people
from mailbridge.store.discussions import discussions
from mailbridge.store.follow_up import due_work

TO_COME = ("waiting", "held")
TO_CLIENTS = (ACKNOWLEDGEMENT, HOLDING, NUDGE, CHASE, CLOSING, "morning", "survey", "weekly")
IN_WORDS = (NUDGE, CHASE, HOLDING, CLOSING, "weekly")  # letters that a member may write otherwise


async def list_due(
    container: Container,
    viewer: Person | None = None,
    until: datetime | None = None,
    states: Collection[str] = TO_COME,
    limit: int | None = 100,
    after: tuple[datetime, int] | None = None,
    kinds: Collection[str] | None = None,
) -> tuple[list[DueView], int]:
    """What falls due, by time, and how many more there are than `limit`. `after`: time and id of
    the one that a list goes on behind; `kinds`: only of these.
    """

    def query(db: Connection) -> tuple[list[DueView], int]:
        if not reads_inside(viewer):
            return [], 0
        seen = visible_projects(db, viewer)
        rows = due_work.page(db, states, seen, until, limit, after=after, kinds=kinds)
        whole = due_work.count(db, states, seen, until, kinds)
        return due_views(db, rows), whole - len(rows)

    return await container.store.read(query)


async def list_of_discussion(
    container: Container, discussion_id: int, viewer: Person
) -> list[DueView]:
    """What is to come in a discussion that the viewer may see, by time; for the team alone."""

    def query(db: Connection) -> list[DueView]:
        rows = [row for row in due_work.of_discussion(db, discussion_id) if is_open(row)]
        return due_views(db, sorted(rows, key=lambda row: row.wanted.at))

    return await container.store.read(query) if reads_inside(viewer) else []


async def show_due(container: Container, due_id: int, viewer: Person | None = None) -> DueView:
    """One, whatever became of it. Refused: no-such-due."""

    def query(db: Connection) -> DueView:
        seen = visible_projects(db, viewer)
        rows = due_work.page(db, list(DueState), seen, None, 1, due_id)
        if not rows or not reads_inside(viewer):
            raise Refused("no-such-due")
        return due_views(db, rows)[0]

    return await container.store.read(query)


async def views_of(container: Container, rows: Sequence[Due]) -> list[DueView]:
    """Pieces of due work as people see them."""
    return await container.store.read(lambda db: due_views(db, rows))


def due_views(db: Connection, rows: Sequence[Due]) -> list[DueView]:
    """With the names of projects, the subjects of discussions and the addresses of people."""
    known = people.by_ids(db, {row.wanted.person_id for row in rows if row.wanted.person_id})
    places = {row.wanted.discussion_id for row in rows if row.wanted.discussion_id}
    about = discussions.by_ids(db, places)
    names = names_of_projects(db, {row.wanted.project_id for row in rows if row.wanted.project_id})
    return [
        DueView(
            id=row.id,
            what=row.wanted.what,
            reader=address_of(known, row.wanted.person_id),
            called=known[row.wanted.person_id].called if row.wanted.person_id in known else "",
            discussion_id=row.wanted.discussion_id,
            project=names.get(row.wanted.project_id) if row.wanted.project_id else None,
            project_id=row.wanted.project_id,
            subject=about[row.wanted.discussion_id].subject
            if row.wanted.discussion_id in about
            else None,
            at=row.wanted.at,
            why=row.wanted.why,
            state=row.wanted.state.value,
            said=row.said,
            words=str(row.wanted.details.get("words") or row.wanted.details.get("draft") or ""),
            has_words=row.wanted.what in IN_WORDS,
            by_hand=bool(row.changed_by),
            left_out=tuple(row.wanted.details.get("left_out", ())),
        )
        for row in rows
    ]
