"""What is decided of a letter is decided while everybody else waits: it costs linear time, whatever
the letter holds.
"""

from collections.abc import Callable

import pytest

from mailbridge.steps.deciding.conversation.small_print import without_secrets
from mailbridge.steps.deciding.follow_up.numbers_named import numbers_named
from mailbridge.steps.deciding.follow_up.said import said
from mailbridge.steps.text.word_runs import words
from tests.growth import LINEAR, growth

NUMBERS = ("1) ", "1. ", "1: a ", "Q1 a ", " (1)", "yes for 1, ", "1, 2 and 3: ok. ")
DECISIONS: dict[str, tuple[Callable[[str], object], str, int]] = {
    "a greeting": (said, "-", 3000),
    "links of ours": (lambda text: without_secrets(text, ["bridge.test"]), "https://.", 4000),
    "places of pictures": (words, "[cid", 4000),
    **{
        f"answers by number {piece!r}": (
            lambda text: numbers_named([text] * 30, (1, 2, 3)), piece, 490,
        )
        for piece in NUMBERS
    },
}  # fmt: skip


@pytest.mark.parametrize(("decide", "piece", "size"), DECISIONS.values(), ids=DECISIONS)
def test_four_times_the_text_takes_four_times_as_long(
    decide: Callable[[str], object], piece: str, size: int
) -> None:
    """On one line, where every letter may begin what never ends."""
    small, large = (piece * (times * size // len(piece)) for times in (1, 4))
    assert growth(decide, small, large) < 2 * LINEAR


@pytest.mark.parametrize("before", ["(1]", "one", "[reply", "yes to 1"])
def test_a_gap_of_blanks_takes_no_time(before: str) -> None:
    """However many stand between two words of one line."""

    def decide(times: int) -> object:
        return numbers_named([f"{before}{' ' * times}2. yes"] * 10, (1, 2))

    assert growth(decide, 450, 1800) < LINEAR
    assert ["yes"] == [named.words for named in numbers_named([f"2.{' ' * 900}yes"], (1, 2))]


def test_answers_by_number_are_looked_for_in_so_many_words() -> None:
    """Nobody writes a hundred pages of them."""
    line = "1) yes " * 280
    few, many = ([line] * times for times in (60, 240))
    least = LINEAR / 2
    assert growth(lambda lines: numbers_named(lines, (1, 2)), few, many, least / 2) < least
