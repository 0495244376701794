"""Which discussion a letter names: by the reply address it was written to, or by ids."""

from typing import Any

import pytest

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.inbound import Author, Place, Seen
from mailbridge.domain.message import Mailbox
from mailbridge.steps.deciding.conversation.by_ids import find_by_ids, find_by_token
from mailbridge.steps.deciding.conversation.message_refs import ids_named
from tests.steps.deciding.situations import (
    ANNA,
    MARIA,
    author,
    discussion,
    facts,
    letter,
)

HERS = author(MARIA)
OF_PROJECT = author(MARIA, member_of_project=True)
STRANGER = author(None)
SUBJECT = "New menu page"


def around(*discussions: Discussion, part: tuple[int, ...] | None = None, **more: Any) -> Any:
    """Facts about discussions; Maria takes part in all of them, or in `part`."""
    inside = [one.id for one in discussions] if part is None else part
    return {
        "discussions": {one.id: one for one in discussions},
        "authors_of": dict.fromkeys(inside, frozenset({MARIA.id})),
        **more,
    }


def by_token(who: Author = HERS, in_reply_to: tuple[str, ...] = (), **known: Any) -> Place | None:
    return find_by_token(letter(in_reply_to=in_reply_to), who, facts(**known))


def by_ids(who: Author = HERS, subject: str = f"Re: {SUBJECT}", **fields: Any) -> Place | None:
    known = {name: fields.pop(name) for name in list(fields) if name in facts().__slots__}
    message = letter(subject=subject, **fields)
    return find_by_ids(message, who, facts(named=ids_named(message), **known))


def held(*numbers: int, message_id: str = "a@x") -> tuple[Seen, ...]:
    """Discussions that hold the message of this id."""
    return tuple(Seen(message_id, number, True) for number in numbers)


def merely_named(*numbers: int, message_id: str = "a@x") -> tuple[Seen, ...]:
    """Discussions where somebody referred to this id."""
    return tuple(Seen(message_id, number, False) for number in numbers)


@pytest.mark.parametrize(
    ("who", "given_to", "words"),
    [
        (HERS, MARIA, "the reply address"),
        (HERS, ANNA, "a reply address of somebody else there"),
        (HERS, None, "a reply address of somebody else there"),
        (author(ANNA), MARIA, "a reply address of somebody else there"),
    ],
)
def test_a_reply_address_leads_whoever_knows_the_discussion_there(
    who: Author, given_to: Any, words: str
) -> None:
    """Whether it was given to them or to another."""
    known = around(discussion(1), reply_discussion=discussion(1), reply_person=given_to)
    assert by_token(who, **known) == Place(1, Rule.TOKEN, words)


def test_a_strangers_reply_address_opens_nothing_by_itself() -> None:
    """With ids of our letters there they are a newcomer; with ids of others they are not."""
    known = around(discussion(1), reply_discussion=discussion(1), reply_person=MARIA)
    words = "a reply address that was given to somebody else"
    refused = Place(None, Rule.NEW, words, runner_up=1)
    newcomer = Place(1, Rule.TOKEN, "a reply address with the ids of our letters", newcomer=True)
    assert refused == by_token(STRANGER, **known)
    assert refused == by_token(STRANGER, **known, seen=merely_named(1))
    assert refused == by_token(STRANGER, **known, seen=held(2))
    assert newcomer == by_token(STRANGER, **known, seen=held(2, 1))
    assert by_token(STRANGER, **around(discussion(1))) is None


@pytest.mark.parametrize("parted", [1, 2])
def test_a_letter_that_was_moved_by_hand_is_answered_where_it_is_now(parted: int) -> None:
    """Whichever of the two discussions was made by the correction."""
    two = (discussion(1, parted=parted == 1), discussion(2, parted=parted == 2))
    known = around(*two, reply_discussion=two[0], reply_person=MARIA, seen=held(2))
    words = "it names a@x, which was moved there"
    assert Place(2, Rule.ANSWER, words, runner_up=1) == by_token(HERS, ("b@x", "a@x"), **known)


@pytest.mark.parametrize(
    ("part", "seen", "parted"),
    [
        ((1,), held(2), True),
        ((1, 2), held(2), False),
        ((1, 2), held(2, 1), True),
        ((1, 2), merely_named(2), True),
        ((1, 2), held(3), True),
        ((1, 2), held(2, message_id="b@x"), True),
    ],
    ids=["not for them", "by no hand", "here too", "only named", "of nobody", "another"],
)
def test_else_the_reply_address_leads(
    part: tuple[int, ...], seen: tuple[Seen, ...], parted: bool
) -> None:
    """Where the moved letter is not for the author, or nobody moved it."""
    two = (discussion(1), discussion(2, parted=parted))
    known = around(*two, part=part, reply_discussion=two[0], reply_person=MARIA, seen=seen)
    assert Place(1, Rule.TOKEN, "the reply address") == by_token(HERS, ("a@x",), **known)


