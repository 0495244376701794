"""One and many of a word find each other, where a stemmer alone leaves them apart."""

import itertools
import re
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbridge.steps.searching.kin import kin
from mailbridge.steps.searching.stems import form, forms
from mailbridge.steps.searching.wish import understood
from mailbridge.steps.text.spelling import bare, plain

CONSONANTS, VOWELS = "bdfgklmnprst", "aeiou"
SYLLABLES = st.builds(str.__add__, st.sampled_from(CONSONANTS), st.sampled_from(VOWELS))
BEGINNINGS = st.builds(str.__add__, SYLLABLES, st.sampled_from(CONSONANTS))  # "men", of menu
WORDS = (  # that stand for their kinds
    "menu menus|bus buses|lens lenses|quiz quizzes|knife knives|leaf leaves|analysis analyses",
    "crisis crises|index indices|medium media|criterion criteria|cactus cacti|woman women",
    "child children|person people|invoice invoices|company companies|address addresses",
    "Foto Fotos|Auto Autos|Menü Menüs|Shop Shops|Café Cafés|Handy Handys|Konto Konten|Firma Firmen",
    "Datum Daten|Zentrum Zentren|Virus Viren|Bus Busse|Lexikon Lexika|Stadion Stadien|Haus Häuser",
    "ссылка ссылки ссылок ссылкой|окно окна окон|письмо писем письма|песня песен|отец отца отцу",
    "список списка списком|заявка заявок|конец конца|ребёнок ребенка|копейка копеек|число чисел",
    "сестра сестёр|время времени|деревня деревень|боец бойца|кольцо колец|кнопка кнопок кнопками",
)


def finds(asked: str, written: str, german: bool) -> bool:
    """Whether a text of this language with one word is found by another."""
    return form(written, german) in {*forms(asked), *(other for _, other in kin(asked))}


@pytest.mark.parametrize("family", "|".join(WORDS).split("|"))
def test_each_number_and_case_of_a_word_finds_the_others(family: str) -> None:
    """Both ways, in a text of its own language."""
    german = family[0].isupper()
    pairs = itertools.permutations(family.split(), 2)
    assert [] == [pair for pair in pairs if not finds(*pair, german)]


ENGLISH = (  # what stands before the ending, of one, of many
    (BEGINNINGS, "u", "us"),
    (SYLLABLES, "s", "ses"),
    (BEGINNINGS, "is", "es"),
    (BEGINNINGS, "ex", "ices"),
    (BEGINNINGS, "um", "a"),
    (BEGINNINGS, "on", "a"),
    (SYLLABLES, "lf", "lves"),
    (SYLLABLES, "fe", "ves"),
    (BEGINNINGS, "er", "ers"),
    (BEGINNINGS, "ch", "ches"),
    (BEGINNINGS, "y", "ies"),
)
GERMAN = (
    (BEGINNINGS, "o", "os"),
    (BEGINNINGS, "i", "is"),
    (SYLLABLES, "p", "ps"),
    (BEGINNINGS, "a", "en"),
    (BEGINNINGS, "um", "en"),
    (BEGINNINGS, "us", "en"),
    (BEGINNINGS, "e", "en"),
    (BEGINNINGS, "ung", "ungen"),
)


@settings(max_examples=60)
@given(
    st.data(),
    st.sampled_from([*((*row, False) for row in ENGLISH), *((*row, True) for row in GERMAN)]),
)
def test_words_that_nobody_listed_do_so_too(
    data: st.DataObject, row: tuple[st.SearchStrategy[str], str, str, bool]
) -> None:
    """Made of syllables, with the endings of each kind."""
    beginnings, single, several, german = row
    beginning = data.draw(beginnings)
    one, many = beginning + single, beginning + several
    assert finds(one, many, german), (one, many)
    assert finds(many, one, german), (many, one)


RUSSIAN = st.builds(
    lambda *letters: "".join(letters),
    st.sampled_from("бвгдлмнпрст"),
    st.sampled_from("аиоу"),
    st.sampled_from("бвдзлмнпрст"),
)


@settings(max_examples=60)
@given(
    RUSSIAN, st.sampled_from([("ка", "ки", "ку", "кой"), ("ок", "ка", "ком"), ("ец", "ца", "цу")])
)
def test_the_vowel_that_comes_and_goes_is_no_hindrance(
    beginning: str, cases: tuple[str, ...]
) -> None:
    """кнопка and кнопок, список and списка, отец and отца, for words that nobody listed."""
    many = (f"{beginning}ок",) if cases[0] == "ка" else ()
    words = (*(beginning + case for case in cases), *many)
    pairs = itertools.permutations(words, 2)
    assert [] == [pair for pair in pairs if not finds(*pair, german=False)]


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_whatever_is_typed_it_is_letters_and_digits(typed: str) -> None:
    """And few forms: an engine is asked for each of them."""
    for term in understood(typed, UTC).terms:
        for others in term.kin:
            assert len(others) <= 16
            assert all(other.isalnum() and at in (0, 1) for at, other in others)


@pytest.mark.parametrize(
    "word", ["his", "this", "us", "was", "bus", "it", "is", "да", "стол", "дом"]
)
def test_short_words_are_not_taken_apart(word: str) -> None:
    """ "his" would find "hi", "стол" what nobody can read."""
    near = {bare(plain(word))[:-1], re.sub("[аеиоу]", "", word)}
    assert not near & {other for _, other in kin(word)}
