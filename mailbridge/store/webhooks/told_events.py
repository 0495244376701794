"""An event with all that a program elsewhere is told of it."""

from sqlalchemy import BigInteger, Connection, bindparam, func, select

from mailbridge.domain.event import Event, EventKind
from mailbridge.store.discussions import event_json
from mailbridge.store.engine.schema import (
    discussions,
    events,
    people,
    person_addresses,
    posts,
    projects,
    tasks,
)
from mailbridge.values import dataclass

MOST_WORDS = 2000  # characters of a post


@dataclass(frozen=True, slots=True)
class ToldEvent:
    id: int
    event: Event
    subject: str  # of the discussion
    project: str
    language: str  # of the project
    actor: str | None  # how the person is called
    actor_address: str | None
    words: str  # of the post
    verified: str | None  # whether its author is proven; None: there is no post
    task_title: str | None
    inside: bool  # no client may read of it


_ADDRESS = (
    select(func.min(person_addresses.c.address))
    .where(person_addresses.c.person_id == events.c.actor_id)
    .scalar_subquery()
)
_EVENT = (
    select(
        events,
        discussions.c.subject,
        discussions.c.internal.label("discussion_inside"),
        projects.c.name.label("project"),
        projects.c.language,
        people.c.name.label("actor"),
        _ADDRESS.label("address"),
        func.substr(posts.c.reply, 1, MOST_WORDS).label("words"),
        posts.c.internal.label("post_inside"),
        posts.c.verified,
        tasks.c.title,
        tasks.c.stays_inside,
    )
    .join(discussions, discussions.c.id == events.c.discussion_id)
    .join(projects, projects.c.id == discussions.c.project_id)
    .outerjoin(people, people.c.id == events.c.actor_id)
    .outerjoin(posts, posts.c.id == events.c.post_id)
    .outerjoin(tasks, tasks.c.id == events.c.task_id)
    .where(events.c.id == bindparam("event", type_=BigInteger()))
)


def by_id(db: Connection, event_id: int) -> ToldEvent | None:
    """One event; None when its discussion or post is gone."""
    row = db.execute(_EVENT, {"event": event_id}).first()
    if row is None:
        return None
    kind = EventKind(row.kind)
    details = event_json.read(kind, row.details)
    event = Event(row.discussion_id, kind, row.at, row.actor_id, row.post_id, row.task_id, details)
    return ToldEvent(
        row.id,
        event,
        row.subject,
        row.project,
        row.language,
        row.actor or row.address,
        row.address,
        row.words or "",
        row.verified,
        row.title,
        _is_inside(
            kind, row.discussion_inside, row.post_inside, row.task_id is not None, row.stays_inside
        ),
    )


# What the team alone reads of, whatever post it hangs on.
_OF_THE_TEAM = frozenset({EventKind.NOTED, EventKind.HELD, EventKind.NOBODY_TOLD})


def _is_inside(
    kind: EventKind,
    discussion_inside: bool,
    post_inside: bool | None,
    is_of_task: bool,
    task_inside: bool | None,
) -> bool:
    """Whether an event is inside: a task stays inside or not as it says, else as its post; one
    without a post stays inside.
    """
    if discussion_inside or kind in _OF_THE_TEAM:
        return True
    if is_of_task and task_inside is not None:
        return task_inside
    return bool(post_inside) if post_inside is not None else is_of_task
