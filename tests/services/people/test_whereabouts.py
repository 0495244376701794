"""Where a person lives and whether they are there."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailbridge.services import projects
from mailbridge.services.people import register, whereabouts
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PersonView
from tests.container import MORNING, open_container
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"
TOKYO = "Mon, 23 Nov 2026 18:00:00 +0900"


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(sqlite_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


async def maria(office: PostOffice) -> PersonView:
    return await register.show_person(office.container, "maria@bloom.example")


async def test_a_zone_is_guessed_from_letters_until_it_is_set(office: PostOffice) -> None:
    """What was set stays, whatever letters say."""
    assert ("UTC", "") == ((await maria(office)).time_zone, (await maria(office)).zone_from)
    await office.bring(MARIA, "Menu", "Please build a menu page.", Date=TOKYO)
    person = await maria(office)
    assert ("Asia/Tokyo", "guessed") == (person.time_zone, person.zone_from)
    await whereabouts.change_person(
        office.container, "maria@bloom.example", time_zone="Europe/Berlin"
    )
    await office.bring(MARIA, "Logo", "Please draw a logo.", Date=TOKYO)
    person = await maria(office)
    assert ("Europe/Berlin", "set") == (person.time_zone, person.zone_from)


async def test_an_automatic_answer_tells_until_when_a_person_is_away(office: PostOffice) -> None:
    """A letter of theirs says that they are back; a day that has gone says nothing."""
    person = await maria(office)

    async def note(until: date | None) -> datetime | None:
        await office.container.store.write(
            lambda db: whereabouts.note_away(db, person.id, until, MORNING)
        )
        return (await maria(office)).away_until

    assert datetime(2026, 12, 1, tzinfo=UTC) == await note(date(2026, 12, 1))
    await office.bring(MARIA, "Menu", "I am back.", Date=TOKYO)
    assert (await maria(office)).away_until is None
    assert await note(date(2026, 11, 20)) is None


async def test_only_what_is_given_changes(office: PostOffice) -> None:
    """Nobody lives on Mars, and an empty zone is guessed anew."""
    change = {"name": "Maria", "role": "client+", "language": "de", "time_zone": "Asia/Tokyo"}
    made = await whereabouts.change_person(office.container, "maria@bloom.example", **change)
    assert change == {name: getattr(made, name) for name in change}
    with pytest.raises(Refused, match="Mars"):
        await whereabouts.change_own(office.container, made.id, None, "Mars/Base")
    own = await whereabouts.change_own(office.container, made.id, "ru", "")
    assert ("ru", "UTC", "") == (own.language, own.time_zone, own.zone_from)


async def test_a_project_says_when_it_works(office: PostOffice) -> None:
    """What cannot be read is refused with examples."""
    given = {"working_days": "Sun-Thu", "working_hours": "8-16:30", "country": "de-by"}
    made = await projects.change_project(
        office.container, "Bloom", {**given, "time_zone": "Asia/Tokyo", "nudge_days": "0"}
    )
    assert ("mon,tue,wed,thu,sun", "08:00-16:30", "DE-BY", "Asia/Tokyo", 0, 8) == (
        made.working_days,
        made.working_hours,
        made.country,
        made.time_zone,
        made.nudge_days,
        made.promise_hours,
    )
    for name, value in (("working_hours", "18-9"), ("working_days", "daily"), ("country", "XX")):
        with pytest.raises(Refused, match=f"“{name}” cannot be “{value}”"):
            await projects.change_project(office.container, "Bloom", {name: value})
