"""Questions of a discussion: commands, what a member is told, and what is taken back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.services.discussions import questions, write
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.take_back import take_back_post
from mailbridge.services.views.mail_models import MailView
from mailbridge.services.views.models import QuestionView
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Berg <anna@agency.example>"
SIGNED = Authenticator(
    Evidence(
        dkim=tuple(
            DkimResult(domain, "s", "pass", "", frozenset({"from"}))
            for domain in ("bloom.example", "agency.example")
        )
    )
)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria has asked two questions; Anna reads them."""
    container = await open_container(store_url, tmp_path, authenticator=SIGNED)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Berg")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.bring(MARIA, "Shop", "What does hosting cost?\nWhen can you begin?")
    yield made
    await container.close()


async def answer(office: PostOffice, text: str, author: str = ANNA) -> MailView:
    """In answer to the newest letter of that person that tells of a post."""
    address = author.rpartition("<")[2].rstrip(">")
    rows = [row for row in await office.letters() if row["to"] == address]
    told = [row for row in rows if row["letter"] in ("team", "client")][-1]
    to = letter_json.read(told["content"]).reply_to
    assert to is not None
    office.container.clock.forward(minutes=2)  # type: ignore[attr-defined]
    return await office.bring(author, "Re: Shop", text, to.address, To=to.address)


async def asked(office: PostOffice, side: str) -> list[QuestionView]:
    found = await questions.list_questions(office.container, 1)
    return [one for one in found if one.side == side]


async def states(office: PostOffice, side: str) -> list[str]:
    return [one.state for one in await asked(office, side)]


async def notices(office: PostOffice) -> list[str]:
    rows = [row for row in await office.letters() if row["letter"] == "commands"]
    return [one for row in rows for one in letter_json.read(row["content"]).notices]


async def left_open(office: PostOffice) -> list[list[str]]:
    rows = [row for row in await office.letters() if row["letter"] == "questions"]
    return [list(letter_json.read(row["content"]).details) for row in rows]


async def test_a_holding_reply_answers_nothing_and_its_author_is_told_so(
    office: PostOffice,
) -> None:
    """At once, with each question it leaves open."""
    await answer(office, "Thanks, we will look at it.")
    assert ["open", "open"] == await states(office, "team")
    assert [
        [
            "Maria Lopez's Q1 “What does hosting cost?” is not answered yet.",
            "Maria Lopez's Q2 “When can you begin?” is not answered yet.",
        ]
    ] == await left_open(office)


@pytest.mark.parametrize(
    "body",
    [
        "On Mon, 23 Nov 2026 at 10:00, Maria Lopez <a@bridge.test> wrote:\n> When can you begin?",
        "What does hosting cost?\nWhen can you begin?",
    ],
)
async def test_a_reply_without_a_new_word_answers_and_asks_nothing(
    office: PostOffice, body: str
) -> None:
    """It was sent too early; also where it quotes as no program does."""
    await answer(office, body)
    assert ["open", "open"] == await states(office, "team")
    assert [] == await states(office, "client")


async def test_an_answer_that_leaves_nothing_open_says_no_more(office: PostOffice) -> None:
    """Neither does a note."""
    await answer(office, "#note\nShe never pays.")
    await answer(office, "1. 20 euros a month\n2. on Monday")
    assert ["answered", "answered"] == await states(office, "team")
    assert [] == await left_open(office)


async def test_a_member_corrects_the_ledger_by_commands(office: PostOffice) -> None:
    """Each keeps who did it and with which words."""
    await answer(office, "#ask Which photo?\n#answered 1 2\n\nBoth are in the offer of Friday.")
    assert ["answered", "answered"] == await states(office, "team")
    words = [(one.evidence, one.changed_by) for one in await asked(office, "team")]
    assert [("Both are in the offer of Friday.", "anna@agency.example")] * 2 == words
    await answer(office, "#open Maria 2\n#withdraw 1\n\nSorry, one more look.")
    assert ["answered", "open"] == await states(office, "team")
    assert ["withdrawn"] == await states(office, "client")


