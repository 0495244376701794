"""When a client's next morning letter is due, and what it has to tell besides the news."""

from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from mailbridge.domain.follow_up.calendar import Calendar
from mailbridge.domain.follow_up.due import Due, DueState, DueWork
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.falling_due import put_due
from mailbridge.steps.deciding.follow_up.working_time import working_day_after
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.directory import projects
from mailbridge.store.follow_up import due_work

KIND = "morning"
SEVEN = time(7)
DAY = timedelta(days=1)


def calendar_of(db: Connection, person: Person) -> Calendar:
    """Of the first project they belong to."""
    own = projects.all_(db, person.id)
    return own[0][0].rhythm.calendar if own else Calendar()


def zone_of(person: Person, calendar: Calendar) -> str:
    """Theirs, or the project's where nobody knows theirs."""
    return person.time_zone if person.zone_from else calendar.zone


def next_morning(
    db: Connection, client: Person, now: datetime, since: datetime, posts: list[int]
) -> DueWork:
    """The letter of the next working morning: of what was written `since` then, and these posts."""
    calendar = calendar_of(db, client)
    place = zone_of(client, calendar)
    local = now.astimezone(zone(place))
    begins = local - DAY if local.time() < SEVEN else local  # today's, if it is to come
    at = working_day_after(calendar, begins, 1, SEVEN, place)
    return DueWork(
        KIND,
        at,
        told("a morning letter on working days"),
        f"{KIND}:{client.id}:{at.astimezone(zone(place)).date()}",
        person_id=client.id,
        details={"since": since.isoformat(), "posts": posts},
    )


def waiting_morning(db: Connection, client: Person) -> Due | None:
    """The letter that is to come, if there is one."""
    own = due_work.rows_of(db, [KIND], person_id=client.id)
    return next((row for row in own if row.wanted.state is DueState.WAITING), None)


def put_next_morning(db: Connection, container: Container, client: Person) -> None:
    """Write it down, unless it stands there."""
    now = container.clock()
    if waiting_morning(db, client) is None:
        put_due(db, container, [next_morning(db, client, now, now, [])])


def keep_for_morning(db: Connection, container: Container, client: Person, post_id: int) -> None:
    """The client reads of a post in the next morning letter instead of a letter of its own."""
    put_next_morning(db, container, client)
    waits = waiting_morning(db, client)
    if waits is not None:
        kept = [*waits.wanted.details.get("posts", []), post_id]
        due_work.edit(db, waits.id, {**waits.wanted.details, "posts": sorted(set(kept))})
