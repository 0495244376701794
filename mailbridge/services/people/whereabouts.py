"""Where a person lives and whether they are there: what they set, and what their mail tells."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Project
from mailbridge.services import audit
from mailbridge.services.checked_language import checked_language
from mailbridge.services.checked_setting import checked_zone
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person, view_person
from mailbridge.services.people.mornings import set_mornings
from mailbridge.services.people.register import checked_role, close_what_is_lost
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PersonView
from mailbridge.services.views.person_views import person_view
from mailbridge.steps.deciding.people.guessed_zone import guess_zone
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.directory import people
from mailbridge.store.directory.people import PersonChange

AWAY = timedelta(days=7)  # where an automatic answer names no day
GUESSED, SET = "guessed", "set"


async def change_person(
    container: Container,
    address: str,
    *,
    name: str | None = None,
    role: str | None = None,
    language: str | None = None,
    time_zone: str | None = None,
    morning: str | None = None,
    actor: Person | None = None,
) -> PersonView:
    """Set what is given; the rest stays. Refused: no-such-person, bad-role, bad-setting."""
    known_role = checked_role(role) if role is not None else None
    chosen = _checked(container, language, time_zone)

    def transaction(db: Connection) -> PersonView:
        person = required_person(db, address)
        changes: PersonChange = {**chosen, "staged": False}
        if name is not None:
            changes["name"] = one_line(name).strip()
        if known_role is not None:
            changes["role"] = known_role
        people.change(db, person.id, **changes)
        if morning is not None:
            set_mornings(db, container, person, morning)
        close_what_is_lost(db, person, changes.get("role", person.role))
        before = {name: getattr(person, name) for name in ("role", "language", "time_zone")}
        detail = audit.changes(before, cast(Mapping[str, object], changes))
        audit.record(db, container, actor, Act.CHANGED, Matter.PERSON, person.id, detail=detail)
        return view_person(db, person.id)

    return await container.store.write(transaction)


async def change_own(
    container: Container, person_id: int, language: str | None, time_zone: str | None
) -> PersonView:
    """Set one's own language and time zone, those that are given; an empty zone is guessed again.
    Refused: no-such-person, bad-setting.
    """
    chosen = _checked(container, language, time_zone)

    def transaction(db: Connection) -> PersonView:
        people.change(db, person_id, **chosen)
        return _own(db, person_id)

    return await container.store.write(transaction)


async def show_own(container: Container, person_id: int) -> PersonView:
    """One's own language and zone. Refused: no-such-person."""
    return await container.store.read(lambda db: _own(db, person_id))


def _own(db: Connection, person_id: int) -> PersonView:
    person = people.by_id(db, person_id)
    if person is None or person.disabled:
        raise Refused("no-such-person", address="")
    return person_view(person)


def _checked(container: Container, language: str | None, time_zone: str | None) -> PersonChange:
    chosen: PersonChange = {}
    if language is not None:
        chosen["language"] = checked_language(container, language)
    if time_zone:
        chosen["time_zone"], chosen["zone_from"] = checked_zone(time_zone), SET
    elif time_zone is not None:
        chosen["time_zone"], chosen["zone_from"] = "UTC", ""
    return chosen


def note_letter_of(
    db: Connection, person: Person, written: datetime | None, project: Project
) -> None:
    """A person wrote a letter: they are there, and its Date tells where that may be."""
    changes: PersonChange = {}
    if person.away_until is not None:
        changes["away_until"] = None
    if person.zone_from != SET and written is not None and written.tzinfo is not None:
        known = person.time_zone if person.zone_from else ""
        guess = guess_zone(written, known, person.language, [project.rhythm.calendar.zone])
        if guess != known:
            changes["time_zone"], changes["zone_from"] = guess, GUESSED
    if changes:
        people.change(db, person.id, **changes)


def note_away(db: Connection, person_id: int, until: date | None, now: datetime) -> datetime | None:
    """An automatic answer says that a person is away. Returns until when that is taken to be; None:
    until a day that has gone.
    """
    person = people.by_id(db, person_id)
    if person is None:
        return None
    there = zone(person.time_zone)
    back = datetime.combine(until, time(), there).astimezone(UTC) if until else now + AWAY
    if back <= now:
        return None
    people.change(db, person_id, away_until=back)
    return back