def test_the_nearest_id_that_we_hold_wins() -> None:
    """In the newest of its discussions."""
    known = around(
        discussion(1),
        discussion(2),
        discussion(3),
        seen=(*held(1, 3), *held(2, message_id="b@x"), *merely_named(2, message_id="c@x")),
    )
    assert Place(3, Rule.ANSWER, "it names a@x") == by_ids(in_reply_to=("c@x", "a@x"), **known)
    assert Place(2, Rule.ANSWER, "it names b@x") == by_ids(references=("a@x", "b@x"), **known)


def test_who_names_an_id_without_knowing_the_discussion_is_a_newcomer() -> None:
    """A client of the project knows it, if only by the project."""
    known = around(discussion(1), part=(), seen=held(1))
    words = "a newcomer who names a@x"
    assert Place(1, Rule.ANSWER, words, newcomer=True) == by_ids(
        STRANGER, in_reply_to=("a@x",), **known
    )
    assert Place(1, Rule.ANSWER, "it names a@x") == by_ids(
        OF_PROJECT, in_reply_to=("a@x",), **known
    )


@pytest.mark.parametrize(
    ("held_apart", "words", "flag"),
    [
        (
            {"to_many": True},
            "discussion 1 is a letter to many: each who answers it has one of their own",
            Flag.LINKED,
        ),
        ({"internal": True}, "discussion 1 is the team's own", Flag.ANSWERS_HIDDEN),
    ],
)
def test_an_answer_to_many_or_to_the_team_stays_apart(
    held_apart: dict[str, bool], words: str, flag: Flag
) -> None:
    """Linked to the first such discussion, unless another id leads to one they may join."""
    apart = Place(None, Rule.ANSWER, words, runner_up=1, flags=(flag,))
    two = (discussion(1, **held_apart), discussion(2))
    second = discussion(3, internal=True)
    seen = (*held(1), *held(2, message_id="b@x"), *held(3, message_id="c@x"))
    known = around(*two, second, part=(2,), seen=seen)
    assert apart == by_ids(in_reply_to=("a@x",), **known)
    assert apart == by_ids(in_reply_to=("a@x", "c@x"), **known)
    assert Place(2, Rule.ANSWER, "it names b@x") == by_ids(in_reply_to=("a@x", "b@x"), **known)
    named = {**known, "seen": (*held(1), *merely_named(2, message_id="b@x"))}
    assert Place(2, Rule.CHAIN, "it names b@x") == by_ids(in_reply_to=("a@x", "b@x"), **named)


@pytest.mark.parametrize(
    ("who", "subject", "expected"),
    [
        (HERS, SUBJECT, 1),
        (HERS, f"[list] {SUBJECT}", 1),
        (HERS, "Delivery zones", None),
        (STRANGER, SUBJECT, None),
    ],
)
def test_its_own_id_again_is_the_same_letter(
    who: Author, subject: str, expected: int | None
) -> None:
    """Of one who knows the discussion, under the same subject; else a program repeats its ids."""
    place = by_ids(who, subject, message_id="a@x", **around(discussion(1), seen=held(1)))
    assert expected == (place.discussion_id if place else None)


def test_its_own_id_among_those_it_names_is_an_answer() -> None:
    """Whatever its subject is."""
    place = by_ids(
        HERS,
        "Delivery zones",
        message_id="a@x",
        references=("a@x",),
        **around(discussion(1), seen=held(1)),
    )
    assert Place(1, Rule.ANSWER, "it names a@x") == place


def test_an_ancestor_that_was_named_before_joins_where_the_author_belongs() -> None:
    """Their own discussion before a colleague's newer one."""
    seen = merely_named(1, 2, 3)
    three = (discussion(1), discussion(2), discussion(3))
    mine = around(*three, part=(1,), colleagues_in=frozenset({2}), seen=seen)
    place = by_ids(OF_PROJECT, in_reply_to=("a@x",), **mine)
    assert Place(1, Rule.CHAIN, "it names a@x") == place
    theirs = around(*three, part=(), colleagues_in=frozenset({1, 2}), seen=seen)
    place = by_ids(OF_PROJECT, in_reply_to=("a@x",), **theirs)
    assert Place(2, Rule.CHAIN, "it names a@x") == place
    assert by_ids(OF_PROJECT, in_reply_to=("a@x",), **around(*three, part=(), seen=seen)) is None


