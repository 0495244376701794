"""A letter bears the subject that its reader knows, whatever else was put into the discussion."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.domain.letter import Letter
from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.services import tasks
from mailbridge.services.discussions import answer_page, read, rearrange, write
from mailbridge.services.people import register
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, BOB = "Maria Lopez <maria@bloom.example>", "Bob Stone <bob@quarry.example>"
ANNA = "Anna Berg <anna@agency.example>"
DOMAINS = ("bloom.example", "agency.example", "quarry.example")
SIGNED = Authenticator(
    Evidence(dkim=tuple(DkimResult(one, "s", "pass", "", frozenset({"from"})) for one in DOMAINS))
)

SUBJECTS = ("Granite from Norway", "Wedding cake")


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria's discussion went into Bob's, of another company."""
    container = await open_container(store_url, tmp_path, authenticator=SIGNED)
    made = await PostOffice(container).open()
    for address, role, name in (
        ("anna@agency.example", "member", "Anna Berg"),
        ("maria@bloom.example", "client+", "Maria Lopez"),
        ("bob@quarry.example", "client", "Bob Stone"),
    ):
        await made.person(address, role, name)
    await made.bring(BOB, "Granite from Norway", "We sell granite.")
    await made.bring(MARIA, "Wedding cake", "We want a cake.")
    anna = await register.find_person(container, "anna@agency.example")
    await rearrange.merge_discussions(container, anna, 2, 1)
    yield made
    await container.close()


async def last_to(office: PostOffice, address: str) -> Letter:
    rows = [row for row in await office.letters() if row["to"] == address]
    return letter_json.read(rows[-1]["content"])


async def answer_of(office: PostOffice, author: str, text: str) -> None:
    to = await office.reply_address(author.rpartition("<")[2].rstrip(">"))
    office.container.clock.forward(minutes=2)  # type: ignore[attr-defined]
    subject = (await last_to(office, author.rpartition("<")[2].rstrip(">"))).subject
    await office.bring(author, subject, text, to, To=to)


async def test_an_answer_in_the_web_bears_the_subject_of_what_it_answers(
    office: PostOffice,
) -> None:
    """The newest post here is Maria's; nothing names the other company's topic."""
    anna = await register.find_person(office.container, "anna@agency.example")
    await write.add_reply(office.container, anna, 1, "Which icing?")
    told = await last_to(office, "maria@bloom.example")
    assert ("Re: Wedding cake", "Wedding cake") == (told.subject, told.thread_topic)
    assert told.footer is not None
    assert "Granite" not in f"{told.subject} {told.footer}"
    first = (await read.show_discussion(office.container, 1)).posts[0]
    await write.add_reply(office.container, anna, 1, "Which colour?", answers=first.id)
    assert "Re: Granite from Norway" == (await last_to(office, "bob@quarry.example")).subject


async def test_so_does_all_that_follows(office: PostOffice) -> None:
    """Her answer, the answer to that, a task of hers, and the page on which she answers."""
    await answer_of(office, ANNA, "Which icing?")  # to the letter about Maria's words
    await answer_of(office, MARIA, "Lemon.")
    await answer_of(office, ANNA, "Lemon it is. How many guests?")
    told = await last_to(office, "maria@bloom.example")
    assert "Re: Wedding cake" == told.subject
    assert told.footer is not None
    token = told.footer.answer_link.rpartition("/")[2]
    shown = await answer_page.show_asked(office.container, token)
    assert shown is not None
    assert "Wedding cake" == shown.topic
    await answer_of(office, MARIA, "Forty.")
    await answer_of(office, ANNA, "#task Taste the cake\n#assign maria@bloom.example\n\nFine.")
    rows = [row for row in await office.letters() if row["to"] == "maria@bloom.example"]
    letters = [letter_json.read(row["content"]) for row in rows]
    assert ["Taste the cake"] == [given["title"] for one in letters for given in one.given]
    assert {"Re: Wedding cake"} == {one.subject for one in letters}


async def test_words_for_all_bear_the_subject_that_each_knows(office: PostOffice) -> None:
    """A member wants both companies to read it; neither reads what the other one asked about."""
    anna = await register.find_person(office.container, "anna@agency.example")
    await answer_of(office, ANNA, "#all\nWe are on holiday until Monday.")
    await write.add_reply(office.container, anna, 1, "And on Tuesday, too.", to_all=True)
    for address, topic in (
        ("maria@bloom.example", "Wedding cake"),
        ("bob@quarry.example", "Granite from Norway"),
    ):
        rows = [row for row in await office.letters() if row["to"] == address]
        letters = [letter_json.read(row["content"]) for row in rows]
        assert [(f"Re: {topic}", topic)] * 2 == [(one.subject, one.thread_topic) for one in letters]
        assert {topic} == {name for name in SUBJECTS for one in letters if name in str(one)}
    await answer_of(office, MARIA, "Happy holidays! And the icing?")
    await answer_of(office, ANNA, "#task Taste the cake\n\nSoon.")
    await tasks.change_task(office.container, anna, 1, assignee="maria@bloom.example")
    found = [row for row in await office.letters() if row["letter"] == "client_task"]
    assert ["Re: Wedding cake"] == [letter_json.read(row["content"]).subject for row in found]
