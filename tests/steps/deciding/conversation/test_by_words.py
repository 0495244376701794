"""Which discussion the words of a letter name: what it quotes, or its subject."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.discussion import Discussion, MissingLetter, State
from mailbridge.domain.flag import Rule
from mailbridge.domain.inbound import Author, Place
from mailbridge.steps.deciding.conversation.by_words import find_by_words
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
HERS = author(MARIA)
COLLEAGUE = replace(author(MARIA, member_of_project=True))
MISSING = MissingLetter("gone@x", ANNA.id, "Anna")


def found(
    who: Author = HERS, subject: str = SUBJECT, in_reply_to: tuple[str, ...] = (), **known: Any
) -> Place | None:
    message = letter(subject=subject, in_reply_to=in_reply_to)
    return find_by_words(inbound(message), who, facts(named=in_reply_to, **known))


def known(*candidates: Discussion, part: tuple[int, ...] | None = None, **more: Any) -> Any:
    """Facts about discussions of that subject; Maria takes part in all of them, or in `part`."""
    inside = [one.id for one in candidates] if part is None else part
    return {
        "candidates": candidates,
        "discussions": {one.id: one for one in candidates},
        "authors_of": dict.fromkeys(inside, frozenset({MARIA.id})),
        **more,
    }


def where(place: Place | None) -> tuple[int | None, int | None] | None:
    return (place.discussion_id, place.runner_up) if place is not None else None


def test_what_it_quotes_comes_before_its_subject() -> None:
    """The first quoted discussion that the author belongs to; nobody waits there."""
    facts_ = known(discussion(1), discussion(2), quoted_in=(2, 1))
    place = found(**facts_)
    assert place == Place(2, Rule.QUOTED, "it quotes what was written there")


def test_a_colleague_who_quotes_what_was_written_waits_to_be_let_in() -> None:
    """Only while they are no client of the project yet."""
    facts_ = known(discussion(1), part=(), quoted_in=(1,), colleagues_in=frozenset({1}))
    place = found(author(None), **facts_)
    words = "a colleague quotes what was written there"
    assert place == Place(1, Rule.QUOTED, words, newcomer=True)
    joined = found(COLLEAGUE, **facts_)
    assert joined is not None
    assert (1, False) == (joined.discussion_id, joined.newcomer)


def test_what_others_may_quote_joins_nothing() -> None:
    """Another client's discussion, a letter to many, one among the team; the next may do."""
    other = known(discussion(1), discussion(2), part=(2,), quoted_in=(1, 2), candidates=())
    assert (2, None) == where(found(**other))
    for held in ({"to_many": True}, {"internal": True}):
        facts_ = known(discussion(1, **held), discussion(2), part=(2,), candidates=())
        kept = {**facts_, "quoted_in": (1, 2), "colleagues_in": frozenset({1})}
        assert (2, None) == where(found(**kept))
        assert found(**{**kept, "quoted_in": (1,)}) is None


def test_the_newest_of_its_subject_is_joined_and_the_next_is_named() -> None:
    """With the day it was last written to."""
    newest, next_, oldest = discussion(3, days=1), discussion(2, days=2), discussion(1, days=3)
    place = found(**known(newest, next_, oldest))
    assert place == Place(
        3, Rule.SUBJECT, "the same subject, last written to on 2026-11-22", runner_up=2
    )
    assert (1, None) == where(found(**known(oldest)))


@pytest.mark.parametrize("subject", [SUBJECT, f"Re: {SUBJECT}"])
def test_one_that_the_author_wrote_in_comes_before_a_newer_one(subject: str) -> None:
    """A colleague's newer discussion of that subject is the runner-up."""
    mine = known(discussion(2), discussion(1), part=(1,), colleagues_in=frozenset({2}))
    assert (1, 2) == where(found(COLLEAGUE, subject, **mine))


@pytest.mark.parametrize(
    ("who", "more", "expected"),
    [
        (HERS, {}, None),
        (COLLEAGUE, {}, None),
        (COLLEAGUE, {"colleagues_in": frozenset({1})}, 1),
        (author(ANNA, verified="verified"), {}, None),
        (author(None), {"colleagues_in": frozenset({1})}, None),
    ],
)
def test_a_fresh_letter_joins_only_what_the_author_or_a_colleague_takes_part_in(
    who: Author, more: dict[str, Any], expected: int | None
) -> None:
    """Two who write of one subject may well mean two things."""
    place = found(who, **known(discussion(1), part=(), **more))
    assert expected == (place.discussion_id if place else None)


def test_an_answer_joins_whatever_its_author_may_read() -> None:
    """A member answers by hand what they never wrote in."""
    member = author(ANNA, verified="verified")
    assert (1, None) == where(found(member, f"Re: {SUBJECT}", **known(discussion(1), part=())))
    assert found(member, SUBJECT, **known(discussion(1), part=())) is None
    to_many = discussion(1, to_many=True)
    assert found(member, f"Re: {SUBJECT}", **known(to_many, part=())) is None
    beside = known(discussion(2), to_many, part=())
    assert found(member, f"Re: {SUBJECT}", **beside) is None


def test_a_colleagues_discussion_is_joined_by_a_telling_subject_only() -> None:
    """Each has an invoice of their own; the author's own is joined by any subject."""
    theirs = known(discussion(1, "Invoice"), part=(), colleagues_in=frozenset({1}))
    assert found(COLLEAGUE, "Invoice", **theirs) is None
    assert (1, None) == where(found(HERS, "Invoice", **known(discussion(1, "Invoice"))))


@pytest.mark.parametrize(
    ("days", "more", "expected"),
    [
        (2, {}, 1),
        (4, {}, None),
        (4, {"missing": MISSING}, 1),
        (2, {"quotes_unknown": True}, None),
        (2, {"quotes_unknown": True, "missing": MISSING}, 1),
    ],
)
def test_an_answer_to_a_letter_that_never_came(
    days: float, more: dict[str, Any], expected: int | None
) -> None:
    """To a member's own of any age; to another within three days, where it quotes nothing
    foreign.
    """
    place = found(
        subject=f"Re: {SUBJECT}", in_reply_to=("gone@x",), **known(discussion(1, days=days), **more)
    )
    assert expected == (place.discussion_id if place else None)


def test_an_answer_to_a_letter_that_never_came_joins_only_what_its_author_wrote_in() -> None:
    """Not what a member, or a colleague, may read; nor is it named as the next best."""
    member = author(ANNA, verified="verified")
    there = known(discussion(2), discussion(1), part=(1,), colleagues_in=frozenset({2}))
    answer = {"subject": f"Re: {SUBJECT}", "in_reply_to": ("gone@x",)}
    assert found(member, **answer, **there) is None
    assert (1, None) == where(found(COLLEAGUE, **answer, **there))


def test_what_is_not_joined_by_subject() -> None:
    """Where the author is not known, a letter to many, another case, old or closed ones."""
    assert found(author(None), **known(discussion(1))) is None
    many = known(discussion(1, to_many=True), part=())
    assert found(COLLEAGUE, **many) is None
    assert found(**known(discussion(1), other_cases=frozenset({1}))) is None
    assert (1, None) == where(found(**known(discussion(1), other_cases=frozenset({2}))))
    assert found(**known(discussion(1, days=61))) is None
    closed = discussion(1, state=State.CLOSED, closed_at=NOW.replace(year=2025))
    assert found(**known(closed)) is None
    assert found(**known()) is None
