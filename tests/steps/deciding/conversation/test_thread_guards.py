"""What is said of a letter's place, and what keeps it from where its ids and words lead."""

from typing import Any

import pytest

from mailbridge.domain.discussion import MissingLetter, State
from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.inbound import Author, Facts, Inbound, Place, Seen
from mailbridge.domain.message import Kind, Mailbox, Message, Trimmed
from mailbridge.steps.deciding.conversation import thread
from mailbridge.steps.deciding.conversation.message_refs import ids_named
from mailbridge.values import replace
from tests.steps.deciding.situations import (
    ANNA,
    MARIA,
    NOW,
    author,
    discussion,
    facts,
    inbound,
    letter,
)

SUBJECT = "New menu page"
LONG = "we would like to add two delivery zones"  # eight words
AGES_AGO = NOW.replace(month=1)
SEEN = (Seen("a@x", 1, True),)
MISSING = MissingLetter("gone@x", ANNA.id, "Anna", discussion_id=1)


def decided(
    known: Facts,
    subject: str = f"Re: {SUBJECT}",
    who: Author | None = None,
    reply: str = "Short.",
    kind: Kind = Kind.HUMAN,
    **fields: Any,
) -> Inbound:
    """A letter of Maria's that answers a@x, after the step."""
    message = letter(subject=subject, **{"in_reply_to": ("a@x",), **fields})
    who = who or author(MARIA)
    came = inbound(message, kind=kind, author=who, trimmed=Trimmed(reply), body=reply)
    found = thread.decide(came, replace(known, named=ids_named(message)))
    assert isinstance(found, Inbound)
    return found


def placed(*given: Any, **more: Any) -> Place:
    place = decided(*given, **more).place
    assert place is not None
    return place


def hers(*discussions: Any, part: tuple[int, ...] = (1, 2, 3), **more: Any) -> Facts:
    """Maria takes part in `part`; discussion 1 holds a@x."""
    return facts(
        discussions={one.id: one for one in discussions},
        authors_of=dict.fromkeys(part, frozenset({MARIA.id})),
        **{"seen": SEEN, **more},
    )


@pytest.mark.parametrize(
    ("known", "subject", "line"),
    [
        (facts(), SUBJECT, "a new discussion"),
        (
            hers(candidates=(discussion(4),), part=(), seen=()),
            SUBJECT,
            "a new discussion; may belong to 4",
        ),
        (hers(discussion(1)), SUBJECT, "discussion 1, by answer (it names a@x)"),
        (
            hers(discussion(3), discussion(1), candidates=(discussion(3), discussion(1)), seen=()),
            SUBJECT,
            (
                "discussion 3, by subject (the same subject, last written to on 2026-11-22); "
                "may belong to 1"
            ),
        ),
    ],
)
def test_the_trail_says_where_it_goes_and_why(known: Facts, subject: str, line: str) -> None:
    """The rule, the evidence, and where else it may belong."""
    found = decided(known, subject, in_reply_to=("a@x",) if known.seen else ())
    assert (f"thread: {line}",) == found.trail


def test_without_an_author_nothing_is_decided() -> None:
    """A machine's letter that names none."""
    nobodys = inbound(letter())
    assert nobodys == thread.decide(nobodys, facts())


def test_a_circular_has_a_discussion_of_its_own() -> None:
    """Unless it answers something; the hint at another discussion of that subject remains."""
    many = {"to": tuple(Mailbox("", f"n{number}@rye.test") for number in range(21))}
    known = hers(discussion(1), candidates=(discussion(1),))
    own = Place(None, Rule.NEW, runner_up=1, flags=(Flag.TO_MANY,))
    assert own == placed(known, SUBJECT, in_reply_to=(), **many)
    assert 1 == placed(known, **many).discussion_id
    own_domain = {"to": tuple(Mailbox("", f"n{number}@bridge.test") for number in range(21))}
    assert 1 == placed(known, SUBJECT, in_reply_to=(), **own_domain).discussion_id
    robot = placed(known, SUBJECT, kind=Kind.AUTO_REPLY, in_reply_to=(), **many)
    assert 1 == robot.discussion_id


def test_a_form_is_no_sign_of_another_discussion() -> None:
    """All its visitors share one subject; what it joins by an id it does join."""
    visitor = author(None, form="bloom.test")
    known = hers(discussion(1), candidates=(discussion(1),))
    assert Place(None, Rule.NEW) == placed(known, SUBJECT, visitor, in_reply_to=())
    stranger = placed(known, SUBJECT, author(None), in_reply_to=())
    assert Place(None, Rule.NEW, runner_up=1) == stranger
    two = hers(discussion(2), discussion(1), candidates=(discussion(2), discussion(1)), seen=())
    joined = placed(two, SUBJECT, author(MARIA, form="bloom.test"), in_reply_to=())
    assert (2, 1) == (joined.discussion_id, joined.runner_up)


