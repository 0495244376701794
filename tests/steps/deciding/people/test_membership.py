"""How near an author stands to a discussion: each way of being near, alone."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.discussion import Discussion, State
from mailbridge.domain.inbound import Author
from mailbridge.steps.deciding.people.membership import belongs, holds_apart, knows, takes_part
from tests.steps.deciding.situations import ANNA, MARIA, NOW, author, facts

HERE = 7
INSIDE = {"authors_of": {HERE: frozenset({MARIA.id})}}
ELSEWHERE = {"authors_of": {8: frozenset({MARIA.id})}}
COLLEAGUES = {"colleagues_in": frozenset({HERE})}
OPEN = Discussion(HERE, 1, "Menu", "menu", State.OPEN, NOW, NOW)


@pytest.mark.parametrize(
    ("who", "known", "expected"),
    [
        # takes part, belongs, knows
        (author(MARIA), {}, (False, False, False)),
        (author(MARIA), INSIDE, (True, True, True)),
        (author(MARIA), ELSEWHERE, (False, False, False)),
        (author(MARIA, member_of_project=True), {}, (False, False, True)),
        (author(MARIA, member_of_project=True), COLLEAGUES, (False, True, True)),
        (author(MARIA), COLLEAGUES, (False, False, False)),
        (author(ANNA, verified="verified"), {}, (True, True, True)),
        (author(ANNA), {}, (False, True, True)),
        (author(None), INSIDE, (False, False, False)),
        (author(None, member_of_project=True), COLLEAGUES, (False, False, False)),
    ],
)
def test_how_near_an_author_stands(
    who: Author, known: dict[str, Any], expected: tuple[bool, ...]
) -> None:
    """By taking part, by a colleague, by the project, by the team; who is unknown by nothing."""
    asked = (takes_part, belongs, knows)
    assert expected == tuple(ask(who, HERE, facts(**known)) for ask in asked)


@pytest.mark.parametrize(
    ("change", "expected"),
    [({}, False), ({"to_many": True}, True), ({"internal": True}, True)],
)
def test_an_answer_to_many_or_to_the_team_is_held_apart(
    change: dict[str, bool], expected: bool
) -> None:
    """Of whom does not belong there; a discussion that nobody knows holds nobody apart."""
    there = {"discussions": {HERE: replace(OPEN, **change)}}  # type: ignore[arg-type]
    assert expected == holds_apart(author(MARIA), HERE, facts(**there))
    assert not holds_apart(author(MARIA), HERE, facts(**there, **INSIDE))
    assert not holds_apart(author(MARIA), HERE, facts())
