"""Phrases are found as one expression of them all would find them."""

import re

import pytest

from mailbridge.steps.text.phrases import Phrases

PATTERNS = (
    r"\bwill (?:look|see)\b",
    r"^(?:later|soon)\b",
    r"(?<!\byou )\bshall\b",
    r"'ll answer",
    r"\b\d+ days",
)
TEXTS = (
    "we will look",
    "goodwill look",
    "later, perhaps",
    "not later",
    "you shall",
    "we shall",
    "we'll answer",
    "give us 3 days",
    "",
    "-",
    "will  look",
)


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_in_a_text_is_found(text: str) -> None:
    """At a word, at the beginning, or anywhere."""
    together = re.compile("|".join(PATTERNS))
    assert (together.search(text) is not None) is Phrases(PATTERNS).stand_in(text)


def test_no_phrase_stands_in_nothing() -> None:
    """Nor does an empty list find any."""
    assert not Phrases(()).stand_in("later")
    assert not Phrases(PATTERNS).stand_in("now")
