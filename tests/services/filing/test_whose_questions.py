"""A question belongs to those who heard it asked: a supplier's and a client's do not mix."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.domain.letter import Footer, Letter
from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.services.discussions import questions, read, release
from mailbridge.services.refusal import Refused
from mailbridge.services.views.mail_models import MailView
from mailbridge.store.outbox import letter_json
from tests.container import Authenticator, open_container
from tests.services.post_office import PostOffice

MARIA, TOM = "Maria Lopez <maria@bloom.example>", "Tom Reed <tom@bloom.example>"
ANNA, SUE = "Anna Berg <anna@agency.example>", "Sue Wood <sue@timber.example>"
DOMAINS = ("bloom.example", "agency.example", "timber.example")
SIGNED = Authenticator(
    Evidence(dkim=tuple(DkimResult(one, "s", "pass", "", frozenset({"from"})) for one in DOMAINS))
)


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria wants a shelf; Anna asks her one thing, and Sue, a supplier, another."""
    container = await open_container(store_url, tmp_path, authenticator=SIGNED)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Berg")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.person("tom@bloom.example", "client", "Tom Reed")
    await made.bring(MARIA, "Shelf", "We want a shelf of oak.")
    await answer(made, ANNA, "Which colour do you want?")
    await made.bring(
        ANNA, "Re: Shelf", "How much oak is left?", To=SUE, Cc=made.address, References=first(1)
    )
    yield made
    await container.close()


def first(number: int) -> str:
    return f"<{number}@mail.example>"


def address_of(author: str) -> str:
    return author.rpartition("<")[2].rstrip(">")


async def newest(office: PostOffice, author: str, *about: str) -> Letter:
    """The newest letter to somebody, by a member of these words in it."""
    rows = [row for row in await office.letters() if row["to"] == address_of(author)]
    read = [letter_json.read(row["content"]) for row in rows if row["letter"] in ("team", "client")]
    return [one for one in read if not about or one.author in about][-1]


async def footer(office: PostOffice, author: str, *about: str) -> Footer:
    found = (await newest(office, author, *about)).footer
    assert found is not None
    return found


async def answer(
    office: PostOffice, author: str, text: str, *about: str, **fields: str
) -> MailView:
    """In answer to the newest letter to somebody."""
    to = (await newest(office, author, *about)).reply_to
    assert to is not None
    office.container.clock.forward(minutes=2)  # type: ignore[attr-defined]
    return await office.bring(author, "Re: Shelf", text, to.address, To=to.address, **fields)


async def from_sue(office: PostOffice, text: str, to: str = ANNA) -> MailView:
    """Sue answers Anna's own mail, us in Cc."""
    office.container.clock.forward(minutes=2)  # type: ignore[attr-defined]
    return await office.bring(
        SUE, "Re: Shelf", text, To=to, Cc=office.address, References=f"{first(1)} {first(3)}"
    )


async def states(office: PostOffice) -> dict[str, str]:
    found = await questions.list_questions(office.container, 1)
    return {one.text: one.state for one in found}


async def test_each_is_asked_their_own_question(office: PostOffice) -> None:
    """The list says of whom; numbers are one row."""
    found = await questions.list_questions(office.container, 1)
    assert [
        (1, "Which colour do you want?", ["maria@bloom.example"]),
        (2, "How much oak is left?", ["sue@timber.example"]),
    ] == [(one.number, one.text, [person.addresses[0] for person in one.to]) for one in found]


async def test_a_number_of_somebody_else_answers_nothing(office: PostOffice) -> None:
    """Neither the supplier's nor the client's."""
    await from_sue(office, "1. green")
    await answer(office, MARIA, "2. forty boards")
    assert "answered" not in (await states(office)).values()
    await from_sue(office, "2. forty boards")
    assert {"answered"} == {(await states(office))["How much oak is left?"]}


async def test_the_team_hears_of_a_number_that_answers_nothing(office: PostOffice) -> None:
    """Without the words of the question, which the author was not to read; and not of a list."""
    said = "Q2 was asked of somebody else, not of Maria Lopez: these words do not answer it."
    await answer(office, MARIA, "1. green\n2. forty boards")
    told = await newest(office, ANNA, "Maria Lopez")
    assert said in told.notices
    await answer(office, MARIA, "We also need:\n1. screws\n2. glue\n3. a brush")
    assert said not in (await newest(office, ANNA, "Maria Lopez")).notices


async def test_words_of_the_supplier_answer_their_own_question_alone(office: PostOffice) -> None:
    """Prose about nothing in particular would fit both."""
    await from_sue(office, "Forty boards, more in spring.")
    assert {"Which colour do you want?": "open", "How much oak is left?": "perhaps"} == (
        await states(office)
    )


async def test_the_teams_letter_says_who_is_asked_what(office: PostOffice) -> None:
    """The third party by that word."""
    await answer(office, MARIA, "Thank you!")
    found = await footer(office, ANNA)
    assert (
        "The next move is the client's.",
        "The client is asked Q1.",
        "Asked of Sue Wood (third party): Q2.",
    ) == found.where_we_are


