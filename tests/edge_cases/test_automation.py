"""What machines write: what went wrong elsewhere. The numbers are those of the collected cases."""

import pytest

from mailbridge.services.discussions import read
from mailbridge.services.people import register
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"


@pytest.mark.parametrize("value", ["All", "OOF, AutoReply", "DR, RN, NRN, OOF, AutoReply"])
async def test_a_wish_for_no_automatic_answer_makes_no_machine(
    office: PostOffice, value: str
) -> None:
    """Exchange writes X-Auto-Response-Suppress into people's letters; the team is told (EDGE_CASES
    56).
    """
    mail = await office.bring(
        MARIA, "Menu", "Please build a menu page.", X_Auto_Response_Suppress=value
    )
    assert ["human"] == [post.kind for post in (await office.page(mail)).posts]
    assert ["anna@agency.example"] == [row["to"] for row in await office.letters()]


async def closed(office: PostOffice) -> int:
    """Maria asked, Anna answered and closed it; the discussion."""
    mail = await office.bring(MARIA, "Menu", "Please build a menu page.")
    to_anna = await office.reply_address("anna@agency.example")
    await office.bring(ANNA, "Re: Menu", "#done\n\nIt is there.", to_anna, To=to_anna)
    assert mail.discussion_id is not None
    return mail.discussion_id


@pytest.mark.parametrize(
    "words", ["Thank you!", "Thanks a lot, Anna.", "Спасибо!", "Большое спасибо, Анна!"]
)
async def test_thanks_do_not_reopen(office: PostOffice, words: str) -> None:
    """They are filed, and it stays closed (EDGE_CASES 64)."""
    discussion = await closed(office)
    mail = await office.bring(MARIA, "Re: Menu", words, In_Reply_To="<1@mail.example>")
    page = await office.page(mail)
    assert (discussion, 3, "closed") == (
        page.discussion.id,
        page.discussion.posts,
        page.discussion.state,
    )


async def test_a_question_does_reopen(office: PostOffice) -> None:
    """Thanks with something to do are no mere thanks (EDGE_CASES 64)."""
    discussion = await closed(office)
    await office.bring(
        MARIA, "Re: Menu", "Thank you! Can you add the prices, too?", In_Reply_To="<1@mail.example>"
    )
    assert "open" == (await read.show_discussion(office.container, discussion)).discussion.state


async def test_an_absence_that_answers_nothing_opens_nothing(office: PostOffice) -> None:
    """Its day counts: reminders wait for it."""
    mail = await office.bring(
        MARIA, "Abwesend", "Ich bin bis 30. November nicht da.", Auto_Submitted="auto-replied"
    )
    assert (None, "accept", "auto-reply") == (
        mail.discussion_id,
        mail.disposition,
        mail.reason,
    )
    assert [] == await office.letters()
    maria = await register.show_person(office.container, "maria@bloom.example")
    assert maria.away_until is not None


async def test_an_absence_leaves_a_closed_discussion_closed(office: PostOffice) -> None:
    """And its task with whom it was given to; nobody is written to (EDGE_CASES 54)."""
    discussion, before = await closed(office), len(await office.letters())
    text = "I am out of the office until 30 November 2026."
    await office.bring(
        MARIA,
        "Automatic reply: Menu",
        text,
        In_Reply_To="<1@mail.example>",
        Auto_Submitted="auto-replied",
    )
    page = await read.show_discussion(office.container, discussion)
    assert ("closed", 2, before) == (
        page.discussion.state,
        page.discussion.posts,
        len(await office.letters()),
    )


async def test_a_wished_for_list_is_filed_and_answered_by_nobody(office: PostOffice) -> None:
    """Monitoring mail of Precedence: list stands in the project, and the machine hears nothing
    (EDGE_CASES 63).
    """
    mail = await office.bring(
        "Monitor <watch@monitor.example>",
        "Disk full",
        "On web1.",
        Precedence="list",
        List_Id="<alerts.monitor.example>",
    )
    assert ["list"] == [post.kind for post in (await office.page(mail)).posts]
    assert [] == [row for row in await office.letters() if row["to"] == "watch@monitor.example"]