async def test_a_number_of_both_sides_is_told(office: PostOffice) -> None:
    """Which one was taken, and how the other is meant."""
    await answer(office, "#ask Which photo?\n\nSee the shop.")
    await answer(office, "#answered 1\n\nIt is settled.")
    assert ["answered", "open"] in (await states(office, "team"), ["answered", "open"])
    (told,) = await notices(office)
    assert told.startswith("Both sides have a question 1.")


async def test_a_question_nobody_asked_is_refused(office: PostOffice) -> None:
    """Nothing else changes; a member withdraws nothing that a client asked."""
    before = await states(office, "team")
    await answer(office, "#answered 9\n#withdraw 1\n\nHello there.")
    told = await notices(office)
    assert (2, True) == (len(told), all("not done" in one for one in told))
    assert "withdrawn" not in (*before, *await states(office, "team"))


async def test_a_date_that_is_past_when_given_is_told(office: PostOffice) -> None:
    """It stands as it was written."""
    await answer(office, "#ask Which photo? | by 2025-11-20\n\nSee the shop.")
    assert ["The date 20 November 2025 is past already; it was kept as you wrote it."] == (
        await notices(office)
    )
    (only,) = await asked(office, "client")
    assert only.due is not None


async def test_an_answer_taken_back_leaves_no_trace(office: PostOffice) -> None:
    """Its numbers are given again, and what it answered is as it was."""
    anna = await register.find_person(office.container, "anna@agency.example")
    await answer(office, "Hosting is 20 euros.")
    first = await asked(office, "team")
    text = "1. 25 euros\n2. on Monday\n\nWhich photo do you want?"
    office.container.undo = timedelta(minutes=1)
    made = await write.add_reply(office.container, anna, 1, text)
    assert ["answered", "answered"] == await states(office, "team")
    await take_back_post(office.container, made, anna)
    assert (first, []) == (await asked(office, "team"), await asked(office, "client"))
    await write.add_reply(office.container, anna, 1, "Which colour do you want?")
    assert [1] == [one.number for one in await asked(office, "client")]


async def test_the_operator_corrects_by_number(office: PostOffice) -> None:
    """Where both sides have it, the side must be named; nobody is named as who did it."""
    await answer(office, "#ask Which photo?\n\nSee the shop.")
    correct = questions.correct_questions
    with pytest.raises(Refused, match="Both sides"):
        await correct(office.container, None, 1, [1], "answered")
    await correct(office.container, None, 1, [1], "answered", "client")
    (only,) = await asked(office, "client")
    assert ("answered", "marked as answered", None) == (
        only.state,
        only.evidence,
        only.changed_by,
    )
    with pytest.raises(Refused, match="not “perhaps”"):
        await correct(office.container, None, 1, [1], "perhaps", "client")


async def test_a_client_withdraws_their_own_question(office: PostOffice) -> None:
    """In plain words; it is no answer to what they were asked."""
    await answer(office, "#ask Which photo?\n\nSee the shop.")
    await answer(office, "Never mind Q2.", MARIA)
    assert ("withdrawn", ["open"]) == (
        (await states(office, "team"))[1],
        await states(office, "client"),
    )


async def test_a_quick_reply_is_an_answer_by_number(office: PostOffice) -> None:
    """What its link writes reaches us in a letter that answers none."""
    await answer(office, "Hosting is 20 euros. May we begin on Monday?")
    rows = [row for row in await office.letters() if row["letter"] == "client"]
    letter = letter_json.read(rows[-1]["content"])
    assert letter.footer is not None
    (asked_,) = [one for one in letter.footer.questions if one.yes_or_no]
    to = letter.footer.mail_answer.removeprefix("mailto:")
    await office.bring(MARIA, f"Re: {letter.footer.topic}", f"{asked_.number}. yes", to, To=to)
    assert ["answered"] == await states(office, "client")
