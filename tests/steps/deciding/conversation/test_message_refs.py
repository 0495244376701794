"""What a letter says of the letters it belongs with."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.deciding.conversation import message_refs

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DESK = Mailbox("", "desk@bloom.test")


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("Re: New menu page", "new menu page"),
        ("STRASSE straße", "strasse strasse"),
        ("[list] [EXTERNAL] Re: New menu page!", "new menu page"),
        ("[list] Re: [other] New menu page", "new menu page"),
        ("[Bloom]", "[bloom]"),
        ("[Bloom] ", "[bloom]"),
        (" … menu … ", "menu"),
        ("menu?!.:-", "menu"),
        ("X-menu-X", "x-menu-x"),
        ("", ""),
    ],
)
def test_how_subjects_are_compared(subject: str, key: str) -> None:
    """Without prefixes, tags, outer punctuation and case; a tag that is all there is stays."""
    assert key == message_refs.subject_key(subject)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Menu", True),
        ("", True),
        ("Menu page", False),
        ("Meeting invoice", True),
        ("Re: meeting, (invoice)", True),
        ("Re: <urgent>: [help]", True),
        ("Meeting menu", False),
        ("вопрос: Срочно", True),
        ("Ohne Betreff", True),
        ("Добрый день", True),
    ],
)
def test_a_subject_that_many_letters_have_is_weak(subject: str, expected: bool) -> None:
    """One word, or common words alone."""
    assert expected == message_refs.is_weak(subject)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("Re: Menu page", True), ("Menu page", False), ("Menu   page", False), ("WG: Menu", True)],
)
def test_an_answer_says_so_by_a_prefix(subject: str, expected: bool) -> None:
    """However its blanks are."""
    assert expected == message_refs.is_answer(Message(subject=subject))


def test_when_it_was_written_is_never_later_than_it_came() -> None:
    """The Date of an author whose clock is fast says nothing; without Date it is when it came."""
    hour = timedelta(hours=1)
    assert NOW - hour == message_refs.moment(Message(date=NOW - hour), NOW)
    assert NOW == message_refs.moment(Message(date=NOW + hour), NOW)
    assert NOW == message_refs.moment(Message(), NOW)


@pytest.mark.parametrize(
    ("fields", "parent", "ancestors"),
    [
        ({}, None, ()),
        ({"references": ("a@x", "b@x")}, "b@x", ("b@x", "a@x")),
        ({"in_reply_to": ("c@x", "d@x")}, "c@x", ("c@x", "d@x")),
        (
            {"in_reply_to": ("a@x",), "references": ("a@x", "b@x")},
            "a@x",
            ("a@x", "b@x"),
        ),
    ],
)
def test_in_reply_to_comes_before_references(
    fields: dict[str, tuple[str, ...]], parent: str | None, ancestors: tuple[str, ...]
) -> None:
    """RFC 5322 section 3.6.4; the newest of References first, and none twice."""
    message = Message(**fields)  # type: ignore[arg-type]
    assert (parent, ancestors) == (message_refs.parent(message), message_refs.ancestors(message))


def test_what_stands_for_a_whole_conversation_comes_after_the_ids() -> None:
    """Outlook's index, then the number of the ticket system; last the message's own id."""
    index = base64.b64encode(bytes(range(22))).decode()
    message = Message(
        message_id="own@x",
        subject="[#12] Menu",
        from_=(DESK,),
        in_reply_to=("a@x",),
        headers=(("thread-index", index),),
    )
    named = ("a@x", f"thread-index:{bytes(range(22)).hex()}", "case:bloom.test:#12")
    assert (named, (*named, "own@x")) == (
        message_refs.ids_named(message),
        message_refs.with_own(named, message),
    )
    assert () == message_refs.with_own((), Message())


@pytest.mark.parametrize(
    ("octets", "expected"),
    [(17, False), (21, False), (22, True), (23, False), (26, False), (27, True), (32, True)],
)
def test_an_index_has_22_octets_and_5_for_each_answer(octets: int, expected: bool) -> None:
    """[MS-OXOMSG] 2.2.1.3; its first 22 are the conversation's, in Base64 that may be folded."""
    blob = bytes(range(octets))
    value = base64.b64encode(blob).decode()
    found = message_refs.thread_index(
        Message(headers=(("Thread-Index", f"{value[:8]}\r\n {value[8:]}"),))
    )
    assert (f"thread-index:{blob[:22].hex()}" if expected else None) == found


@pytest.mark.parametrize("stray", ["!", "-", "é"])
def test_an_index_with_a_stray_character_is_none(stray: str) -> None:
    """Base64 as RFC 4648 writes it, and nothing else."""
    value = base64.b64encode(bytes(22)).decode()
    message = Message(headers=(("Thread-Index", value[:4] + stray + value[4:]),))
    assert message_refs.thread_index(message) is None
