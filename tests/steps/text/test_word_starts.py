"""Phrases and stems looked for in a text: the same is found as by looking for each."""

from hypothesis import given
from hypothesis import strategies as st

from mailbridge.steps.text.letters import digits_in, letters_of
from mailbridge.steps.text.word_starts import PhraseTable, WordStarts
from mailbridge.steps.text.word_tables import Stems

WORDS = st.text(alphabet="abcdeя ß", max_size=14)
SIGNS = st.text(alphabet="aZ09-. ²٣яß世_\n", max_size=40)


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6).map(" ".join))
def test_a_table_finds_what_stands_there(phrases: list[str], text: str) -> None:
    """Whatever blanks stand in the phrases and around them."""
    expected = any(phrase in text for phrase in phrases)
    assert expected == PhraseTable(phrases).stand_in(WordStarts(text))


@given(WORDS, WORDS, WORDS)
def test_a_phrase_within_words_is_found(before: str, phrase: str, behind: str) -> None:
    """Its ends may be parts of longer words."""
    assert PhraseTable([phrase]).stand_in(WordStarts(before + phrase + behind))


@given(st.lists(WORDS, max_size=6), WORDS)
def test_stems_are_found(stems: list[str], text: str) -> None:
    """And counted, in ASCII and beyond."""
    expected = sum(stem in text for stem in stems)
    assert (bool(expected), expected) == (Stems(stems).stand_in(text), Stems(stems).count_in(text))


@given(SIGNS)
def test_letters_and_digits_are_of_any_script(text: str) -> None:
    """As str.isalnum and str.isdigit tell them."""
    assert "".join(filter(str.isalnum, text)) == letters_of(text)
    assert sum(map(str.isdigit, text)) == digits_in(text)
