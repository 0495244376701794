"""Letters to members about one discussion are collected for a while."""

from collections.abc import AsyncIterator
from datetime import time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from mailbridge.adapters.rendering import Rendering
from mailbridge.domain.letter import Letter
from mailbridge.services.filing import change_visibility
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import drain_outbox, outbox
from mailbridge.services.telling.take_back import take_back_post
from mailbridge.steps.telling.leaving_time import Delays
from mailbridge.steps.telling.together import posts_of
from mailbridge.store.outbox import queue
from tests.container import open_container
from tests.services.agency import Agency

FIVE = Delays(timedelta(minutes=5))


@pytest.fixture
async def agency(store_url: str, tmp_path: Path) -> AsyncIterator[Agency]:
    """Letters to the team are collected for five minutes."""
    container = await open_container(store_url, tmp_path, renderer=Rendering("5b1e"), delays=FIVE)
    yield await Agency(container).open()
    await container.close()


async def letters_to(agency: Agency, reader: str) -> list[Letter]:
    return [
        await agency.letter(one.id) for one in await agency.outbox() if one.to.startswith(reader)
    ]


async def told(agency: Agency, reader: str = "anna") -> list[tuple[int, ...]]:
    return [posts_of(letter) for letter in await letters_to(agency, reader)]


def forward(agency: Agency, **by: float) -> None:
    agency.container.clock.forward(**by)  # type: ignore[attr-defined]


async def test_three_quick_letters_of_a_client_make_one(agency: Agency) -> None:
    """The oldest first, five minutes after the first came; clients' letters are never merged."""
    first = await agency.posted(agency.maria, agency.anna, text="One")
    forward(agency, minutes=2)
    second = await agency.posted(agency.maria, text="Two")
    forward(agency, minutes=2)
    third = await agency.posted(agency.maria, text="Three")
    assert [(first, second, third)] == await told(agency)
    assert 0 == await drain_outbox.drain(agency.container)
    forward(agency, minutes=1)
    assert 1 == await drain_outbox.drain(agency.container)
    after = await agency.posted(agency.maria, text="Four")
    assert [(first, second, third), (after,)] == await told(agency)
    for text in ("Five", "Six"):
        await agency.posted(agency.anna, text=text)
    assert 2 == len(await letters_to(agency, "maria"))


async def test_the_letter_says_the_words_of_all(agency: Agency) -> None:
    """Each with its author and time above it; nothing twice."""
    await agency.posted(agency.maria, agency.tom, agency.anna, text="The first words")
    await agency.posted(agency.tom, text="Between the others", verified="unverified")
    await agency.posted(agency.maria, text="The last words")
    (only,) = [one.id for one in await agency.outbox() if one.to.startswith("anna")]
    raw = message_from_bytes(
        await outbox.render_letter(agency.container, only), policy=policy.default
    )
    text = str(raw.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    page = str(raw.get_body(("html",)).get_content())  # type: ignore[union-attr]
    for shown in (text, page):
        places = [
            shown.index(words)
            for words in (
                "3 messages, oldest first",
                "Maria Lopez (client)",
                "The first words",
                "Tom Reed (client)",
                "Between the others",
                "The last words",
            )
        ]
        assert sorted(places) == places
        assert 1 == shown.count("The first words")


async def test_what_is_for_others_is_told_apart(agency: Agency) -> None:
    """A note's letter is answered inside; it tells nothing that goes out."""
    outside = await agency.posted(agency.maria, agency.anna, agency.igor, text="Outside")
    note = await agency.posted(agency.igor, text="Inside", internal=True)
    later = await agency.posted(agency.maria, text="Outside again")
    assert [(note,), (outside, later)] == sorted(await told(agency), reverse=True)


async def test_each_reader_has_a_window_of_their_own(agency: Agency) -> None:
    """Who wrote in between is told of the others' words alone."""
    first = await agency.posted(agency.maria, agency.anna, agency.igor)
    second = await agency.posted(agency.anna)
    third = await agency.posted(agency.maria)
    assert [(first, third)] == await told(agency)
    assert [(first, second, third)] == await told(agency, "igor")


async def test_a_letter_that_is_being_sent_is_left_alone(agency: Agency) -> None:
    """What comes meanwhile has a letter of its own: a worker that took one may die or not."""
    first = await agency.posted(agency.maria, agency.anna)
    forward(agency, minutes=5)
    now = agency.container.clock()
    await agency.container.store.write(
        lambda db: queue.claim(db, "w", now, timedelta(minutes=5), 10)
    )
    second = await agency.posted(agency.maria)
    assert [(first,), (second,)] == await told(agency)


async def test_quiet_hours_hold_what_the_team_is_told(agency: Agency) -> None:
    """Until they end, by the reader's clock; a client's letter leaves."""
    agency.container.delays = Delays(timedelta(minutes=5), (time(8), time(11)))
    first = await agency.posted(agency.maria, agency.anna)
    await agency.posted(agency.igor, text="Here it is")
    assert 1 == await drain_outbox.drain(agency.container)
    forward(agency, hours=1)
    third = await agency.posted(agency.maria)
    assert 0 == await drain_outbox.drain(agency.container)
    forward(agency, hours=1)
    assert 2 == await drain_outbox.drain(agency.container)
    assert (first, third) == ((await told(agency))[-1][0], (await told(agency))[-1][-1])


async def test_what_is_taken_back_leaves_the_letters_of_others(agency: Agency) -> None:
    """It is in the middle of one."""
    first = await agency.posted(agency.maria, agency.anna, agency.igor, text="One")
    note = await agency.posted(
        agency.anna, text="Two", hold=timedelta(minutes=1), message_id="n@agency.test"
    )
    third = await agency.posted(agency.maria, text="Three")
    assert [(first, note, third)] == await told(agency, "igor")
    await take_back_post(agency.container, note)
    assert [(first, third)] == await told(agency, "igor") == await told(agency)
    assert [] == await letters_to(agency, "maria")


async def test_what_was_told_in_another_letter_cannot_be_taken_back(agency: Agency) -> None:
    """Of two notes that were told together, the first has left as well."""
    first = await agency.posted(agency.anna, agency.igor, internal=True)
    await agency.posted(agency.anna, internal=True)
    forward(agency, minutes=5)
    assert 1 == await drain_outbox.drain(agency.container)
    with pytest.raises(Refused, match="sent already"):
        await take_back_post(agency.container, first)


async def test_what_becomes_internal_is_told_inside(agency: Agency) -> None:
    """No letter that waits shows it beside words that go out."""
    first = await agency.posted(agency.maria, agency.anna, text="One")
    second = await agency.posted(agency.maria, text="Two")
    await agency.container.store.write(
        lambda db: change_visibility.change(
            db, agency.container, change_visibility.Kind.POST, first, None, inside=True
        )
    )
    letters = {posts_of(letter): letter.internal for letter in await letters_to(agency, "anna")}
    assert {(first,): True, (second,): False} == letters
