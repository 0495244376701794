"""What an answer by mail says to the one question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.steps.deciding.surveys.answer_by_mail import read_answer


@pytest.mark.parametrize(
    ("reply", "score", "words"),
    [
        ("9", 9, ""),
        ("10", 10, ""),
        ("0", 0, ""),
        ("9.", 9, ""),
        ("9/10", 9, ""),
        ("7 из 10", 7, ""),
        ("8 of 10!", 8, ""),
        ("9\nYou are quick.", 9, "You are quick."),
        ("9, because you are quick", 9, "9, because you are quick"),
        ("I give you a 3 this time.\nSorry.", 3, "I give you a 3 this time.\nSorry."),
        ("Восемь, потому что…", None, "Восемь, потому что…"),
        ("Between 7 and 8", None, "Between 7 and 8"),
        ("11", None, "11"),
        ("100", None, "100"),
        ("-3", None, "-3"),
        ("9.5", None, "9.5"),
        ("On 28.11.2026 we met", None, "On 28.11.2026 we met"),
        ("90% sure", None, "90% sure"),
        ("", None, ""),
        ("Thanks!\n9", None, "Thanks!\n9"),
    ],
)
def test_the_number_of_the_first_line_counts(reply: str, score: int | None, words: str) -> None:
    """No word is lost; a number that may mean something else is none."""
    assert (score, words) == read_answer(reply)


@given(st.integers(0, 10), st.text("abcдеё ,.!?", max_size=60).filter(lambda text: text.strip()))
def test_a_number_alone_is_taken_and_the_rest_kept(score: int, why: str) -> None:
    """Whatever is written below it."""
    assert (score, why.strip()) == read_answer(f"{score}\n{why}")