def test_an_ancestor_named_in_a_letter_to_many_joins_nothing() -> None:
    """However well the author is known."""
    two = (discussion(1, to_many=True), discussion(2))
    chain = ("a@x", "b@x")
    seen = (*merely_named(1), *merely_named(1, message_id="b@x"))
    known = around(*two, part=(2,), seen=seen)
    assert by_ids(OF_PROJECT, in_reply_to=chain, **known) is None


def test_the_number_of_their_ticket_system_brings_a_newcomer_in() -> None:
    """Who belongs there does not wait."""
    number = "case:bloom.test:#5"
    seen = merely_named(1, 2, message_id=number)
    three = (discussion(1), discussion(2), discussion(3))
    fields = {"subject": "[#5] Menu", "from_": (Mailbox("", "desk@bloom.test"),)}
    words = "it has the other side's number #5"
    assert Place(2, Rule.CHAIN, words, newcomer=True) == find_by_ids(
        letter(*fields["from_"], subject=fields["subject"]),
        STRANGER,
        facts(**around(*three, part=(), seen=seen, named=(number,))),
    )
    assert Place(1, Rule.CHAIN, words) == by_ids(
        HERS, "[#5] Menu", **around(*three, part=(1,), seen=seen)
    )


@pytest.mark.parametrize("held_apart", [{"to_many": True}, {"internal": True}])
def test_nobody_comes_by_a_number_or_an_earlier_answer_into_what_is_held_apart(
    held_apart: dict[str, bool],
) -> None:
    """A letter to many, or one among the team; another discussion of that number will do."""
    number = "case:bloom.test:#5"
    two = (discussion(1), discussion(2, **held_apart))
    numbered = letter(Mailbox("", "desk@bloom.test"), subject="[#5] Menu")
    apart = around(*two, part=(), seen=merely_named(2, message_id=number))
    assert find_by_ids(numbered, STRANGER, facts(named=(number,), **apart)) is None
    beside = around(*two, part=(), seen=merely_named(1, 2, message_id=number))
    found = find_by_ids(numbered, STRANGER, facts(named=(number,), **beside))
    assert found is not None
    assert (1, True) == (found.discussion_id, found.newcomer)
    answered = around(*two, part=(), seen=merely_named(2))
    assert by_ids(STRANGER, message_id="a@x", **answered) is None


@pytest.mark.parametrize(("answers", "expected"), [((1,), 1), ((1, 2), None), ((), None)])
def test_one_letter_that_came_earlier_answers_it(
    answers: tuple[int, ...], expected: int | None
) -> None:
    """What several answer is a newsletter."""
    two = (discussion(1), discussion(2))
    known = around(*two, part=(), seen=merely_named(*answers))
    place = by_ids(STRANGER, message_id="a@x", **known)
    words = "a letter that came earlier answers it"
    assert (Place(1, Rule.CHAIN, words) if expected else None) == place


def test_what_was_named_before_joins_a_client_of_the_project_where_more_speaks_for_it() -> None:
    """Two ancestors in common, or somebody of that discussion whom it was written to."""
    two = (discussion(1), discussion(2))
    once = around(*two, part=(), seen=merely_named(1, 2))
    twice = {**once, "seen": (*once["seen"], *merely_named(1, message_id="b@x"))}
    chain = ("c@x", "a@x", "b@x")
    assert by_ids(OF_PROJECT, in_reply_to=chain, **once) is None
    assert Place(1, Rule.CHAIN, "it names a@x") == by_ids(OF_PROJECT, in_reply_to=chain, **twice)
    assert by_ids(STRANGER, in_reply_to=chain, **twice) is None
    written = {**once, "authors_of": {1: frozenset({ANNA.id, 7})}}
    to_anna = {**written, "addressed": frozenset({ANNA.id, 8})}
    assert by_ids(OF_PROJECT, in_reply_to=chain, **written) is None
    assert Place(1, Rule.CHAIN, "it names a@x") == by_ids(OF_PROJECT, in_reply_to=chain, **to_anna)


def test_nothing_is_found_by_no_ids() -> None:
    """Nor by ids of other letters."""
    assert by_ids(**around(discussion(1), seen=held(1))) is None
    assert by_ids(in_reply_to=("z@x",), **around(discussion(1), seen=held(1))) is None
