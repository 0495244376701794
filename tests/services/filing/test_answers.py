"""Answers to letters as they really leave, in text and in HTML, as mail programs quote them."""

import email
import email.policy
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbridge.services.discussions import read
from mailbridge.services.telling import drain_outbox
from mailbridge.store.outbox import letter_json
from tests.container import Relay, open_container, rendering
from tests.services.filing.mail_programs import IN_HTML, IN_TEXT
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"
BOB = "Bob Roe <bob@agency.example>"
ASKED = (
    "We have looked at the plan of the shop and at the prices that you sent us last week. "
    "Which of the two photographs shall we take for the page about the bakery?"
)
SAID = "The second one, in the evening light."


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria wrote, Anna answered with a question; Bob reads along."""
    container = await open_container(store_url, tmp_path, renderer=rendering())
    made = await PostOffice(container).open()
    for address, role, name in (
        ("anna@agency.example", "member", "Anna Petrova"),
        ("bob@agency.example", "member", "Bob Roe"),
        ("maria@bloom.example", "client", "Maria Lopez"),
    ):
        await made.person(address, role, name)
    await made.bring(MARIA, "Shop", "Here is the plan, and the prices are in it.")
    for author in (BOB, ANNA):
        await bring(made, author, ASKED if author is ANNA else "I have it, Maria.")
    yield made
    await container.close()


async def bring(office: PostOffice, author: str, text: str, markup: str | None = None) -> str:
    """The author answers the newest letter that reached them; what became of it is given."""
    address = author.partition("<")[2].rstrip(">")
    while await drain_outbox.drain(office.container):
        pass
    newest = [row for row in await office.letters() if row["to"] == address][-1]
    reply_to = letter_json.read(newest["content"]).reply_to
    assert reply_to is not None
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = author, reply_to.address, "Re: Shop"
    message["Message-ID"] = f"<{newest['id']}.{office.brought}@far.example>"
    message["In-Reply-To"] = f"<{newest['message_id']}>"
    message["Date"] = "Mon, 23 Nov 2026 12:00:00 +0100"
    if markup is None:
        message.set_content(text)
    else:
        message.set_content(markup, subtype="html")
    raw = message.as_bytes(policy=email.policy.SMTP)
    mail = await office.bring(author, "Re: Shop", "", to=reply_to.address, raw=raw)
    page = await read.show_discussion(office.container, mail.discussion_id or 0)
    return next(post.reply for post in page.posts if post.id == mail.post_id)


async def parts(office: PostOffice, address: str) -> tuple[str, str]:
    """Text and HTML of the newest letter that somebody got."""
    while await drain_outbox.drain(office.container):
        pass
    assert isinstance(office.container.relay, Relay)
    content = [raw for _, to, raw in office.container.relay.taken if to == address][-1]
    message = email.message_from_bytes(content, policy=email.policy.default)
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert page is not None
    return text.get_content(), page.get_content()


@pytest.mark.parametrize("way", IN_TEXT)
async def test_a_client_answers_in_text(office: PostOffice, way: str) -> None:
    """Only what she wrote is hers."""
    text, _ = await parts(office, "maria@bloom.example")
    assert SAID == await bring(office, MARIA, IN_TEXT[way](text, SAID))


@pytest.mark.parametrize("way", IN_HTML)
async def test_a_client_answers_in_html(office: PostOffice, way: str) -> None:
    """The program takes over our HTML, which says the same in another shape."""
    _, page = await parts(office, "maria@bloom.example")
    assert SAID == await bring(office, MARIA, "", IN_HTML[way](page, SAID))


@pytest.mark.parametrize("way", IN_TEXT)
async def test_a_member_answers_in_text(office: PostOffice, way: str) -> None:
    """The letter to the team has more around it."""
    text, _ = await parts(office, "bob@agency.example")
    assert SAID == await bring(office, BOB, IN_TEXT[way](text, SAID))


@pytest.mark.parametrize("way", IN_HTML)
async def test_a_member_answers_in_html(office: PostOffice, way: str) -> None:
    """In each of its shapes."""
    _, page = await parts(office, "bob@agency.example")
    assert SAID == await bring(office, BOB, "", IN_HTML[way](page, SAID))


@pytest.mark.parametrize("colour", ["", " style='color:#c00000'", " style='color:navy'"])
async def test_an_answer_typed_under_the_question_is_kept_with_it(
    office: PostOffice, colour: str
) -> None:
    """Into the quote of an Outlook letter, in any colour or none."""
    _, page = await parts(office, "maria@bloom.example")
    question = "Which of the two photographs shall we take for the page about the bakery?"
    asked, mark, rest = page.rpartition("bakery?")
    assert mark
    typed = f"{asked}{mark}<p{colour}>{SAID}</p>{rest}"
    reply = await bring(office, MARIA, "", IN_HTML["outlook"](typed, "See below."))
    said = [line.strip() for line in reply.split("\n") if line]
    assert ("See below.", SAID) == (said[0], said[-1])
    assert question.split()[-1] in said[-2]
    assert said[-2].startswith(">")


async def test_nothing_of_what_we_say_of_ourselves_is_left_in_a_letter_passed_on(
    office: PostOffice,
) -> None:
    """A client who never had the letter passes it on: our small print, keys and all go."""
    text, _ = await parts(office, "bob@agency.example")
    mail = await office.bring("Rita <rita@elsewhere.example>", "Fwd: Shop", f"Look:\n\n{text}")
    page = await read.show_discussion(office.container, mail.discussion_id or 0)
    left = page.posts[-1].reply
    ours = ("You get this because", "#task Title", "Stop letters", "/u/", "Where we are")
    assert [] == [one for one in ours if one.lower() in left.lower()]


@pytest.mark.parametrize("day", ["Mon, 23 Nov 2026", "Mon 23 Nov 2026"])
async def test_the_day_above_a_quote_is_nobodys_answer(office: PostOffice, day: str) -> None:
    """Our letter names the same day: "You wrote on Mon 23 Nov:"."""
    await bring(office, MARIA, "Will it be ready in spring?")
    await bring(office, ANNA, "In May, we hope.")
    text, _ = await parts(office, "maria@bloom.example")
    assert "wrote on Mon 23 Nov:" in text
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    answer = f"{SAID}\n\nOn {day} at 10:00, Bloom wrote:\n{quoted}"
    assert SAID == await bring(office, MARIA, answer)
