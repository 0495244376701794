"""A letter that quotes what nobody wrote in this place shows its quote."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.inbound import Inbound, Place
from mailbridge.domain.letter import SentLetter
from mailbridge.domain.message import Forwarded, Kind, Message, Trimmed
from mailbridge.steps.deciding.conversation.own_lines import as_words
from mailbridge.steps.deciding.conversation.own_words import decide
from tests.steps.deciding.situations import ANNA, MARIA, author, facts, inbound

QUOTE = "The flour of last week was damp, and the ovens stood still until noon."
ANSWER = f"What shall we do?\n> {QUOTE}"
FIRST = Place(None, Rule.NEW, flags=(Flag.SUBJECT_CHANGED,))
LATER = Place(7, Rule.ANSWER)
OURS = SentLetter(as_words(f"{QUOTE}\nThe mill has promised us dry flour for the next delivery."))
SAID = ("own_letter: nobody wrote here what it quotes: that is shown with it",)


def letter(place: Place | None = FIRST, **more: Any) -> Inbound:
    reading = {"trimmed": Trimmed("What shall we do?", f"> {QUOTE}"), **more}
    made = inbound(Message(text=ANSWER), author=author(MARIA, verified="verified"), **reading)
    return replace(made, place=place)


@pytest.mark.parametrize(
    ("place", "known"),
    [
        (FIRST, {}),
        (FIRST, {"quotes_unknown": True}),
        (LATER, {"quotes_unknown": True}),
        (Place(7, Rule.NEW), {"quotes_unknown": True}),
    ],
)
def test_a_quote_that_nobody_knows_is_marked(place: Place, known: dict[str, Any]) -> None:
    """In a first letter always, later where it is long enough to be known. The mark comes beside
    those that are there, the trail says so, and nothing else changes.
    """
    came = letter(place)
    decided = decide(came, facts(**known))
    assert isinstance(decided, Inbound)
    assert replace(place, flags=(*place.flags, Flag.QUOTES_UNKNOWN)) == decided.place
    assert SAID == decided.trail
    assert came == replace(decided, place=place, trail=came.trail)


@pytest.mark.parametrize(
    ("came", "known"),
    [
        (letter(LATER), {}),
        (letter(Place(7, Rule.NEW)), {}),
        (letter(Place(None, Rule.ANSWER)), {}),
        (letter(None), {"quotes_unknown": True}),
        (letter(), {"quoted_in": (3,)}),
        (letter(LATER), {"quoted_in": (3,), "quotes_unknown": True}),
        (letter(trimmed=Trimmed("What shall we do?", " \n")), {}),
        (letter(LATER, trimmed=Trimmed("What?", "")), {"quotes_unknown": True}),
        (letter(kind=Kind.LIST), {}),
        (letter(forwarded=Forwarded(None, None, None, QUOTE)), {}),
        (letter(), {"had_letters": (OURS,)}),
        (letter(LATER), {"quotes_unknown": True, "had_letters": (OURS,)}),
    ],
    ids=[
        "later", "new, but of one", "of none, but no new one", "nowhere", "known", "known, later",
        "nothing quoted", "nothing quoted, later", "a list", "a forward", "ours", "ours, later",
    ],
)  # fmt: skip
def test_other_quotes_stay_folded(came: Inbound, known: dict[str, Any]) -> None:
    """Known ones, ours, those of machines, and what has no place yet."""
    decided = decide(came, facts(**known))
    assert isinstance(decided, Inbound)
    assert came.place == decided.place
    assert not set(SAID).intersection(decided.trail)


def test_letters_of_ours_that_say_something_else_change_nothing() -> None:
    """The author had one, and quotes another."""
    other = SentLetter(as_words("We have sent the invoice of October to your office yesterday."))
    decided = decide(letter(), facts(had_letters=(other,)))
    assert isinstance(decided, Inbound)
    assert decided.place is not None
    assert Flag.QUOTES_UNKNOWN in decided.place.flags


def test_a_member_is_asked_like_a_client() -> None:
    """Who wrote it does not matter."""
    came = replace(letter(), author=author(ANNA, verified="verified"))
    decided = decide(came, facts())
    assert isinstance(decided, Inbound)
    assert decided.place is not None
    assert Flag.QUOTES_UNKNOWN in decided.place.flags
