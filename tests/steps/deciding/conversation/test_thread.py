"""The rules of threading, one by one."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailbridge.domain.discussion import Discussion, State
from mailbridge.domain.inbound import Author, Envelope, Facts, Inbound, Place, Seen
from mailbridge.domain.message import Message, Reading, Trimmed
from mailbridge.domain.project import Person, Role
from mailbridge.steps.deciding.conversation import message_refs, thread

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MARIA = Person(1, "Maria", Role.CLIENT, ("maria@bloom.example",))
STRANGER = Person(9, "", Role.CLIENT, ("who@elsewhere.example",), staged=True)


def discussion(
    number: int, subject: str = "New menu page", days: float = 1, **more: object
) -> Discussion:
    moment = NOW - timedelta(days=days)
    made = Discussion(
        number,
        1,
        subject,
        message_refs.subject_key(subject),
        State.OPEN,
        moment,
        moment,
        last_written=moment,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def placed(
    message: Message,
    person: Person | None = MARIA,
    body: str = "Short.",
    quoted: str = "",
    **facts: object,
) -> Place:
    author = Author(person.address if person else "new@nowhere.example", "", person)
    reading = Reading(message, trimmed=Trimmed(body, quoted), body=body)
    inbound = Inbound(1, Envelope("", "p@bridge.test"), NOW, reading, author=author)
    known = {"named": message_refs.ids_named(message), **facts}
    outcome = thread.decide(inbound, Facts(NOW, **known))  # type: ignore[arg-type]
    assert isinstance(outcome, Inbound)
    assert outcome.place is not None
    return outcome.place


def around(*discussions: Discussion, **more: object) -> dict[str, object]:
    """Facts about discussions in which Maria takes part."""
    known = {one.id: one for one in discussions}
    return {"discussions": known, "authors_of": dict.fromkeys(known, frozenset({MARIA.id})), **more}


def test_in_reply_to_wins_over_an_older_reference() -> None:
    """RFC 5322 section 3.6.4: the parent is named by In-Reply-To."""
    message = Message(subject="Re: New menu page", in_reply_to=("b@x",), references=("a@x", "b@x"))
    seen = (Seen("a@x", 1, True), Seen("b@x", 2, True))
    assert 2 == placed(message, **around(discussion(1), discussion(2), seen=seen)).discussion_id


def test_an_unseen_shared_ancestor_joins() -> None:
    """Two answers to a letter we never saw belong together (case 49)."""
    message = Message(subject="Re: New menu page", references=("never-seen@x",))
    place = placed(message, **around(discussion(1), seen=(Seen("never-seen@x", 1, False),)))
    assert (1, "chain") == (place.discussion_id, place.rule)


def test_a_parent_that_comes_after_its_reply_joins_it() -> None:
    """The reply came first and named it."""
    place = placed(
        Message(message_id="parent@x", subject="New menu page"),
        **around(discussion(1), seen=(Seen("parent@x", 1, False),)),
    )
    assert 1 == place.discussion_id


def test_a_stranger_with_ids_of_our_letters_is_a_newcomer() -> None:
    """He can only have them from a reader of the letters."""
    message = Message(subject="Re: New menu page", in_reply_to=("b@x",))
    place = placed(message, STRANGER, **around(discussion(1), seen=(Seen("b@x", 1, True),)))
    assert (1, True) == (place.discussion_id, place.newcomer)


def test_a_stranger_never_joins_by_an_ancestor_alone() -> None:
    """An id that was only named somewhere is no secret."""
    message = Message(subject="Re: New menu page", references=("never-seen@x",))
    assert (
        placed(
            message, STRANGER, **around(discussion(1), seen=(Seen("never-seen@x", 1, False),))
        ).discussion_id
        is None
    )


def test_a_stranger_never_joins_by_subject() -> None:
    """His mail becomes a discussion of its own, linked as one that may belong (case 37)."""
    place = placed(
        Message(subject="New menu page"),
        STRANGER,
        **around(discussion(1), candidates=(discussion(1),)),
    )
    assert (None, 1) == (place.discussion_id, place.runner_up)


def test_a_stranger_never_joins_by_anothers_token() -> None:
    """A reply address that leaked opens nothing."""
    place = placed(
        Message(subject="Re: x"),
        STRANGER,
        **around(discussion(1), reply_discussion=discussion(1), reply_person=MARIA),
    )
    assert (None, 1) == (place.discussion_id, place.runner_up)


def test_the_token_of_the_author_wins_over_everything() -> None:
    """The reply address names the discussion whatever the header says."""
    message = Message(subject="New menu page", in_reply_to=("b@x",))
    facts = around(
        discussion(1),
        discussion(2),
        seen=(Seen("b@x", 2, True),),
        reply_discussion=discussion(1),
        reply_person=MARIA,
    )
    assert (1, "token") == (placed(message, **facts).discussion_id, placed(message, **facts).rule)


def test_the_same_subject_by_the_same_author_joins() -> None:
    """A fresh mail with only the subject in common."""
    assert (
        "subject"
        == placed(
            Message(subject="new menu page"), **around(discussion(1), candidates=(discussion(1),))
        ).rule
    )


def test_prefixes_of_any_language_are_no_difference() -> None:
    """Re[5]:, AW:, Отв: and [EXTERNAL] are peeled off (case 45)."""
    keys = {
        message_refs.subject_key(f"{prefix} New menu page")
        for prefix in ("Re[5]:", "AW:", "Отв:", "[EXTERNAL] Re:", "")
    }
    assert {"new menu page"} == keys


def test_a_subject_older_than_sixty_days_does_not_join() -> None:
    """It is a coincidence by then."""
    old = discussion(1, days=61)
    assert (
        placed(Message(subject="New menu page"), **around(old, candidates=(old,))).discussion_id
        is None
    )


SECOND = 1 / 24 / 60 / 60  # of a day


@pytest.mark.parametrize(
    ("message", "days"),
    [
        (Message(subject="New menu page"), 60),
        (Message(subject="Invoice"), 7),
        (Message(subject="Re: New menu page", in_reply_to=("never-seen@x",)), 3),
    ],
    ids=["a subject", "a common subject", "an answer to what never came"],
)
def test_a_window_ends_to_the_second(message: Message, days: int) -> None:
    """How long after the last letter a subject still joins; a second later it does not."""
    for age, expected in ((days, 1), (days + SECOND, None)):
        one = discussion(1, message.subject.removeprefix("Re: "), days=age)
        assert expected == placed(message, **around(one, candidates=(one,))).discussion_id


def test_a_discussion_is_continued_in_itself_for_thirty_days_after_its_end() -> None:
    """To the second; later a linked one begins."""
    message = Message(subject="Re: New menu page", in_reply_to=("b@x",))
    for age, expected in ((30, 1), (30 + SECOND, None)):
        closed = NOW - timedelta(days=age)
        one = discussion(1, state=State.CLOSED, closed_at=closed)
        place = placed(message, **around(one, seen=(Seen("b@x", 1, True),)))
        assert expected == place.discussion_id


def test_a_common_subject_is_believed_for_a_week_only() -> None:
    """“Invoice” of last month is another invoice."""
    for days, expected in ((3, 1), (20, None)):
        old = discussion(1, "Invoice", days=days)
        assert (
            expected
            == placed(Message(subject="Invoice"), **around(old, candidates=(old,))).discussion_id
        )


@pytest.mark.parametrize(
    "subject", ["(no subject)", "Re: (No Subject)", "(Без темы)", "kein Betreff"]
)
def test_no_subject_written_out_is_a_common_one(subject: str) -> None:
    """Programs write it where there is none."""
    for days, expected in ((3, 1), (12, None)):
        old = discussion(1, "(no subject)", days=days)
        assert (
            expected
            == placed(Message(subject=subject), **around(old, candidates=(old,))).discussion_id
        )


def test_no_subject_never_joins() -> None:
    """An empty subject says nothing."""
    empty = discussion(1, "")
    assert (
        placed(Message(subject="Re: "), **around(empty, candidates=(empty,))).discussion_id is None
    )


def test_quoted_words_find_their_discussion() -> None:
    """No ids, another subject, but the letter below was written there."""
    place = placed(
        Message(subject="one more thing"), quoted="> words", **around(discussion(1), quoted_in=(1,))
    )
    assert (1, "quoted") == (place.discussion_id, place.rule)


def test_a_late_reply_to_a_closed_discussion_opens_a_linked_one() -> None:
    """It was closed more than thirty days ago (case 48)."""
    closed = discussion(1, state=State.CLOSED, closed_at=NOW - timedelta(days=40))
    place = placed(
        Message(subject="Re: New menu page", in_reply_to=("b@x",)),
        **around(closed, seen=(Seen("b@x", 1, True),)),
    )
    assert (None, 1, ("continues",)) == (place.discussion_id, place.runner_up, place.flags)


def test_late_thanks_stay_where_they_belong() -> None:
    """A thank-you opens nothing, however late (case 64)."""
    closed = discussion(1, state=State.CLOSED, closed_at=NOW - timedelta(days=40))
    message = Message(subject="Re: New menu page", in_reply_to=("b@x",))
    assert (
        1
        == placed(
            message, body="Thank you!", **around(closed, seen=(Seen("b@x", 1, True),))
        ).discussion_id
    )


def test_a_subject_typed_over_the_old_one_is_a_new_topic() -> None:
    """The client pressed reply to write about something else."""
    message = Message(subject="Delivery zones", in_reply_to=("b@x",))
    body = "we would like to add two more delivery zones next month"
    place = placed(message, body=body, **around(discussion(1), seen=(Seen("b@x", 1, True),)))
    assert (None, 1, ("linked",)) == (place.discussion_id, place.runner_up, place.flags)


def test_a_changed_subject_above_a_quote_stays_and_is_flagged() -> None:
    """It answers what it quotes (case 47)."""
    message = Message(subject="Re: New menu page and delivery", in_reply_to=("b@x",))
    place = placed(
        message, quoted="> we wrote", **around(discussion(1), seen=(Seen("b@x", 1, True),))
    )
    assert (1, ("subject-changed",)) == (place.discussion_id, place.flags)


def test_long_chains_are_cut_to_the_newest_ids() -> None:
    """Thirty-two of a hundred, from the end (case 53)."""
    ids = tuple(f"{number}@x" for number in range(100))
    assert tuple(reversed(ids[-32:])) == message_refs.ids_named(Message(references=ids))


def test_outlooks_thread_index_is_the_same_for_a_whole_conversation() -> None:
    """Its first 22 bytes; each answer adds five."""
    root = bytes(range(22))
    first, second = (
        message_refs.thread_index(
            Message(headers=(("Thread-Index", base64.b64encode(blob).decode()),))
        )
        for blob in (root, root + b"12345")
    )
    assert first == second
    assert first is not None


def test_a_broken_thread_index_is_nothing() -> None:
    """Hostile or mangled values are ignored."""
    assert all(
        message_refs.thread_index(Message(headers=(("Thread-Index", value),))) is None
        for value in ("", "????", "QUJD")
    )


def test_a_fresh_letter_of_another_client_with_the_same_subject_is_its_own() -> None:
    """Two clients of one project both write about an invoice: neither reads the other's."""
    other = Person(7, "Olga", Role.CLIENT, ("olga@rye.example",))
    assert other_clients_place("Delivery zones", other).discussion_id is None


def test_a_colleague_with_the_same_subject_joins() -> None:
    """Tom of Bloom writes about what Maria of Bloom wrote about."""
    assert (
        1
        == other_clients_place(
            "Delivery zones",
            Person(8, "Tom", Role.CLIENT, ("tom@bloom.example",)),
            colleagues_in=frozenset({1}),
        ).discussion_id
    )


def other_clients_place(subject: str, person: Person, **facts: object) -> Place:
    """Where a fresh letter goes whose author belongs to the project, but not to Maria's discussion
    with that subject.
    """
    there = discussion(1, subject)
    author = Author(person.address, person.name, person, member_of_project=True)
    inbound = Inbound(
        1, Envelope("", "p@bridge.test"), NOW, Reading(Message(subject=subject)), author=author
    )
    outcome = thread.decide(inbound, Facts(NOW, candidates=(there,), **around(there), **facts))  # type: ignore[arg-type]
    assert isinstance(outcome, Inbound)
    assert outcome.place is not None
    return outcome.place


def test_customers_of_one_provider_are_no_colleagues() -> None:
    """Half the world has an address at gmail.com."""
    assert (None, "bloom.example") == (
        message_refs.colleagues("a@gmail.com"),
        message_refs.colleagues("a@bloom.example"),
    )
