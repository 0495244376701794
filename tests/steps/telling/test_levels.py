"""How what a member wants to hear of a project or a discussion decides who gets a letter."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.discussion import Move
from mailbridge.domain.occasion import Occasion, Reader, Skip
from mailbridge.domain.project import Level
from mailbridge.steps.telling.recipients import choose, may_name, unreached, wants_members
from tests.occasions import ANNA, BOSS, DISCUSSION, IGOR, MARIA, TOM, occasion, post

NOBODY: frozenset[str] = frozenset()
OURS = replace(DISCUSSION, whose_move=Move.TEAM)
THEIRS = replace(DISCUSSION, whose_move=Move.CLIENT)


def team(what: Occasion) -> list[tuple[str, str]]:
    """Which members are told, and why."""
    chosen = choose(what, NOBODY).told
    return [(one.person.name, one.why) for one in chosen if one.person.role.is_team]


def left_out(what: Occasion) -> dict[str, Skip]:
    return {person.name: why for person, why in choose(what, NOBODY).skipped}


@pytest.mark.parametrize(
    ("level", "discussion", "hears"),
    [
        (Level.EVERYTHING, OURS, True),
        (Level.EVERYTHING, THEIRS, True),
        (Level.IMPORTANT, OURS, True),
        (Level.IMPORTANT, THEIRS, False),
        (Level.OFF, OURS, False),
    ],
)
def test_a_level_says_which_words_of_a_client_are_told_at_once(
    level: Level, discussion: Any, hears: bool
) -> None:
    """While another member hears them."""
    what = occasion(MARIA, ANNA, IGOR, discussion=discussion, levels={IGOR.id: level})
    assert ("Anna Petrova", "participant") in team(what)
    assert hears == (("Игорь Белов", "participant") in team(what))
    assert hears == (left_out(what).get("Игорь Белов") is not Skip.LEVEL)


@pytest.mark.parametrize("discussion", [OURS, THEIRS])
def test_a_colleagues_words_are_not_what_waits_for_us(discussion: Any) -> None:
    """Whose move it is says nothing of them."""
    what = occasion(ANNA, MARIA, IGOR, discussion=discussion, levels={IGOR.id: Level.IMPORTANT})
    assert [] == team(what)
    assert Skip.LEVEL == left_out(what)["Игорь Белов"]


def test_a_level_of_somebody_else_changes_nothing() -> None:
    """Each has their own."""
    what = occasion(MARIA, ANNA, IGOR, levels={ANNA.id: Level.OFF})
    assert [("Игорь Белов", "participant")] == team(what)


def test_what_is_said_of_a_discussion_outweighs_the_level_of_the_project() -> None:
    """To hear of it, and to hear nothing of it."""
    follows = occasion(MARIA, ANNA, IGOR, levels={IGOR.id: Level.OFF}, follows={IGOR.id: True})
    assert [("Anna Petrova", "participant"), ("Игорь Белов", "follower")] == team(follows)
    left = occasion(MARIA, ANNA, IGOR, follows={IGOR.id: False})
    assert [("Anna Petrova", "participant")] == team(left)


def test_who_follows_is_told_without_taking_part() -> None:
    """By the letter of the team; who left is not."""
    what = occasion(MARIA, ANNA, members=(IGOR, BOSS), follows={IGOR.id: True, BOSS.id: False})
    told = choose(what, NOBODY).told
    assert (Reader(ANNA, "team", "participant"), Reader(IGOR, "team", "follower")) == told


@pytest.mark.parametrize("concern", ["named", "assignees"])
def test_who_is_named_or_has_a_task_hears_whatever_the_level(concern: str) -> None:
    """Also when they left the discussion; others who turned it off do not."""
    off, concerned = {IGOR.id: Level.OFF, BOSS.id: Level.OFF}, frozenset({IGOR.id})
    what = occasion(
        MARIA,
        ANNA,
        IGOR,
        BOSS,
        levels=off,
        follows={IGOR.id: False},
        **{concern: concerned},
    )
    assert [("Anna Petrova", "participant")] == [one for one in team(what) if one[0] != IGOR.name]
    assert IGOR.name in dict(team(what))


def test_who_is_named_is_told_so_and_named_before_all() -> None:
    """A mention is the first reason, whether they take part or not."""
    inside = occasion(MARIA, ANNA, IGOR, named=frozenset({IGOR.id}), assignees=frozenset({IGOR.id}))
    assert Reader(IGOR, "team", "mention") in choose(inside, NOBODY).told
    outside = occasion(MARIA, ANNA, members=(IGOR,), named=frozenset({IGOR.id}))
    assert (Reader(ANNA, "team", "participant"), Reader(IGOR, "team", "mention")) == choose(
        outside, NOBODY
    ).told


def test_a_client_is_heard_although_all_members_turned_letters_off() -> None:
    """Then all are told; nobody else is, nobody twice, and who is mute stays so."""
    off = {ANNA.id: Level.OFF, IGOR.id: Level.OFF}
    what = occasion(MARIA, ANNA, TOM, members=(IGOR,), levels=off)
    assert wants_members(what)
    assert [("Anna Petrova", "participant"), ("Игорь Белов", "member")] == team(what)
    assert {"Maria Lopez": Skip.AUTHOR} == left_out(what)
    gone = replace(ANNA, unreachable=True)
    one_off = occasion(MARIA, gone, IGOR, levels=off)
    assert [("Игорь Белов", "participant")] == team(one_off)
    assert {"Maria Lopez": Skip.AUTHOR, "Anna Petrova": Skip.UNREACHABLE} == left_out(one_off)


def test_a_level_stays_while_somebody_of_the_team_hears() -> None:
    """Another member of the project is enough."""
    what = occasion(MARIA, ANNA, members=(IGOR,), levels={ANNA.id: Level.OFF})
    assert [("Игорь Белов", "member")] == team(what)
    assert Skip.LEVEL == left_out(what)["Anna Petrova"]


def test_who_cannot_be_reached_is_said_to_be_so_whatever_their_level() -> None:
    """It is what the team has to mend."""
    gone = replace(IGOR, unreachable=True)
    what = occasion(MARIA, ANNA, gone, levels={IGOR.id: Level.OFF})
    assert Skip.UNREACHABLE == left_out(what)["Игорь Белов"]


def test_only_words_that_are_somebodys_name_who_hears_of_them() -> None:
    """A member's, a proven client's, and what the team let out."""
    assert may_name(occasion(ANNA, MARIA, post=post(ANNA, released=False)))
    assert may_name(occasion(MARIA, ANNA))
    assert not may_name(occasion(MARIA, ANNA, post=post(MARIA, released=False)))
    assert not may_name(replace(occasion(MARIA, ANNA), post=None))


def test_a_client_that_no_letter_may_reach_is_called_a_robot_where_it_is_one() -> None:
    """Whatever other reason there is, too."""
    robot = replace(MARIA, addresses=("no-reply@bloom.test",))
    what = occasion(ANNA, robot)
    muted = replace(what, participants=tuple(replace(one, muted=True) for one in what.participants))
    assert [Skip.ROBOT] == [one.why for one in unreached(muted, NOBODY) or ()]
