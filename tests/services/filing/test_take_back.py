"""A member's answer by mail waits as long as one from the web, and can be taken back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbridge.services.discussions import read
from mailbridge.services.follow_up import browse, run_due
from mailbridge.services.people import whereabouts
from mailbridge.services.telling import drain_outbox
from mailbridge.services.views.mail_models import MailView
from mailbridge.store.follow_up import due_work
from mailbridge.store.outbox import letter_json
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria asked, and Anna has her letter, to which she answers."""
    container = await open_container(store_url, tmp_path, undo=timedelta(minutes=1))
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("igor@agency.example", "member", "Igor Belov")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.bring(MARIA, "Menu", "May we see the menu?")
    await drain_outbox.drain(container)
    yield made
    await container.close()


async def answer(office: PostOffice, text: str, **fields: str) -> MailView:
    about = [
        letter_json.read(row["content"]).reply_to
        for row in await office.letters()
        if (row["letter"], row["to"]) == ("team", "anna@agency.example")
    ]
    assert about[0] is not None
    return await office.bring(
        ANNA, "Re: Menu", text, to=about[0].address, To=about[0].address, **fields
    )


async def waiting(office: PostOffice) -> list[tuple[str, str, str]]:
    """The letters that have not left: kind, reader, state."""
    return [
        (row["letter"], row["to"].partition("@")[0], row["state"])
        for row in await office.letters()
        if row["state"] != "sent"
    ]


async def test_an_answer_by_mail_waits_and_leaves(office: PostOffice) -> None:
    """For as long as one from the web."""
    await answer(office, "Here it is, Maria.")
    assert [("client", "maria", "held")] == await waiting(office)
    assert 0 == await drain_outbox.drain(office.container)
    office.container.clock.forward(minutes=1)  # type: ignore[attr-defined]
    assert 1 == await drain_outbox.drain(office.container)


async def test_now_does_not_wait(office: PostOffice) -> None:
    """The word itself is read by nobody."""
    made = await answer(office, "#now\nHere it is, Maria.")
    assert [("client", "maria", "queued")] == await waiting(office)
    assert "Here it is, Maria." == (await office.page(made)).posts[-1].reply


async def test_an_answer_is_taken_back_by_a_letter(office: PostOffice) -> None:
    """Nobody had it; its author has its words, and the move is the team's again."""
    made = await answer(office, "Here it is: 500 euros.")
    await answer(office, "#undo")
    told = [row for row in await office.letters() if row["letter"] == "understood"]
    assert ["anna@agency.example"] == [row["to"] for row in told]
    assert (
        "Your answer was taken back, and nobody got it: “Here it is: 500 euros.”",
    ) == letter_json.read(told[0]["content"]).notices
    page = await office.page(made)
    assert ["May we see the menu?", ""] == [post.reply for post in page.posts]
    assert ("team", []) == (
        page.discussion.whose_move,
        [kind for kind, _, _ in await waiting(office) if kind == "client"],
    )
    assert ["taken_back"] == [one.kind for one in page.events if one.kind == "taken_back"]


async def test_what_comes_twice_is_not_filed_after_it_was_taken_back(office: PostOffice) -> None:
    """A repeated delivery is a no-op."""
    mail = {"Message_ID": "<once@agency.example>"}
    await answer(office, "Here it is: 500 euros.", **mail)
    await answer(office, "#undo")
    again = await answer(office, "Here it is: 500 euros.", **mail)
    assert ("discard", "duplicate", None) == (again.disposition, again.reason, again.post_id)
    page = await read.show_discussion(office.container, 1)
    assert ["May we see the menu?", ""] == [post.reply for post in page.posts]


async def test_it_is_too_late_once_a_letter_has_left(office: PostOffice) -> None:
    """And the member is told so."""
    made = await answer(office, "Here it is, Maria.")
    office.container.clock.forward(minutes=1)  # type: ignore[attr-defined]
    await drain_outbox.drain(office.container)
    await answer(office, "#undo")
    told = [row for row in await office.letters() if row["letter"] == "commands"]
    assert "sent already" in str(letter_json.read(told[0]["content"]).notices)
    assert "Here it is, Maria." in [post.reply for post in (await office.page(made)).posts]


async def test_what_its_commands_did_is_told_all_the_same(office: PostOffice) -> None:
    """A task that the answer gave to a colleague stays theirs."""
    await answer(office, "#task Menu #assign igor@\nWe will, Maria.")
    assert ("task", "igor", "queued") not in await waiting(office)  # told with the answer
    await answer(office, "#undo")
    assert ("task", "igor", "queued") in await waiting(office)
    assert "team" not in [kind for kind, _, _ in await waiting(office)]


async def only_in_the_morning(office: PostOffice, *addresses: str) -> None:
    for address in addresses:
        await whereabouts.change_person(office.container, address, morning="only")


async def waits_for_morning(office: PostOffice) -> list[list[int]]:
    """The posts that each morning letter to come is to tell."""
    views, _ = await browse.list_due(office.container, states=("waiting",))
    rows = await office.container.store.read(
        lambda db: [due_work.by_id(db, view.id) for view in views if view.what == "morning"]
    )
    return [row.wanted.details["posts"] for row in rows if row is not None]


async def test_what_a_client_is_to_read_in_the_morning_is_taken_back_until_then(
    office: PostOffice,
) -> None:
    """Long after other letters would have left; no morning letter tells of it."""
    await only_in_the_morning(office, "maria@bloom.example")
    made = await answer(office, "Here it is: 500 euros.")
    assert [[made.post_id]] == await waits_for_morning(office)
    office.container.clock.forward(hours=5)  # type: ignore[attr-defined]
    await drain_outbox.drain(office.container)
    assert made.post_id in (await office.page(made)).held
    await answer(office, "#undo")
    told = [row for row in await office.letters() if row["letter"] == "understood"]
    assert "500 euros" in str(letter_json.read(told[0]["content"]).notices)
    assert [[]] == await waits_for_morning(office)
    assert "Here it is: 500 euros." not in [one.reply for one in (await office.page(made)).posts]


async def test_what_a_morning_letter_has_told_is_not_taken_back(office: PostOffice) -> None:
    """It has left."""
    await only_in_the_morning(office, "maria@bloom.example")
    made = await answer(office, "Here it is: 500 euros.")
    office.container.clock.forward(days=1)  # type: ignore[attr-defined]
    await run_due.run_as_of(office.container, datetime(2026, 11, 24, 7, 1, tzinfo=UTC))
    assert made.post_id not in (await office.page(made)).held
    assert "morning" in [row["letter"] for row in await office.letters()]
    await answer(office, "#undo")
    assert "500 euros" in str([one.reply for one in (await office.page(made)).posts])


async def test_what_somebody_else_has_read_is_not_taken_back(office: PostOffice) -> None:
    """The other client has no morning letter, and had their own after a minute."""
    await only_in_the_morning(office, "maria@bloom.example")
    await office.person("tom@bloom.example", "client", "Tom Reed")
    await answer(office, "Here it is, Maria.", Cc="tom@bloom.example")
    made = await answer(office, "#all\nAnd here, both of you.")
    office.container.clock.forward(minutes=2)  # type: ignore[attr-defined]
    await drain_outbox.drain(office.container)
    assert made.post_id not in (await office.page(made)).held
