"""Words of a text, line by line, and where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from mailbridge.steps.text.word_runs import place_of, placed_words, words_by_line

SIGNS = "aBé\u0301ЁßİŞ_0 .,:@[]<>-\t\x0b\x85\u2028\u00ad\u200b\u4e00\u3042\u0e01·“\n"
TEXTS = st.lists(st.sampled_from([*SIGNS, "https://a.b/c ", "mailto:a@b", "<a@b.c>"])).map("".join)


@given(TEXTS)
def test_words_of_many_lines_are_those_of_each(text: str) -> None:
    """However plain and other lines are mixed."""
    alone = [[word.text for word in placed_words(line)] for line in text.split("\n")]
    assert alone == words_by_line(text)


@given(TEXTS)
def test_a_word_is_found_by_its_number(text: str) -> None:
    """Where it stands among all of its line."""
    words = placed_words(text)
    assert [(word.start, word.end) for word in words] == [
        place_of(text, number) for number in range(len(words))
    ]
