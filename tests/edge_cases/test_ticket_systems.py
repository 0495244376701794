"""The other side's ticket system writes its own number on its letters (case 52)."""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.deciding.conversation.case_numbers import case_numbers
from tests.services.post_office import PostOffice

MARIA, DESK = "Maria Lopez <maria@bloom.example>", "Service desk <desk@bloom.example>"
KINDS = [
    ("INC0012345 has been opened", "Comment added to INC0012345"),
    ("[#123] Request received", "[#123] Re: your oven"),
    ("[Ticket #20261123] Received", "Re: [Ticket #20261123] Answer"),
    ("[JIRA] (OPS-12) Created", "[JIRA] (OPS-12) Commented"),
    ("Case 00012345: created", "Your case # 00012345 was updated"),
    ("Created [ ref:_00D20H2fQ._5002E1a2b3:ref ]", "Solved [ ref:_00D20H2fQ._5002E1a2b3:ref ]"),
    ("Обращение № 45678 принято", "Обращение 45678 решено"),
]


def message(subject: str, author: str = "desk@bloom.example", **more: object) -> Message:
    return Message(subject=subject, from_=(Mailbox("", author),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "later"), KINDS)
async def test_a_later_letter_finds_the_first_by_the_number(
    office: PostOffice, first: str, later: str
) -> None:
    """No id in common, another subject."""
    one = await office.bring(DESK, first, "Thank you for writing to us.")
    other = await office.bring(DESK, later, "We looked into it.")
    assert one.discussion_id == other.discussion_id


async def test_jiras_ids_hold_the_number(office: PostOffice) -> None:
    """JIRA.<number>.<time>... is the same in all letters of an issue."""
    at = "1700000000000"
    one = await office.bring(
        DESK, "Oven", "Created.", Message_ID=f"<JIRA.13245.{at}.1.{at}@Atlassian.JIRA>"
    )
    other = await office.bring(
        DESK,
        "Door of the oven",
        "Commented.",
        Message_ID=f"<JIRA.13245.{at}.2.{at}@Atlassian.JIRA>",
    )
    third = await office.bring(
        DESK, "Another", "Created.", Message_ID=f"<JIRA.13246.{at}.3.{at}@Atlassian.JIRA>"
    )
    assert (one.discussion_id, True) == (
        other.discussion_id,
        third.discussion_id != one.discussion_id,
    )


@pytest.mark.parametrize("automatic", [True, False])
async def test_an_acknowledgement_of_our_letter_teaches_the_number(
    office: PostOffice, automatic: bool
) -> None:
    """It answers by id; what their agent writes later has nothing but the number, and waits to be
    let in.
    """
    mail = await office.bring(MARIA, "Menu page", "Please build a menu page.")
    fields = {"Auto_Submitted": "auto-replied"} if automatic else {}
    await office.bring(
        DESK, "[#123] Request received", "We got it.", In_Reply_To="<1@mail.example>", **fields
    )
    later = await office.bring(DESK, "[#123] Solved", "It is done.")
    assert mail.discussion_id == later.discussion_id


async def test_two_numbers_are_two_discussions(office: PostOffice) -> None:
    """However equal their subjects are."""
    mails = [
        await office.bring(DESK, f"[#{number}] Request received", "Thank you for writing to us.")
        for number in (123, 124, 123)
    ]
    assert (mails[0].discussion_id, True) == (
        mails[2].discussion_id,
        mails[0].discussion_id != mails[1].discussion_id,
    )


async def test_another_company_has_numbers_of_its_own(office: PostOffice) -> None:
    """Everybody counts from one."""
    await office.person("desk@other.example")
    one = await office.bring(DESK, "[#123] Request received", "Thank you.")
    other = await office.bring("desk@other.example", "[#123] Something else", "Thank you.")
    assert one.discussion_id != other.discussion_id


async def test_another_project_knows_nothing_of_it(office: PostOffice) -> None:
    """Numbers count where they were seen."""
    other = await PostOffice(office.container).open("Other")
    one = await office.bring(DESK, "[#123] Request received", "Thank you.")
    two = await other.bring(DESK, "[#123] Solved", "Done.", Message_ID="<two@x>")
    assert one.discussion_id != two.discussion_id


@pytest.mark.parametrize(
    "subject",
    [
        "Oven #12",
        "[USRP-users] Oven",
        "The year 2026",
        "Order in case 3 fails",
        "[N210-2] Oven",
        "REQ for a menu",
    ],
)
def test_ordinary_subjects_have_no_number(subject: str) -> None:
    """Only the forms of ticket systems count."""
    assert () == case_numbers(message(subject))


def test_a_customer_of_a_provider_is_a_company_of_its_own() -> None:
    """Two people at one provider do not share numbers."""
    assert case_numbers(message("[#1] A", "a@gmail.com")) != case_numbers(
        message("[#1] A", "b@gmail.com")
    )
