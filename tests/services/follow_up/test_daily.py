"""A member's morning letter."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbridge.services import tasks
from mailbridge.services.follow_up import run_due
from mailbridge.services.people import mornings, register
from mailbridge.store.inbox import lists
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
    assert "Bloom: 1 message\t\t\t" == only["yesterday"]
    assert only["answer"].endswith("/take\tA letter with a new time is ready: “1 yes” sends it")
    assert only["today"].endswith("/done\t")
    assert 1 == len(await letters(office, SEVEN + timedelta(minutes=30)))


async def test_who_came_since_the_service_began_has_one(office: PostOffice) -> None:
    """Also where the clock is turned on before anybody looked."""
    mail = await office.bring("Maria <maria@bloom.example>", "Menu", "May we see the menu?")
    assert mail.post_id is not None
    assert 1 == len(await letters(office))
    await office.person("bob@agency.example", "member", "Bob Roe")
    assert 3 == len(await letters(office, SEVEN + timedelta(days=1)))


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
    await mornings.choose_mornings(office.container, anna.id, "no")
    assert friday == len(await letters(office, saturday + timedelta(days=3)))


async def test_an_answer_acts_on_the_lines_of_that_very_letter(office: PostOffice) -> None:
    """However late it comes; what is not understood is told, and nobody else's word counts."""
    first = await office.bring("Maria <maria@bloom.example>", "Menu", "May we see the menu?")
    anna = await register.find_person(office.container, "anna@agency.example")
    made = await tasks.make_task(office.container, anna, first.post_id or 0, "Menu page")
    change = {"assignee": "anna@agency.example", "due": "2026-11-24"}
    await tasks.change_task(office.container, anna, made.id, **change)
    await run_due.seed(office.container)
    await letters(office)
    answers = await office.reply_address("anna@agency.example")
    await office.bring("Maria <maria@bloom.example>", "Logo", "May we have it bigger?")
    await letters(office, SEVEN + timedelta(days=1))
    text = "2 due fri\ntake 1\n9 done\nand what about the logo?"
    await office.bring("Maria <maria@bloom.example>", "Re: x", "2 done", to=answers)
    mail = await office.bring("Anna <anna@agency.example>", "Re: Tue", text, to=answers)
    assert ("accept", "morning", None) == (mail.disposition, mail.reason, mail.discussion_id)
    await run_due.drain(office.container)
    task = await tasks.show_task(office.container, made.id)
    assert ("open", "2026-11-27") == (task.state, str(task.due)[:10])
    place = first.discussion_id or 0
    assert {place: anna.id} == await office.container.store.read(
        lambda db: lists.assignees(db, [place])
    )
    told = [row for row in await office.letters() if row["letter"] == "morning_answer"]
    assert ["anna@agency.example"] == [row["to"] for row in told]
    said = letter_json.read(told[0]["content"])
    assert ("2. Menu page: due Fri 27 Nov", "1. Menu: it is yours now") == said.notices
    assert "9. That letter has no line of this number." == said.details["not_done"]
    assert "and what about the logo?" == said.details["others"]
