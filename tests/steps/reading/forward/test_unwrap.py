"""The letter inside a forward, from every common mail program; and what only looks like one."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.forward import unwrap
from mailbridge.steps.reading.forward.forwarded_header import labelled
from mailbridge.steps.text import printed_date
from tests.growth import growth

FIXTURES = Path(__file__).parent / "unwrap"
PARIS = timezone(timedelta(hours=1))
FORWARDED_AT = datetime(2026, 11, 18, 17, 0, tzinfo=PARIS)
ANNA = Mailbox("Anna Petrova", "anna@bloom.example")


def cases(name: str) -> list[Any]:
    return [
        pytest.param(case, id=case["id"])
        for case in json.loads((FIXTURES / name).read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", cases("forwards.json"))
def test_a_forward_tells_whose_letter_it_holds(case: dict[str, Any]) -> None:
    """Author, date, subject, text, and the forwarder's own note."""
    found = unwrap.find(Message(subject=case["subject"], text=case["text"], date=FORWARDED_AT))
    assert found is not None
    author = Mailbox(**case["author"]) if case["author"] else None
    date = datetime.fromisoformat(case["date"]) if case["date"] else None
    expected = (author, date, case["inner"], case["body"], case["note"])
    assert expected == (found.author, found.date, found.subject, found.text, found.note)


@pytest.mark.parametrize("case", cases("no_forwards.json"))
def test_what_only_looks_like_a_forward_is_none(case: dict[str, Any]) -> None:
    """Prose with "From:", and replies with the history below them."""
    assert (
        unwrap.find(Message(subject=case["subject"], text=case["text"], date=FORWARDED_AT)) is None
    )


INNER = Message(
    message_id="1@bloom.example",
    subject="Menu page",
    from_=(ANNA,),
    date=FORWARDED_AT,
    text="Hello",
)


@pytest.mark.parametrize("subject", ["Fwd: Menu page", "", "Menu page"])
def test_an_attached_letter_is_a_forward(subject: str) -> None:
    """It brings its own author, date, subject and Message-ID."""
    found = unwrap.find(Message(subject=subject, text="Please look.\n", nested=(INNER,)))
    assert found is not None
    assert (
        found.author,
        found.date,
        found.subject,
        found.text,
        found.note,
        found.message_id,
    ) == (ANNA, FORWARDED_AT, "Menu page", "Hello", "Please look.", "1@bloom.example")


@pytest.mark.parametrize(
    "message",
    [
        Message(subject="Re: Menu page", text="Yes.", nested=(INNER,)),
        Message(subject="Weekly digest", text="All letters", nested=(INNER, INNER)),
        Message(
            subject="Undelivered",
            headers=(("Content-Type", "multipart/report; report-type=delivery-status"),),
            nested=(INNER,),
        ),
    ],
    ids=["reply", "digest", "bounce"],
)
def test_not_every_attached_letter_is_a_forward(message: Message) -> None:
    """Replies, digests and bounces attach letters too."""
    assert unwrap.find(message) is None


def test_the_mail_programs_own_note_outweighs_the_subject() -> None:
    """X-Forwarded-Message-Id says that it is a forward, and of which letter."""
    text = (
        "From: Anna Petrova <anna@bloom.example>\nDate: Wed, 18 Nov 2026 15:04:00 +0100\nSubject: "
        "Menu page\n\nHello"
    )
    found = unwrap.find(
        Message(
            subject="Changed", headers=(("X-Forwarded-Message-Id", "<1@bloom.example>"),), text=text
        )
    )
    assert found is not None
    assert (found.text, found.message_id) == ("Hello", "1@bloom.example")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mon, 1 Dec 2025 00:13:37 +0100", "2025-12-01T00:13:37+01:00"),
        ("11/18/2026 3:04 PM", "2026-11-18T15:04:00+00:00"),
        ("3/12/2026 15:04", "2026-12-03T15:04:00+00:00"),
        ("18.11.26 15:04", "2026-11-18T15:04:00+00:00"),
        ("2026. 11. 18. 오후 3:04", "2026-11-18T15:04:00+00:00"),
        ("mar. 10 mars 2026 à 15:04", "2026-03-10T15:04:00+00:00"),
        ("keskiviikko 18. marraskuuta 2026 15.04", "2026-11-18T15:04:00+00:00"),
        ("18 Kasım 2026 Çarşamba 15:04", "2026-11-18T15:04:00+00:00"),
        ("2026. nov. 18., Sze, 15:04", "2026-11-18T15:04:00+00:00"),
        ("الأربعاء، 18 نوفمبر 2026 15:04", "2026-11-18T15:04:00+00:00"),
        ("יום ד׳, 18 בנוב׳ 2026 15:04", "2026-11-18T15:04:00+00:00"),
        ("Th 4, 18 thg 11, 2026 15:04", "2026-11-18T15:04:00+00:00"),
        ("yesterday", None),
        ("31 February 2026", None),
    ],
)
def test_a_date_line_is_read_in_any_language(words: str, expected: str | None) -> None:
    """Day first, except where twelve hours are counted; UTC where nothing tells the zone."""
    assert (expected and datetime.fromisoformat(expected)) == printed_date.parse(words, None)


_PIECES = (
    "From: a <a@b.example>|Date: 18.11.2026 15:04|Subject: x|To: y|От: |\n|> |---------- "
    "Forwarded message ---------|"
    "Begin forwarded message:|On 18.11.2026 15:04, A <a@b.example> wrote:|-----Original "
    "Message-----|text| |@|<|:|________"
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(_PIECES.split("|")), max_size=30).map("\n".join)
)
SUBJECTS = st.sampled_from(["Fwd: x", "Re: x", "x", "", "[Fwd: x]", "x (fwd)", ":"])


@given(SUBJECTS, TEXTS)
def test_no_text_raises_and_none_is_invented(subject: str, text: str) -> None:
    """Every word of the letter and of the note was in the text."""
    found = unwrap.find(Message(subject=subject, text=text))
    words = f"{found.text} {found.note}".replace(">", " ").split() if found else []
    assert [word for word in words if word not in text] == []


_HOSTILE = (
    "\n| \n|To: x\n|From: a\n|From: x@\n\n|> To: x\n\n|1@b:\n|@|>|> |-|Subject:\nx\n|---------- "
    "Forwarded message ----------\n"
)


@pytest.mark.parametrize("unit", _HOSTILE.split("|"))
@pytest.mark.parametrize("subject", ["Fwd: x", "x"])
def test_time_grows_no_faster_than_the_text(subject: str, unit: str) -> None:
    """Four times the text takes less than eight times as long."""
    small, large = (Message(subject=subject, text=unit * count) for count in (2_500, 10_000))
    assert growth(unwrap.find, small, large) < 8


def test_a_row_of_a_table_is_read_in_the_time_of_its_length() -> None:
    """Blanks before a cell too many are not tried out against each other."""
    small, large = (f"| a |{' ' * count}b | c | d" for count in (20, 80))
    assert growth(_read_often, small, large) < 8


def _read_often(row: str) -> None:
    for _ in range(1000):
        labelled(row)
