"""Which letter an answer quotes first: whose it was, when, and what it said."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from mailbridge.domain.discussion import MissingLetter
from mailbridge.domain.message import Forwarded, Kind, Mailbox, Message, Reading, Trimmed
from mailbridge.domain.project import Person, Role
from mailbridge.steps.deciding.conversation.missing_letter import (
    Cited,
    cited,
    may_miss,
    member_cited,
    told,
)

ZONE = timezone(timedelta(hours=1))
WRITTEN = datetime(2026, 11, 3, 10, 0, tzinfo=ZONE)
ANNA_AT = "anna@agency.example"
ON = f"On Tue, 3 Nov 2026 at 10:00, Anna Petrova <{ANNA_AT}> wrote:"
NO_ADDRESS = "On Tue, 3 Nov 2026 at 10:00, Anna Petrova wrote:"
FIELDS = """\
From: Anna Petrova
Sent: Tuesday, November 3, 2026 10:00 AM
To: Maria Lopez
Subject: Re: Menu page
"""


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (ON, ANNA_AT),
        (NO_ADDRESS, ""),
        (f"вт, 3 нояб. 2026 г. в 10:00, Anna Petrova <{ANNA_AT}>:", ANNA_AT),
        ("Am 3. November 2026 um 10:00 schrieb Anna Petrova:", ""),
        (f"<{ANNA_AT}> hat am 3. November 2026 um 10:00 geschrieben:", ANNA_AT),
    ],
)
def test_a_line_above_the_quote_says_whose_it_was(head: str, address: str) -> None:
    """Address and date are taken from it; its words are kept, for names."""
    found = cited(f"{head}\n> We shall.\n> Soon.\n", ZONE)
    assert Cited(head, Mailbox("", address), WRITTEN, "We shall.\nSoon.") == found


def test_a_line_without_a_date_says_no_date() -> None:
    """A name is enough."""
    assert Cited("Anna Petrova schrieb:", Mailbox("", ""), None, "We.") == cited(
        "Anna Petrova schrieb:\n> We.", ZONE
    )


def test_a_date_with_a_zone_of_its_own_keeps_it() -> None:
    """The line may be wrapped, and be quoted itself."""
    quoted = f"> On Tue, 3 Nov 2026 at 10:00 +0300, Anna Petrova\n> <{ANNA_AT}> wrote:\n>\n>> We."
    found = cited(quoted, ZONE)
    assert found is not None
    head = f"On Tue, 3 Nov 2026 at 10:00 +0300, Anna Petrova <{ANNA_AT}> wrote:"
    assert (head, ANNA_AT, "We.") == (found.head, found.author.address, found.text)
    assert found.written == WRITTEN - timedelta(hours=2)


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Anna Petrova", Mailbox("Anna Petrova", "")),
        (f"Anna Petrova <{ANNA_AT}>", Mailbox("Anna Petrova", ANNA_AT)),
    ],
)
@pytest.mark.parametrize("before", ["", "-----Original Message-----\n", "\n\n"])
def test_header_fields_above_the_quote_say_whose_it_was(
    sender: str, expected: Mailbox, before: str
) -> None:
    """As Outlook writes them; the words end where an older letter begins."""
    older = FIELDS.replace("Anna Petrova", "Maria")
    fields = FIELDS.replace("Anna Petrova", sender)
    found = cited(f"{before}{fields}\nWe shall.\n\nSoon.\n\n{older}\nPlease.", ZONE)
    assert Cited("Anna Petrova", expected, WRITTEN, "We shall.\n\nSoon.") == found


def test_header_fields_may_name_no_author() -> None:
    """To and a whole date are enough."""
    fields = "To: maria@bloom.example\nDate: Tue, 03 Nov 2026 10:00:00 +0100\nSubject: Menu\n"
    found = cited(f"{fields}\nWe shall.", ZONE)
    assert Cited("", Mailbox("", ""), WRITTEN, "We shall.") == found


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("> We.\n> Soon.\n>\n>> please\n> Again.", "We.\nSoon."),
        (f"> We.\n> Soon.\n{ON}\n> please", "We.\nSoon."),
        (f"> We.\n\n> Soon.\n{FIELDS}\n> please", "We.\n\nSoon."),
        ("\n\nWe.\nSoon.\n> please", "We.\nSoon."),
        ("> We.\nSoon.", "We.\nSoon."),
        ("> We.\n>> \n> Soon.", "We.\n\nSoon."),
        ("", ""),
        ("\n\n", ""),
    ],
)
def test_the_words_end_where_they_quote_in_turn(below: str, expected: str) -> None:
    """A deeper line with words in it, or what stands above an older letter."""
    found = cited(f"{ON}\n{below}", ZONE)
    assert found is not None
    assert expected == found.text


def test_the_first_letter_is_the_one_that_is_answered() -> None:
    """Not an older one below it."""
    found = cited(f"{NO_ADDRESS}\n> We.\n{ON}\n>> Please.", ZONE)
    assert found is not None
    assert (NO_ADDRESS, "We.") == (found.head, found.text)


@pytest.mark.parametrize(("above", "is_found"), [("\n" * 11, True), ("\n" * 12, False)])
@pytest.mark.parametrize("head", [f"{ON}\n> We.", f"{FIELDS}\nWe."])
def test_it_is_looked_for_in_the_first_12_lines(above: str, is_found: bool, head: str) -> None:
    """Further down it is part of the text."""
    assert is_found == (cited(above + head, ZONE) is not None)
    assert is_found == (cited(above.replace("\n", "words\n") + head, ZONE) is not None)


def test_400_lines_are_looked_at() -> None:
    """One says whose it was."""
    found = cited(ON + "\n> We." * 500, ZONE)
    assert found is not None
    assert 399 == len(found.text.split("\n"))


@pytest.mark.parametrize("quoted", ["", "> We shall.", "\n\n", "We shall build it.\n> Please."])
def test_nothing_says_whose_it_was(quoted: str) -> None:
    """Then nobody can be missed."""
    assert cited(quoted, ZONE) is None


ANSWER = Message(in_reply_to=("gone@x",))
QUOTES = Trimmed("Yes.", "> We shall.")
FORWARDED = Forwarded(Mailbox("", ANNA_AT), None, "Menu", "We.")


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Reading(ANSWER, trimmed=QUOTES), "gone@x"),
        (Reading(ANSWER, trimmed=QUOTES, kind=Kind.AUTO_REPLY), None),
        (Reading(ANSWER, trimmed=QUOTES, forwarded=FORWARDED), None),
        (Reading(ANSWER, trimmed=Trimmed("Yes.", " \n")), None),
        (Reading(ANSWER, trimmed=Trimmed("Yes.")), None),
        (Reading(Message(), trimmed=QUOTES), None),
        (Reading(Message(references=("a@x", "b@x")), trimmed=QUOTES), "b@x"),
    ],
)
def test_a_persons_answer_that_quotes_may_miss_a_letter(
    reading: Reading, expected: str | None
) -> None:
    """The one that it answers; a forward answers nothing."""
    assert expected == may_miss(reading)


ANNA = Person(2, "Anna Petrova", Role.MEMBER, (ANNA_AT, "anna@home.example"))
IGOR = Person(3, "Igor Petrov", Role.MEMBER, ("igor@agency.example",))
CHER = Person(4, "Cher", Role.MEMBER, ("cher@agency.example",))
TWIN = Person(5, "Petrova, Anna", Role.MEMBER, ("other@agency.example",))
NAMELESS = Person(6, "", Role.MEMBER, ("x@agency.example",))
TEAM = (NAMELESS, IGOR, ANNA, CHER)


@pytest.mark.parametrize(
    ("head", "author", "expected"),
    [
        ("", Mailbox("", "anna@home.example"), ANNA),
        (ON, Mailbox("", "maria@bloom.example"), None),
        (NO_ADDRESS, Mailbox("", ""), ANNA),
        ("Anna Petrova (Agency)", Mailbox("Anna Petrova (Agency)", ""), ANNA),
        ("«Петрова», ANNA: petrova; *Anna*", Mailbox("", ""), ANNA),
        ("On Tuesday Anna Petrovas wrote:", Mailbox("", ""), None),
        ("On Tuesday Anna\u00a0Petrova wrote:", Mailbox("", ""), ANNA),
        ("On Tuesday Anna wrote:", Mailbox("", ""), None),
        ("Cher", Mailbox("Cher", ""), CHER),
        ("Cher", Mailbox("Cher (Agency)", ""), CHER),
        ("Cher Smith", Mailbox("Cher Smith", ""), None),
        ("On Tuesday Cher wrote:", Mailbox("", ""), None),
        ("Anna Petrova and Igor Petrov wrote:", Mailbox("", ""), None),
        ("", Mailbox("", ""), None),
    ],
)
def test_which_member_is_cited(head: str, author: Mailbox, expected: Person | None) -> None:
    """By address, else the only one whose first and last name stand there; a single name counts
    where nothing else does.
    """
    assert expected == member_cited(Cited(head, author, None, ""), TEAM)


def test_two_of_one_name_are_nobody() -> None:
    """The address says which."""
    two = (ANNA, TWIN)
    assert member_cited(Cited(NO_ADDRESS, Mailbox("", ""), None, ""), two) is None
    assert TWIN == member_cited(Cited(ON, Mailbox("", "other@agency.example"), None, ""), two)


def test_what_is_kept_of_a_missing_letter() -> None:
    """Whose it was, when it was written, and what is quoted of it."""
    found = Cited(ON, Mailbox("", ANNA_AT), WRITTEN, "We shall.")
    wanted: Any = MissingLetter("gone@x", 2, "Anna Petrova", WRITTEN, text="We shall.")
    assert wanted == told(found, ANNA, "gone@x")
