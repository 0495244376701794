"""Whether a letter answers another one, and what a quote is in one that answers nothing."""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.reply.answering import answers_another
from mailbridge.steps.reading.reply.trim import trim

LOG = "> 10:15 ERROR disk full\n> 10:16 ERROR giving up"


@pytest.mark.parametrize(
    "message",
    [
        Message(subject="Re: chairs"),
        Message(subject="AW: chairs"),
        Message(subject=""),
        Message(subject="chairs", in_reply_to=("a@example.org",)),
        Message(subject="chairs", references=("a@example.org",)),
        Message(subject="chairs", to=(Mailbox("", "reply+4f97315cc828096c9cb3@example.org"),)),
        Message(subject="chairs", to=(Mailbox("", "r.k7f3qzm2p9x4w8v5t6@example.org"),)),
    ],
)
def test_a_letter_answers_by_its_subject_ids_or_address(message: Message) -> None:
    assert answers_another(message)


@pytest.mark.parametrize("address", ["ann@example.org", "k7f3qzm2p9x4w8v5t@example.org", ""])
def test_a_letter_without_marks_answers_nothing(address: str) -> None:
    """The address of a project is a long token, too, but nothing stands before it."""
    assert not answers_another(Message(subject="chairs", to=(Mailbox("", address),)))


@pytest.mark.parametrize(
    "text",
    [
        f"The server says this:\n\n{LOG}",
        f"I found this on your page\n\n{LOG}",
        "We got this:\n\nFrom: Bob <bob@example.org>\nDate: 4 May 2026 10:15\nSubject: You won",
        "Our log:\n\n-----Original Message-----\nGET / HTTP/1.0",
        "Hello.\n\nOn 4 May 2026, your Mr Smith wrote:\nwe will come on Friday.",
    ],
)
def test_a_letter_that_answers_nothing_quotes_nothing(text: str) -> None:
    """What it cites, nobody here has read."""
    assert trim(Message(subject="Printer trouble", text=text)).reply == text


def test_what_a_colon_announces_stays_in_an_answer_too() -> None:
    """A quote that no program made was put there by its author."""
    text = f"This is wrong in the contract:\n\n{LOG}"
    assert trim(Message(subject="Re: contract", text=text)).reply == text


def test_a_quote_without_head_under_a_subject_of_its_own_stays() -> None:
    """Somebody wrote a new letter in an old one, in the format of a quote."""
    text = f"Good morning,\n{LOG}"
    message = Message(subject="Delivery", in_reply_to=("a@example.org",), text=text)
    assert trim(message).reply == text


def test_the_quote_above_the_attribution_was_chosen() -> None:
    text = "See:\n> the law\n\nOn 4 May 2026 Ann <ann@example.org> wrote:\n> Which law?"
    assert trim(Message(subject="Re: law", text=text)).reply == "See:\n> the law"
