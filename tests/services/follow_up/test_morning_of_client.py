"""A client's morning letter."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbridge.domain.letter import Letter
from mailbridge.services import projects
from mailbridge.services.follow_up import run_due
from mailbridge.services.people import whereabouts
from mailbridge.store.outbox import letter_json
from tests.container import Clock, open_container
from tests.services.post_office import PostOffice

SEVEN = datetime(2026, 11, 24, 7, 1, tzinfo=UTC)  # a Tuesday, the day after the test begins
ANNA, MARIA = "Anna <anna@agency.example>", "Maria <maria@bloom.example>"
TOM = "Tom <tom@bloom.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.person("tom@bloom.example", "client", "Tom Reed")
    yield made
    await container.close()


async def mornings(office: PostOffice, at: datetime = SEVEN) -> list[tuple[str, Letter]]:
    """Who got morning letters until then, and what they tell."""
    await run_due.run_as_of(office.container, at)
    rows = [row for row in await office.letters() if row["letter"] == "morning"]
    return [(row["to"], letter_json.read(row["content"])) for row in rows]


async def talk(office: PostOffice) -> None:
    """Maria asks, Anna answers her with a question, and leaves a note; Tom hears of nothing."""
    clock = office.container.clock
    assert isinstance(clock, Clock)
    clock.forward(minutes=1)
    mail = await office.bring(MARIA, "Menu", "May we see the menu?")
    answers = await office.reply_address("anna@agency.example")
    text = "#ask Which paper? | by 2026-11-27\nHi Maria,\n\nhere it is.\n"
    await office.bring(ANNA, "Re: Menu", text, to=answers)
    await office.bring(ANNA, "Re: Menu", "#note she is broke", to=answers)
    assert mail.discussion_id is not None


async def test_who_chose_it_reads_what_happened_and_what_is_asked(office: PostOffice) -> None:
    """Never a note, never what others were told; and no empty letter."""
    for address in ("maria@bloom.example", "tom@bloom.example"):
        await whereabouts.change_person(office.container, address, morning="yes")
    await talk(office)
    ((to, letter),) = await mornings(office)
    (topic,) = letter.topics
    asked = [question.text for question in topic.footer.questions]
    assert ("maria@bloom.example", ["Which paper?"]) == (to, asked)
    assert 1 == len(topic.posts)
    assert letter.reply_to is not None
    assert letter.reply_to.address.startswith("r.")
    assert 1 == len(await mornings(office, SEVEN + timedelta(days=1)))


async def test_a_project_has_a_default_that_each_may_change(office: PostOffice) -> None:
    """Unless a client chose otherwise, they get what the project has."""
    await projects.change_project(office.container, "Bloom", {"morning": "yes"})
    await run_due.seed(office.container)
    await talk(office)
    assert ["maria@bloom.example"] == [to for to, _ in await mornings(office)]
    await whereabouts.change_person(office.container, "maria@bloom.example", morning="no")
    clock = office.container.clock
    assert isinstance(clock, Clock)
    clock.now = SEVEN + timedelta(hours=2)
    await office.bring(TOM, "Logo", "Bigger?")
    await office.bring(
        ANNA, "Re: Logo", "Yes.", to=await office.reply_address("anna@agency.example")
    )
    later = [to for to, _ in await mornings(office, SEVEN + timedelta(days=1))]
    assert ["maria@bloom.example", "tom@bloom.example"] == later


async def test_in_the_place_of_single_letters_nothing_is_lost(office: PostOffice) -> None:
    """Not even when the machine was off that morning; the member is not told that nobody heard."""
    await whereabouts.change_person(office.container, "maria@bloom.example", morning="only")
    await talk(office)
    sent = {(row["letter"], row["to"]) for row in await office.letters()}
    assert {"anna@agency.example"} == {to for _, to in sent}
    assert "nobody_told" not in {name for name, _ in sent}
    assert [] == await mornings(office, SEVEN + timedelta(hours=6))
    ((to, letter),) = await mornings(office, SEVEN + timedelta(days=1))
    assert ("maria@bloom.example", "yes", 1) == (
        to,
        letter.details["whole"],
        len(letter.topics[0].posts),
    )
