"""Numbers of the other side's ticket system."""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.deciding.conversation.case_numbers import case_numbers, series

DESK = Mailbox("Service desk", "desk@bloom.test")
REF = "ref:!00D0Y0abc.!5003X01xyz:ref"


def numbers(subject: str = "", author: Mailbox = DESK, **fields: object) -> tuple[str, ...]:
    """The part of each pseudo-id behind the company."""
    message = Message(subject=subject, from_=(author,), **fields)  # type: ignore[arg-type]
    return tuple(one.partition(":")[2].partition(":")[2] for one in case_numbers(message))


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Incident INC0012345 has been opened", ("INC0012345",)),
        ("INC001234", ()),
        ("[JIRA] (KEY-12) Menu", ("jira KEY-12",)),
        ("[jira] [Commented] (WEB_2-7) Menu", ("jira WEB_2-7",)),
        ("[JIRA] Menu", ()),
        ("(KEY-12) Menu", ()),
        ("Re: [#123] Menu", ("#123",)),
        ("[Ticket #123] Menu", ("ticket#123",)),
        ("[Bloom  Help : #123] Menu", ("bloom help#123",)),
        ("Case 00012345: Menu", ("#00012345",)),
        ("Заявка № 45678", ("#45678",)),
        ("Ticket 123", ()),
        ("[Ticket #123] case 00012345", ("ticket#123",)),
        (f"Menu {REF}", ("ref !00D0Y0abc.!5003X01xyz",)),
        ("Menu", ()),
    ],
)
def test_what_each_system_writes_in_the_subject(subject: str, expected: tuple[str, ...]) -> None:
    """ServiceNow, Jira, Zendesk, OTRS, RT, Freshdesk, Salesforce, and numbers behind a word."""
    assert expected == numbers(subject)


def test_only_the_first_400_characters_of_the_subject_are_read() -> None:
    """A number that ends there counts, one that goes beyond does not."""
    number = "INC0012345"
    assert (number,) == numbers(f"{'x' * 389} {number} more")
    assert () == numbers(f"{'x' * 390} {number} more")


def test_only_the_first_20_000_characters_of_the_text_are_read() -> None:
    """Salesforce writes its reference at the end of the text; the subject may have another."""
    assert ("ref !00D0Y0abc.!5003X01xyz",) == numbers(text=f"Hello.\n\n{REF}")
    fits = "x" * (20_000 - len(REF) - 1) + " "
    assert ("ref !00D0Y0abc.!5003X01xyz",) == numbers(text=fits + REF)
    assert () == numbers(text=f" {fits}{REF}")
    both = numbers("Menu ref:another.number.00:ref", text=REF)
    assert ("ref another.number.00", "ref !00D0Y0abc.!5003X01xyz") == both
    apart = numbers("Menu ref:another.num", text="ber.00:ref")
    assert () == apart


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"message_id": "JIRA.4711.1700000000000.1@bloom.test"}, ("jira 4711",)),
        ({"in_reply_to": ("jira.4711.1700000000000@bloom.test",)}, ("jira 4711",)),
        ({"references": ("JIRA.1.17000000.x@j", "b@x", "c@x")}, ()),
        ({"references": ("a@x", "JIRA.1.17000000.x@j", "c@x")}, ("jira 1",)),
        ({"references": ("a@x", "b@x", "JIRA.1.17000000.x@j")}, ("jira 1",)),
        ({"message_id": "not-JIRA.4711.1700000000000.1@bloom.test"}, ()),
        ({}, ()),
    ],
)
def test_jira_names_its_issue_in_message_ids(
    fields: dict[str, object], expected: tuple[str, ...]
) -> None:
    """Its own, of In-Reply-To, and the two newest of References."""
    assert expected == numbers(**fields)  # type: ignore[arg-type]


def test_the_surest_kind_comes_first_and_four_are_kept() -> None:
    """By Jira's ids, by Salesforce's reference, by what stands in the subject; none twice."""
    found = numbers(
        f"[JIRA] (KEY-12) INC0012345 [#5] {REF}",
        message_id="JIRA.4711.1700000000000.1@bloom.test",
        in_reply_to=("JIRA.4711.1700000000000.2@bloom.test",),
    )
    assert ("jira 4711", "ref !00D0Y0abc.!5003X01xyz", "INC0012345", "jira KEY-12") == found


def test_a_number_counts_for_the_company_that_wrote_it() -> None:
    """A customer of a mail provider is a company of one; who names no author has no numbers."""
    message = Message(subject="[#1]", from_=(DESK,))
    assert (("case:bloom.test:#1",), "case:bloom.test:") == (case_numbers(message), series(message))
    alone = Message(subject="[#1]", from_=(Mailbox("", "shop@gmail.com"),))
    assert ("case:shop@gmail.com:#1",) == case_numbers(alone)
    assert () == case_numbers(Message(subject="[#1]"))
    assert "case::" == series(Message(subject="[#1]"))
