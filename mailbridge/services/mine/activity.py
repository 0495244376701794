"""What happened in somebody's projects, the newest first."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Connection

from mailbridge.domain.event import EventKind
from mailbridge.domain.project import Person
from mailbridge.services.access import project_of, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import EventView
from mailbridge.services.views.names import names_of_projects
from mailbridge.store.directory import people
from mailbridge.store.mine import happenings
from mailbridge.values import dataclass


class Sort(StrEnum):
    """Kinds of events that belong together."""

    LETTERS = "letters"
    TASKS = "tasks"
    QUESTIONS = "questions"
    PEOPLE = "people"
    DELIVERY = "delivery"


SORTS: Mapping[Sort, tuple[EventKind, ...]] = MappingProxyType(
    {
        Sort.LETTERS: (EventKind.POSTED, EventKind.NOTED, EventKind.RELEASED, EventKind.SENT),
        Sort.TASKS: (
            EventKind.TASK_MADE,
            EventKind.TASK_ASSIGNED,
            EventKind.TASK_DUE,
            EventKind.TASK_STATE,
        ),
        Sort.QUESTIONS: (
            EventKind.QUESTION_ASKED,
            EventKind.QUESTION_PERHAPS,
            EventKind.QUESTION_ANSWERED,
            EventKind.QUESTION_WITHDRAWN,
            EventKind.QUESTION_OPEN,
        ),
        Sort.PEOPLE: (
            EventKind.JOINED,
            EventKind.NEWCOMER,
            EventKind.LEFT,
            EventKind.MUTED,
            EventKind.UNMUTED,
            EventKind.AWAY,
        ),
        Sort.DELIVERY: (
            EventKind.LETTER_FAILED,
            EventKind.LETTER_DOUBTED,
            EventKind.NOBODY_TOLD,
            EventKind.HELD,
            EventKind.MISSING,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class ActivityWish:
    """What somebody wants to see; "" is whatever it is."""

    project: str = ""  # name or id
    person: str = ""  # an address
    kind: str = ""  # a Sort


@dataclass(frozen=True, slots=True)
class HappeningView:
    id: int
    event: EventView
    discussion_id: int
    subject: str
    project: str
    project_id: int


@dataclass(frozen=True, slots=True)
class ActivityPage:
    rows: tuple[HappeningView, ...]
    older: int | None  # continue before this event; None: that is all


async def list_activity(
    container: Container,
    viewer: Person,
    wish: ActivityWish,
    before: int | None = None,
    limit: int = 50,
) -> ActivityPage:
    """What happened in the projects of a member; a page may hold fewer than `limit` and yet be
    followed by others. Refused: not-allowed, for who is no member; no-such-project.
    """
    if not viewer.role.is_team:
        raise Refused("not-allowed")

    def query(db: Connection) -> ActivityPage:
        seen = visible_projects(db, viewer)
        if wish.project:
            seen = frozenset({project_of(db, wish.project, viewer).id})
        actor = people.by_address(db, wish.person.strip().lower()) if wish.person else None
        if wish.person and actor is None:
            return ActivityPage((), None)
        kinds = SORTS[Sort(wish.kind)] if wish.kind in set(Sort) else ()
        actor_id = actor.id if actor is not None else None
        page = happenings.page(db, seen, limit, before, actor_id, kinds)
        return ActivityPage(_views(db, page.rows), page.older)

    return await container.store.read(query)


def _views(db: Connection, rows: tuple[happenings.Happening, ...]) -> tuple[HappeningView, ...]:
    names = names_of_projects(db, {row.project_id for row in rows})
    known = people.by_ids(db, {row.event.actor_id for row in rows if row.event.actor_id})
    views = []
    for row in rows:
        person = known.get(row.event.actor_id or 0)
        event = EventView(row.event, person.called if person is not None else None)
        project = names[row.project_id]
        views.append(
            HappeningView(row.id, event, row.discussion_id, row.subject, project, row.project_id)
        )
    return tuple(views)
