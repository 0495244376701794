"""A member's morning letter."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbridge.services import tasks
from mailbridge.services.follow_up import run_due
from mailbridge.services.people import follow, register
from mailbridge.store.outbox import letter_json
from tests.container import open_container
from tests.services.post_office import PostOffice

SEVEN = datetime(2026, 11, 24, 7, 1, tzinfo=UTC)  # a Tuesday, the day after the test begins


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


async def letters(office: PostOffice, at: datetime = SEVEN) -> list[dict[str, str]]:
    """The sections of the morning letters that were written until then."""
    await run_due.run_as_of(office.container, at)
    return [
        letter_json.read(row["content"]).details
        for row in await office.letters()
        if row["letter"] == "daily"
    ]


async def test_what_waits_and_what_is_due_stand_in_it(office: PostOffice) -> None:
    """Once a morning, whatever asks again."""
    mail = await office.bring("Maria <maria@bloom.example>", "Menu", "May we see the menu?")
    assert mail.post_id is not None
    anna = await register.find_person(office.container, "anna@agency.example")
    made = await tasks.make_task(office.container, anna, mail.post_id, "Menu page")
    change = {"assignee": "anna@agency.example", "due": "2026-11-24"}
    await tasks.change_task(office.container, anna, made.id, **change)
    await run_due.seed(office.container)
    (only,) = await letters(office)
    assert only["answer"].startswith("1. Bloom: Menu (waits ")
    assert only["today"].startswith("2. Bloom: Menu page\thttp://bridge.test/discussions/")
    assert "Bloom: 1 message\t\t" == only["yesterday"]
    assert only["answer"].endswith("/take")
    assert only["today"].endswith("/done")
    assert 1 == len(await letters(office, SEVEN + timedelta(minutes=30)))


async def test_an_empty_one_is_not_sent(office: PostOffice) -> None:
    """Nor one on a day off, nor to who wants none."""
    await run_due.seed(office.container)
    assert [] == await letters(office)
    await office.bring("Maria <maria@bloom.example>", "Menu", "May we see the menu?")
    saturday = SEVEN + timedelta(days=4)
    friday = len(await letters(office, saturday - timedelta(days=1)))
    assert 1 == friday
    assert friday == len(await letters(office, saturday))
    anna = await register.find_person(office.container, "anna@agency.example")
    await follow.choose_morning_letters(office.container, anna.id, wanted=False)
    assert friday == len(await letters(office, saturday + timedelta(days=3)))