def test_a_reply_address_comes_before_a_gap_and_a_gap_before_ids() -> None:
    """The order of the rules."""
    two = (discussion(1), discussion(2))
    gap = {"fills": MissingLetter("gone@x", ANNA.id, "Anna", discussion_id=2)}
    token = {"reply_discussion": discussion(1), "reply_person": MARIA}
    assert Rule.TOKEN == placed(hers(*two, **token, **gap)).rule
    words = "it is Anna's letter, which was missing there"
    assert Place(2, Rule.MISSING, words) == placed(hers(*two, **gap))


def test_a_missing_letter_is_its_authors_who_passed_it_on_is_the_forwarder() -> None:
    """On the word of that member, and with their proof; its subject may be any."""
    anna = author(ANNA, verified="verified")
    known = hers(discussion(1), fills=MISSING, original=MARIA)
    found = decided(known, "Delivery", anna, LONG)
    words = "passed on by Anna Petrova"
    address = "maria@bloom.test"
    assert Author(address, "Maria Lopez", MARIA, True, "verified", words) == found.author
    assert anna == found.forwarder
    assert found.place is not None
    assert (1, Rule.MISSING, ()) == (
        found.place.discussion_id,
        found.place.rule,
        found.place.flags,
    )
    nobody = decided(hers(discussion(1), fills=MISSING), who=anna)
    assert (anna, None) == (nobody.author, nobody.forwarder)


def test_who_joins_where_they_do_not_belong_is_a_newcomer() -> None:
    """A client of the project, by an id; who opens a discussion is none."""
    of_project = author(MARIA, member_of_project=True)
    assert placed(hers(discussion(1), part=()), who=of_project).newcomer
    assert not placed(hers(discussion(1)), who=of_project).newcomer
    assert not placed(facts(), who=of_project).newcomer


def closed(number: int = 1, **more: Any) -> Any:
    return discussion(number, **{"state": State.CLOSED, "closed_at": AGES_AGO, **more})


def test_a_late_letter_begins_a_discussion_that_continues_the_closed_one() -> None:
    """A machine's letter, thanks, and a missing letter do not."""
    words = "discussion 1 was closed long ago"
    continued = Place(None, Rule.LATE_REPLY, words, 1, flags=(Flag.CONTINUES,))
    assert continued == placed(hers(closed()))
    for kept in (
        placed(hers(closed()), reply="Thank you!"),
        placed(hers(closed()), kind=Kind.AUTO_REPLY),
        placed(hers(closed(), fills=MISSING)),
    ):
        assert 1 == kept.discussion_id


@pytest.mark.parametrize(
    ("candidates", "part", "expected"),
    [
        ((discussion(2),), (1, 2), 2),
        ((discussion(3), discussion(2)), (1, 2), 2),
        ((discussion(3), discussion(2)), (1, 2, 3), 3),
        ((discussion(2),), (1,), None),
        ((closed(2),), (1, 2), None),
        ((closed(1),), (1, 2), None),
        ((discussion(0),), (0, 1), None),
    ],
    ids=["later", "hers", "newest", "not hers", "closed too", "itself", "earlier"],
)
def test_later_letters_go_where_the_first_late_one_went(
    candidates: tuple[Any, ...], part: tuple[int, ...], expected: int | None
) -> None:
    """An open discussion of that subject, begun after the closed one, in which the author takes
    part.
    """
    place = placed(hers(closed(), *candidates, candidates=candidates, part=part))
    assert (Rule.LATE_REPLY, expected, 1) == (place.rule, place.discussion_id, place.runner_up)
    assert (() if expected else (Flag.CONTINUES,)) == place.flags


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ((), None),
        ((discussion(2),), 2),
        ((discussion(2, internal=True),), None),
        ((closed(2),), None),
        ((discussion(0),), None),
    ],
    ids=["first", "again", "hidden too", "closed", "earlier"],
)
def test_who_answers_in_a_hidden_discussion_has_one_of_their_own(
    candidates: tuple[Any, ...], expected: int | None
) -> None:
    """So they can be answered; the second letter goes where the first one went."""
    known = hers(discussion(1, internal=True), *candidates, candidates=candidates, part=(0, 1, 2))
    words, flags = "discussion 1 is hidden from clients", (Flag.ANSWERS_HIDDEN,)
    assert Place(expected, Rule.HIDDEN, words, 1, flags=flags) == placed(known)


