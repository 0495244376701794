"""Reactions and answers to invitations are marks, no posts."""

from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbridge.domain.discussion import Channel
from mailbridge.domain.project import Person
from mailbridge.services.discussions import write
from mailbridge.services.views.mail_models import MailView
from mailbridge.services.views.models import DiscussionPage
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria asked, Anna answered from the web, and the discussion was closed."""
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    anna = await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    first = await made.bring(
        MARIA, "The plan", "May I see the plan?", Message_ID="<1@bloom.example>"
    )
    assert first.discussion_id is not None
    await _answer(made, anna, first.discussion_id)
    await write.close_discussion(container, anna, first.discussion_id)
    yield made
    await container.close()


async def _answer(office: PostOffice, anna: Person, discussion_id: int) -> None:
    await write.add_reply(
        office.container, anna, discussion_id, "Here is the plan, Maria.", channel=Channel.API
    )


async def page_of(office: PostOffice) -> DiscussionPage:
    from mailbridge.services.discussions import read

    found = await read.list_discussions(office.container)
    assert len(found) == 1
    return await read.show_discussion(office.container, found[0].id)


def reaction(number: int, answered: str, subject: str = "Re: The plan") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = MARIA, subject
    message["To"], message["Message-ID"] = "us@bridge.test", f"<r{number}@bloom.example>"
    message["In-Reply-To"] = message["References"] = f"<{answered}>"
    message.set_content("👍\n\nMaria Lopez reacted via Gmail\n")
    message.add_alternative(
        b'{"emoji":"\xf0\x9f\x91\x8d","version":1}',
        maintype="text",
        subtype="vnd.google.email-reaction+json",
    )
    return message.as_bytes()


async def react(office: PostOffice, number: int = 1) -> MailView:
    """To the newest letter that Maria had."""
    letter = [row for row in await office.letters() if row["to"] == "maria@bloom.example"][-1]
    raw = reaction(number, letter["message_id"])
    return await office.bring(MARIA, "", "", raw=raw)


async def test_a_reaction_is_shown_at_the_post_it_answers(office: PostOffice) -> None:
    """No post, no letter, nothing is open again."""
    before = len(await office.letters())
    mail = await react(office)
    page = await page_of(office)
    assert ("reaction", "closed", 2) == (mail.reason, page.discussion.state, page.discussion.posts)
    assert [("👍", "maria@bloom.example")] == [
        (one.emoji, one.by) for one in page.posts[1].reactions
    ]
    assert before == len(await office.letters())


async def test_the_same_reaction_counts_once(office: PostOffice) -> None:
    """However often it comes."""
    await react(office)
    await react(office, 2)
    assert len((await page_of(office)).posts[1].reactions) == 1


async def test_a_reaction_to_nothing_opens_nothing(office: PostOffice) -> None:
    """It stands in the mail log."""
    raw = reaction(1, "unknown@elsewhere.example", "Re: Something else")
    mail = await office.bring(MARIA, "", "", raw=raw)
    assert ("reaction", None) == (mail.reason, mail.discussion_id)


async def test_words_in_quotation_marks_are_a_reaction_only_to_the_same_words(
    office: PostOffice,
) -> None:
    """Somebody may say what they liked in a letter of their own."""
    letter = [row for row in await office.letters() if row["to"] == "maria@bloom.example"][-1]
    answers = {"In_Reply_To": f"<{letter['message_id']}>"}
    liked = await office.bring(MARIA, "Re: The plan", "Liked “Here is the plan”", **answers)
    chose = await office.bring(MARIA, "Re: The plan", "Liked “the second draft”", **answers)
    assert ("reaction", "filed") == (liked.reason, chose.reason)


def calendar_answer(said: str, words: str, answered: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = MARIA, "Accepted: Site visit"
    message["To"], message["Message-ID"] = "us@bridge.test", "<c1@bloom.example>"
    message["In-Reply-To"] = f"<{answered}>"
    message.set_content(words)
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY", "BEGIN:VEVENT", "UID:1",
        "SUMMARY:Site visit", f"ATTENDEE;PARTSTAT={said}:mailto:maria@bloom.example",
        "DTSTART:20261130T100000Z", "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    message.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"})
    return message.as_bytes()


@pytest.mark.parametrize(
    ("said", "words", "line"),
    [
        (
            "ACCEPTED",
            "Maria has accepted this invitation.",
            "Maria Lopez accepted the invitation “Site visit”, 30 November",
        ),
        (
            "DECLINED",
            "I am in Rome then.",
            "Maria Lopez declined the invitation “Site visit”, 30 November: “I am in Rome then.”",
        ),
    ],
)
async def test_an_answer_to_an_invitation_is_a_line(
    office: PostOffice, said: str, words: str, line: str
) -> None:
    """With the words beside it, where a person wrote some."""
    raw = calendar_answer(said, words, "1@bloom.example")
    mail = await office.bring(MARIA, "", "", raw=raw)
    page = await page_of(office)
    assert ("noted", "closed", 2) == (mail.reason, page.discussion.state, page.discussion.posts)
    assert line in [event.english for event in page.events]


async def test_an_answer_that_asks_something_is_a_letter(office: PostOffice) -> None:
    """Somebody must answer it."""
    raw = calendar_answer("DECLINED", "Could we meet on Tuesday instead?", "1@bloom.example")
    assert (await office.bring(MARIA, "", "", raw=raw)).reason == "filed"


@pytest.mark.parametrize("words", ["Moltes gràcies!", "Köszönöm szépen", "감사합니다", "👍"])
async def test_thanks_reopen_nothing(office: PostOffice, words: str) -> None:
    """In any language; it is a post all the same."""
    letter = [row for row in await office.letters() if row["to"] == "maria@bloom.example"][-1]
    answers = {"In_Reply_To": f"<{letter['message_id']}>"}
    mail = await office.bring(MARIA, "Re: The plan", words, **answers)
    assert ("filed", "closed") == (mail.reason, (await page_of(office)).discussion.state)
