"""Every open question to clients: who is asked what, by when, and when they are reminded next."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import Due
from mailbridge.domain.project import Person
from mailbridge.services.access import reads_inside, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.views.due_models import AskedView, ReminderView
from mailbridge.services.views.names import names_of_projects
from mailbridge.steps.deciding.follow_up.discussion_clock import CALL, NUDGE
from mailbridge.store.directory import people
from mailbridge.store.discussions import audiences, taking_part
from mailbridge.store.follow_up import due_work, open_questions
from mailbridge.values import dataclass


async def list_asked(
    container: Container, viewer: Person | None, limit: int, after: int = 0
) -> tuple[list[AskedView], int]:
    """A page of them behind the question `after`, the longest open first, and how many there are in
    all. Observers see none.
    """

    def query(db: Connection) -> tuple[list[AskedView], int]:
        if not reads_inside(viewer):
            return [], 0
        seen = visible_projects(db, viewer)
        rows = open_questions.page(db, seen, limit, after)
        return _views(db, rows), open_questions.count(db, seen)

    return await container.store.read(query)


@dataclass(frozen=True, slots=True)
class _Facts:
    names: Mapping[int, str]  # of projects
    known: Mapping[int, Person]
    heard: Mapping[int, tuple[frozenset[int], frozenset[int]]]  # by post: who, and who did not
    around: Mapping[int, frozenset[int]]  # who takes part, by discussion
    reminders: Sequence[Due]


def _views(db: Connection, rows: Sequence[Any]) -> list[AskedView]:
    if not rows:
        return []
    places = sorted({row.discussion_id for row in rows})
    heard = audiences.of_posts(db, (row.post_id for row in rows if row.post_id is not None))
    around = taking_part.participant_ids(db, places)
    ids = {row.asked_by for row in rows} | {row.asked_of for row in rows if row.asked_of}
    ids.update(*around.values(), *(who for who, _ in heard.values()))
    reminders = due_work.open_of(db, places, (NUDGE, CALL))
    names = names_of_projects(db, (row.project_id for row in rows))
    facts = _Facts(names, people.by_ids(db, ids), heard, around, reminders)
    return [_view(row, facts) for row in rows]


def _view(row: Any, facts: _Facts) -> AskedView:
    clients = _asked_of(row, facts)
    return AskedView(
        id=row.id,
        discussion_id=row.discussion_id,
        number=row.number,
        text=row.text,
        subject=row.subject,
        project=facts.names[row.project_id],
        project_id=row.project_id,
        to=tuple(client.called for client in clients),
        asked_by=facts.known[row.asked_by].called,
        asked_at=row.written or row.changed_at or row.begun,
        due=row.due,
        consequence=row.consequence or "",
        whose_move=row.whose_move,
        reminder=_reminder(row, {client.id for client in clients}, facts.reminders),
    )


def _asked_of(row: Any, facts: _Facts) -> list[Person]:
    """Who is named, else the clients who heard it, else those who take part."""
    around = facts.around.get(row.discussion_id, frozenset())
    heard, _ = facts.heard.get(row.post_id) or (around, around)
    ids = heard if row.asked_of is None else {row.asked_of}
    persons = [facts.known[person] for person in sorted(ids) if person in facts.known]
    return [person for person in persons if not person.role.is_team]


def _reminder(row: Any, client_ids: set[int], reminders: Sequence[Due]) -> ReminderView | None:
    """What reminds one of them in this discussion next: a letter, or a task to call."""
    for due in reminders:
        wanted = due.wanted
        reader = wanted.details.get("client") if wanted.what == CALL else wanted.person_id
        if wanted.discussion_id == row.discussion_id and reader in client_ids:
            return ReminderView(due.id, wanted.what, wanted.at, wanted.state.value)
    return None