def test_what_stays_in_a_hidden_discussion() -> None:
    """The team's letters, thanks, a machine's, and what a member passes on into it."""
    known = hers(discussion(1, internal=True))
    member = author(ANNA, verified="verified", member_of_project=True)
    assert 1 == placed(known, who=member).discussion_id
    assert 1 == placed(known, reply="Thank you!").discussion_id
    assert 1 == placed(known, kind=Kind.AUTO_REPLY).discussion_id
    message = letter(subject=f"Re: {SUBJECT}", in_reply_to=("a@x",))
    came = replace(inbound(message, author=author(MARIA)), forwarder=member)
    passed_on = thread.decide(came, replace(known, named=ids_named(message)))
    assert isinstance(passed_on, Inbound)
    assert passed_on.place is not None
    assert 1 == passed_on.place.discussion_id


@pytest.mark.parametrize(
    ("subject", "reply", "expected"),
    [
        ("Delivery zones", LONG, Rule.CHANGED_SUBJECT),
        ("Delivery zones", LONG.partition(" ")[2], Flag.SUBJECT_CHANGED),
        ("  Delivery   zones ", LONG, Rule.CHANGED_SUBJECT),
        ("Re: Delivery zones", LONG, Flag.SUBJECT_CHANGED),
        (f"Re: {SUBJECT}", LONG, None),
        (f"  {SUBJECT.upper()}!", LONG, None),
        (f"Recall: {SUBJECT}", LONG, None),
        (f"Case [17]  {SUBJECT}", LONG, None),
        (f"Case 17 {SUBJECT}", LONG, Rule.CHANGED_SUBJECT),
        ("Recall: another page", LONG, Rule.CHANGED_SUBJECT),
        ("", LONG, None),
        ("Re:", LONG, None),
    ],
)
def test_a_subject_typed_over_the_old_one(subject: str, reply: str, expected: Any) -> None:
    """Above eight words of its own it opens a discussion, linked to the old one; else it is
    marked. What a program sets before the old subject is no other one.
    """
    place = placed(hers(discussion(1)), subject, reply=reply)
    if expected is Rule.CHANGED_SUBJECT:
        words = "an answer with a subject of its own, in 1"
        assert Place(None, Rule.CHANGED_SUBJECT, words, 1, flags=(Flag.LINKED,)) == place
    else:
        flags = (Flag.SUBJECT_CHANGED,) if expected else ()
        assert (1, flags) == (place.discussion_id, place.flags)


def test_whose_subject_counts_for_nothing() -> None:
    """A newcomer's, a machine's, that of a new discussion, and one that the store knows as the
    same.
    """
    stranger = placed(hers(discussion(1)), "Delivery zones", author(None), LONG)
    assert (1, True, ()) == (stranger.discussion_id, stranger.newcomer, stranger.flags)
    robot = placed(hers(discussion(1)), "Delivery zones", reply=LONG, kind=Kind.AUTO_REPLY)
    assert (1, ()) == (robot.discussion_id, robot.flags)
    new = placed(facts(), "Delivery zones", reply=LONG)
    assert Place(None, Rule.NEW) == new
    same = placed(hers(discussion(1), candidates=(discussion(1),)), "Delivery zones", reply=LONG)
    assert (1, ()) == (same.discussion_id, same.flags)


def test_an_untitled_discussion_gets_a_subject_without_a_word() -> None:
    """Whatever comes behind nothing is prefixed by nothing."""
    untitled = hers(discussion(1, ""))
    assert Rule.CHANGED_SUBJECT == placed(untitled, "Delivery zones", reply=LONG).rule
    assert (Flag.SUBJECT_CHANGED,) == placed(untitled, "Delivery zones:", reply="Short.").flags


def test_an_answer_above_a_quote_counts_its_own_words_only() -> None:
    """What is quoted below does not make it a letter of its own."""
    known = hers(discussion(1))
    quoted = letter(subject="Delivery zones", in_reply_to=("a@x",))
    came = inbound(
        quoted, author=author(MARIA), trimmed=Trimmed("Short.", f"> {LONG}"), body=f"S.\n> {LONG}"
    )
    found = thread.decide(came, replace(known, named=ids_named(quoted)))
    assert isinstance(found, Inbound)
    assert found.place is not None
    assert (1, (Flag.SUBJECT_CHANGED,)) == (found.place.discussion_id, found.place.flags)


def test_the_empty_letter() -> None:
    """It has no subject, no ids and no words."""
    came = inbound(Message(), author=author(MARIA))
    found = thread.decide(came, facts())
    assert isinstance(found, Inbound)
    assert Place(None, Rule.NEW) == found.place
