"""Readings as JSON, and answers that are none."""

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from mailbridge.adapters.reader_frames import UnreadableAnswerError, decoded, encoded
from mailbridge.domain.message import Attachment, Invitation, Mailbox, Message, Reading
from mailbridge.domain.told import Told, told
from mailbridge.steps.reading.read import read
from tests.files import files

MAIL = Path(__file__).parent.parent / "mail"
FULL = Reading(
    Message(
        subject="Logo",
        from_=(Mailbox("Tom", "tom@x.test"),),
        date=datetime(2026, 11, 2, 10, tzinfo=timezone(timedelta(hours=3))),
        attachments=(Attachment("a.png", "image/png", 3, "00", False, "2"),),
        nested=(Message(text="inner", event=Invitation("REPLY", "", datetime.now(UTC), True)),),
        defects=(told("too long to take apart: {number} characters of text", number=3),),
    ),
    evidence=told("by {rule}", rule=told("a header")),
    notes=("plain", told("screen: {kind}, {evidence}", kind="human", evidence=told("a {x}", x=1))),
)


def _letters() -> Iterator[bytes]:
    return (path.read_bytes() for path in files(MAIL, "*.eml", 10))


def test_a_reading_comes_back_as_it_was() -> None:
    """Every value, the author's zone, and the sentences with what they were made of."""
    back = decoded(encoded(FULL))
    assert back == FULL
    assert back.message.date is not None
    assert back.message.date.utcoffset() == timedelta(hours=3)
    sentence = back.notes[1]
    assert isinstance(sentence, Told)
    assert sentence.english == "screen: {kind}, {evidence}"
    assert isinstance(sentence.values["evidence"], Told)


def test_readings_of_real_letters_come_back() -> None:
    """All letters of the tests."""
    readings = [read(letter) for letter in _letters()]
    assert readings
    assert [decoded(encoded(reading)) for reading in readings] == readings


def test_lone_surrogates_are_replaced() -> None:
    """JSON cannot carry them, and the rest of the reading is kept."""
    back = decoded(encoded(replace(FULL, body="a\udcffb")))
    assert back == replace(FULL, body="a?b")


def _with(**changes: Any) -> bytes:
    return json.dumps({**json.loads(encoded(FULL)), **changes}).encode()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"null",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        pickle.dumps(FULL),
        encoded(FULL)[:-1],
        _with(reading={"message": {"subject": 1}}),
        _with(reading={"kind": "emperor"}),
        _with(notes=[{"said": "{x.__class__}", "with": {"x": "a"}}]),
        _with(notes=[{"said": "{x:>999999999}", "with": {"x": "a"}}]),
        _with(notes=[{"said": "{x!r}", "with": {"x": "a"}}]),
        _with(notes=[{"said": "{", "with": {"x": "a"}}]),
        _with(notes=[{"said": "{x.__class__}", "with": {"x": "a", "x.__class__": "b"}}]),
        _with(notes=[{"said": "{x!r}", "with": {"x": "a", "": "b"}}]),
        _with(notes=[{"said": "{}", "with": {"": "a"}}]),
        _with(notes=[{"said": f"{'long ' * 60}{{x!r}}", "with": {"x": "a"}}]),
        _with(evidence={"said": "{0}", "with": {"x": "a"}}),
        _with(evidence={"said": "{english}", "with": {"english": "a"}}),
    ],
)
def test_what_is_no_reading_is_refused(answer: bytes) -> None:
    """A process that reads hostile mail may answer anything."""
    with pytest.raises(UnreadableAnswerError):
        decoded(answer)


def test_a_text_that_is_reply_and_body_is_told_once() -> None:
    """A large one would take its room three times, in both processes."""
    long = "word " * 2000
    reading = read(b"Subject: long\r\n\r\n" + long.encode())
    answer = encoded(reading)
    back = decoded(answer)
    assert len(answer) < 2 * len(long)
    assert reading == back
    assert back.trimmed.reply is back.message.text
    assert back.body is back.message.text


def test_an_answer_names_no_other_field_as_the_same() -> None:
    """It comes from a process that is not trusted."""
    answer = json.loads(encoded(FULL)) | {"same": ["message"]}
    with pytest.raises(UnreadableAnswerError):
        decoded(json.dumps(answer).encode())


def test_a_long_text_stands_behind_the_reading_as_it_is() -> None:
    """With its line ends and all its letters; what it cannot carry is replaced there, too."""
    text = 'Первая строка\nand {"reading": 1}\n\n\u2028the rest\n' * 1000
    reading = replace(FULL, message=replace(FULL.message, text=text))
    assert encoded(reading).endswith(b"\n" + text.encode())
    assert reading == decoded(encoded(reading))
    odd = replace(FULL, message=replace(FULL.message, text="a\udcff\nb" * 4000))
    assert "a?\nb" * 4000 == decoded(encoded(odd)).message.text


def test_a_text_of_other_octets_is_refused() -> None:
    """What follows is UTF-8, or the answer is none."""
    with pytest.raises(UnreadableAnswerError):
        decoded(encoded(FULL) + b"\n\xff")