async def test_where_only_the_supplier_is_asked_the_move_is_theirs(office: PostOffice) -> None:
    """No letter calls them the client."""
    await answer(office, MARIA, "1. green")
    await answer(office, ANNA, "Green it is.", "Maria Lopez")
    await answer(office, MARIA, "Thank you!")
    found = await footer(office, ANNA)
    assert (
        "The next move is up to Sue Wood (third party).",
        "Asked of Sue Wood (third party): Q2.",
    ) == found.where_we_are
    assert ("We wait for Sue Wood (third party); you will be told.",) == found.next_steps


async def test_the_client_reads_nothing_of_what_the_supplier_asks(office: PostOffice) -> None:
    """Nor that we owe an answer there."""
    await from_sue(office, "2. forty boards. When do you collect them?")
    await answer(office, MARIA, "1. green")
    await answer(office, ANNA, "Noted, green.", "Maria Lopez")
    found = await footer(office, MARIA)
    assert "Nothing is needed from you." == found.where_we_are[0]
    assert [] == [one for one in found.questions if not one.answered]


async def test_a_letter_about_the_clients_words_lists_no_question_of_the_supplier(
    office: PostOffice,
) -> None:
    """A reply to it would not reach them; it is said that it is open."""
    await from_sue(office, "2. forty boards. When do you collect them?")
    await answer(office, MARIA, "1. green. What does the shelf cost?")
    found = await footer(office, ANNA, "Maria Lopez")
    assert ["What does the shelf cost?"] == [one.text for one in found.questions]
    said = "Also open here, and not answered by a reply to this letter: Q1 of Sue Wood."
    assert said == found.where_we_are[-1]


async def test_a_letter_about_the_clients_words_quotes_nothing_of_the_supplier(
    office: PostOffice,
) -> None:
    """Its answer may quote all of it to the client."""
    sues = await from_sue(office, "Forty boards, more in spring.")
    await answer(office, MARIA, "Thank you!")
    told = await newest(office, ANNA, "Maria Lopez")
    assert told.footer is not None
    assert sues.post_id not in told.earlier
    assert [""] == [one.words for one in told.footer.to_confirm]


async def test_a_member_takes_back_only_what_they_asked_the_reader(office: PostOffice) -> None:
    """ "Never mind Q2" to the client leaves the supplier's question alone."""
    await answer(office, MARIA, "Thank you!")
    await answer(office, ANNA, "Never mind Q2.", "Maria Lopez")
    assert {"open"} == set((await states(office)).values())
    await answer(office, ANNA, "Never mind Q1.", "Maria Lopez")
    assert {"withdrawn", "open"} == set((await states(office)).values())


async def test_the_same_words_asked_of_another_are_another_question(office: PostOffice) -> None:
    """Each is answered by whom it was put to."""
    await answer(office, MARIA, "Thank you!")
    await answer(office, ANNA, "How much oak is left?", "Maria Lopez")
    found = await questions.list_questions(office.container, 1)
    assert ["sue@timber.example", "maria@bloom.example"] == [
        one.to[0].addresses[0] for one in found if one.text == "How much oak is left?"
    ]


async def test_who_was_left_out_answers_nothing_of_the_others(office: PostOffice) -> None:
    """Tom comes in later, and was not asked the first question."""
    await answer(office, MARIA, "Thank you!", Cc=TOM)
    await answer(office, ANNA, "How wide is the wall?", "Maria Lopez")
    await answer(office, TOM, "1. green  3. two metres")
    assert {
        "Which colour do you want?": "open",
        "How much oak is left?": "open",
        "How wide is the wall?": "answered",
    } == await states(office)
    assert ["How wide is the wall?"] == [
        one.text for one in (await footer(office, TOM, "Anna Berg")).questions
    ]


async def passed_on(office: PostOffice, post_id: int) -> set[str]:
    return {row["to"] for row in await office.letters() if row["post_id"] == post_id}


@pytest.mark.parametrize("how", ["command", "service"])
async def test_what_the_supplier_says_is_the_teams_until_a_member_passes_it_on(
    office: PostOffice, how: str
) -> None:
    """Then the client has it, once; answers to it go on going to the supplier."""
    sues = await from_sue(office, "Forty boards, more in spring.", office.address)
    assert sues.post_id is not None
    assert {"anna@agency.example"} == await passed_on(office, sues.post_id)
    assert any("#pass" in line for line in (await newest(office, ANNA)).notices)
    if how == "command":
        await answer(office, ANNA, "#pass", "Sue Wood")
    else:
        view = await release.preview_release(office.container, sues.post_id)
        assert (("maria@bloom.example",), True) == (view.to, view.third_party)
        await release.release_post(office.container, sues.post_id)
    assert {"anna@agency.example", "maria@bloom.example"} == await passed_on(office, sues.post_id)
    with pytest.raises(Refused):
        await release.release_post(office.container, sues.post_id)
    shown = (await read.show_discussion(office.container, 1)).posts
    assert [] == [post.id for post in shown if post.stays]
