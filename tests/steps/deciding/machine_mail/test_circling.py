"""How much is too much, and what goes round in circles."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mailbridge.domain.project import Project
from mailbridge.steps.deciding.machine_mail.circling import Said, why_circling

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BLOOM = Project(7, "Bloom", "abcdefghjkmnpqrst")
ANSWER = (
    "Your request has been received and got the number {}. One of our colleagues will look into it."
)


def said(words: str, minutes: int, by_team: bool = False) -> Said:
    return Said(NOW - timedelta(minutes=minutes), by_team, words)


def test_the_third_letter_that_says_the_same_is_a_machines() -> None:
    """Numbers may differ, as they do in the letters of ticket systems (EDGE_CASES 57)."""
    earlier = [said(ANSWER.format(1), 30), said(ANSWER.format(2), 20)]
    assert why_circling(ANSWER.format(3), earlier, NOW) is not None
    assert why_circling(ANSWER.format(3), earlier[1:], NOW) is None
    assert (
        why_circling(ANSWER.format(3), [replace(one, by_team=True) for one in earlier], NOW) is None
    )
    assert (
        why_circling(
            ANSWER.format(3), [replace(one, at=NOW - timedelta(hours=3)) for one in earlier], NOW
        )
        is None
    )


def test_people_may_repeat_short_words() -> None:
    """Three times "thanks" is no loop."""
    assert why_circling("Thanks!", [said("Thanks!", 30), said("Thanks!", 20)], NOW) is None


def test_twenty_letters_of_outsiders_within_two_hours_are_enough() -> None:
    """Whatever they say and whoever wrote them (EDGE_CASES 57)."""
    letters = [said(f"word {number}" * number, number) for number in range(20)]
    assert "20 letters within 2 hours" == why_circling("And one more", letters, NOW)
    assert why_circling("And one more", letters[1:], NOW) is None
