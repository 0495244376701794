"""Discussions that a letter shows to be one."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.discussion import Discussion, State
from mailbridge.domain.flag import Rule
from mailbridge.domain.inbound import Place, Seen
from mailbridge.steps.deciding.conversation.same_conversation import also_named
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

CHAIN = {"in_reply_to": ("a@x",), "references": ("b@x", "a@x")}
SEEN = (Seen("a@x", 1, True), Seen("b@x", 2, True))
HERE = Place(1, Rule.ANSWER)


def others(
    *discussions: Discussion,
    place: Place | None = HERE,
    who: Any = MARIA,
    seen: tuple[Seen, ...] = SEEN,
    part: tuple[int, ...] = (1, 2, 3, 4),
) -> tuple[int, ...]:
    """What else a letter in discussion 1 belongs to; Maria takes part in `part`."""
    by = None if who is None else author(who)
    message = inbound(letter(message_id="own@x", **CHAIN), author=by)
    known = {one.id: one for one in discussions or (discussion(1), discussion(2))}
    told = facts(
        discussions=known,
        named=("a@x", "b@x"),
        seen=seen,
        authors_of=dict.fromkeys(part, frozenset({MARIA.id})),
    )
    return also_named(replace(message, place=place), told)


def test_a_chain_through_messages_of_two_discussions_makes_them_one() -> None:
    """All of them, in order, without the one it is in."""
    seen = (*SEEN, Seen("own@x", 4, True), Seen("b@x", 3, True), Seen("z@x", 5, True))
    five = tuple(discussion(number) for number in range(1, 6))
    assert (2, 3, 4) == others(*five, seen=seen)
    assert () == others(seen=SEEN[:1])


@pytest.mark.parametrize(("named_in", "expected"), [((2,), (2,)), ((1, 2), (2,)), ((1, 2, 3), ())])
def test_an_ancestor_nobody_saw_shows_it_where_two_refer_to_it(
    named_in: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    """What more discussions refer to is a newsletter; each ancestor is counted alone."""
    seen = (SEEN[0], *(Seen("b@x", number, False) for number in named_in))
    three = (discussion(1), discussion(2), discussion(3))
    assert expected == others(*three, seen=seen)
    assert expected == others(*three, seen=(*seen, Seen("a@x", 1, False)))
    assert expected == others(*three, seen=(*seen, Seen("z@x", 3, False)))


@pytest.mark.parametrize(
    ("place", "who"),
    [
        (None, MARIA),
        (Place(None, Rule.ANSWER), MARIA),
        (Place(9, Rule.ANSWER), MARIA),
        (Place(1, Rule.ANSWER, newcomer=True), MARIA),
        (Place(1, Rule.SUBJECT), MARIA),
        (Place(1, Rule.TOKEN), MARIA),
        (HERE, None),
        (HERE, ANNA),
    ],
)
def test_only_who_belongs_in_both_and_came_by_ids_joins_them(place: Any, who: Any) -> None:
    """Not a newcomer, not one in a member's name, and not by words or a reply address."""
    assert () == others(place=place, who=who)


def test_an_ancestor_that_was_named_will_do() -> None:
    """By the chain as by an answer."""
    assert (2,) == others(place=Place(1, Rule.CHAIN))


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("change", ["parted", "to_many", "internal"])
def test_what_is_kept_apart_stays_apart(number: int, change: str) -> None:
    """Parted by hand, a letter to many, or the team's own: on either side."""
    two = tuple(discussion(one, **({change: True} if one == number else {})) for one in (1, 2))
    assert () == others(*two)


def test_two_of_the_team_alone_are_one() -> None:
    """Nothing internal meets a client."""
    assert (2,) == others(discussion(1, internal=True), discussion(2, internal=True))


def test_what_its_author_does_not_read_or_was_closed_long_ago_stays_apart() -> None:
    """Though the chain runs through it."""
    assert () == others(part=(1,))
    closed = discussion(2, state=State.CLOSED, closed_at=NOW.replace(year=2025))
    assert () == others(discussion(1), closed)
    assert () == others(discussion(1))
