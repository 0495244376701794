"""The composition of the pure steps."""

import sys

import pytest

from mailbridge.domain.message import Kind, Message
from mailbridge.steps.reading.read import MAX_BODY, read, unprocessed

LETTER = (
    "From: Anna <anna@client.test>\r\nTo: bloom@agency.test\r\nSubject: Re: Logo\r\nDate: Mon, 2 "
    "Nov 2026 10:00:00 +0300\r\n"
    "Message-ID: <1@client.test>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
)


def test_a_reply_is_taken_apart() -> None:
    """What was written now, what was quoted, and which rule said so."""
    quoted = "On Sun, Nov 1, 2026, Bob <b@agency.test> wrote:\r\n> Here it is.\r\n"
    found = read((LETTER + "Could you send the sources?\r\n\r\n" + quoted).encode())
    assert found.trimmed.reply.strip() == "Could you send the sources?"
    assert "Here it is." in found.trimmed.quoted
    assert (found.kind, found.base_subject, found.language) == (Kind.HUMAN, "Logo", "en")
    assert found.questions == ("Could you send the sources?",)
    assert any(note.startswith("trim: ") for note in found.notes)


def test_a_command_is_no_part_of_the_body() -> None:
    """Leading `#` lines become commands, and the trail names them."""
    found = read((LETTER + "#task Fix the logo\r\n\r\nPlease look.\r\n").encode())
    assert [(one.name, one.argument) for one in found.commands] == [("task", "Fix the logo")]
    assert "#task" not in found.body
    assert "interpret: #task Fix the logo" in found.notes


def test_the_reply_of_a_forward_is_the_note_above_it() -> None:
    """The letter inside is not the forwarder's own word, and no word is lost."""
    block = (
        "From: Eve <eve@x.test>\r\nDate: Mon, 2 Nov 2026 at 09:00\r\nSubject: Offer\r\nTo: "
        "<anna@client.test>\r\n\r\n"
    )
    inside = f"---------- Forwarded message ---------\r\n{block}Our offer.\r\n"
    found = read(
        (LETTER.replace("Re: Logo", "Fwd: Offer") + "What do you think?\r\n\r\n" + inside).encode()
    )
    assert found.forwarded is not None
    assert found.forwarded.author is not None
    assert found.forwarded.author.address == "eve@x.test"
    assert found.trimmed.reply.strip() == "What do you think?"
    assert "Our offer." in found.trimmed.quoted


def test_a_step_that_fails_leaves_the_text_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading comes out, and a defect names the step."""

    def fails(message: Message) -> None:
        raise ValueError(message.subject)

    monkeypatch.setattr(sys.modules[read.__module__], "trim", fails)
    found = read((LETTER + "All of it\r\n").encode())
    assert found.trimmed.reply == "All of it"
    assert "trim failed and was left out: ValueError" in found.message.defects


def test_a_very_long_text_is_kept_whole_and_not_taken_apart() -> None:
    """Beyond the limit the text is the reply, and a defect says so."""
    found = read((LETTER + "word " * (MAX_BODY // 4)).encode())
    assert found.trimmed.reply == found.message.text
    assert any(defect.startswith("too long to take apart") for defect in found.message.defects)


def test_a_bounded_look_gives_header_section_and_raw_body() -> None:
    """What too costly a message is filed as."""
    found = unprocessed((LETTER + "as it came").encode(), "it takes too long")
    assert (found.message.subject, found.message.text, found.trimmed.reply) == (
        "Re: Logo",
        "as it came",
        "as it came",
    )
    assert found.message.defects == ("too costly to understand: it takes too long",)
