"""Sentences in the reader's language."""

import pytest

from mailbridge.steps.telling.words.catalogue import (
    ENGLISH,
    ENGLISH_ALONE,
    Catalogue,
    Catalogues,
    in_context,
)

GREEK = Catalogue(
    "el",
    {
        "{name} wrote": ("Γράφει: {name}",),
        "{number} post": ("{number} μήνυμα", "{number} μηνύματα"),
        in_context("task", "done"): ("έγινε",),
    },
    lambda number: int(number != 1),
)
BOTH = Catalogues(("en", "el"), lambda language: GREEK if language == "el" else ENGLISH)


@pytest.mark.parametrize(
    ("tag", "language"), [("el-GR", "el"), ("EL", "el"), ("en_GB", "en"), ("xx", "en"), ("", "en")]
)
def test_a_language_without_catalogue_reads_english(tag: str, language: str) -> None:
    """Regions do not matter."""
    assert language == BOTH.of(tag).language
    assert "en" == ENGLISH_ALONE.of(tag).language


def test_what_is_not_translated_is_said_in_english() -> None:
    """Its context is left out."""
    assert "Γράφει: Άννα" == GREEK.say("{name} wrote", name="Άννα")
    assert "Anna left" == GREEK.say("{name} left", name="Anna")
    assert ("έγινε", "done") == (
        GREEK.say(in_context("task", "done")),
        GREEK.say(in_context("door", "done")),
    )


def test_numbers_decline() -> None:
    """By the language's own rule."""
    assert ["1 μήνυμα", "2 μηνύματα"] == [
        GREEK.say_number("{number} post", "{number} posts", number) for number in (1, 2)
    ]
    assert ["1 line", "0 lines"] == [
        GREEK.say_number("{number} line", "{number} lines", number) for number in (1, 0)
    ]


def test_a_sentence_without_values_may_hold_braces() -> None:
    """Only values are filled in."""
    assert "{who} wrote" == GREEK.say("{who} wrote")
