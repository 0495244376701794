"""Every sentence for readers stands in every catalogue, and nothing else does."""

import string

import pytest
from babel.messages.catalog import Message

from mailbridge.adapters.catalogues import catalogues
from tests.files import sources
from tests.rules.sentences import (
    catalogue_of,
    extracted,
    forms,
    in_code,
    is_translated,
    languages,
    values_given,
)

SENTENCES = {(one.context, one.id): one for one in extracted() if one.id}


def _messages(language: str) -> dict[tuple[str | None, object], Message]:
    return {(one.context, one.id): one for one in catalogue_of(language) if one.id}


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_sentences_are_found_in_code_and_templates() -> None:
    """Hundreds of them; so the comparisons below compare something."""
    assert len(SENTENCES) > 500
    assert {"en", *languages()} == set(catalogues().languages)
    assert "ru" in languages()


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_misses_no_sentence(language: str) -> None:
    """Run `make words` to have the missing ones added, then translate them."""
    found = _messages(language)
    assert set() == {key for key in SENTENCES if key not in found or not is_translated(found[key])}


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_holds_nothing_that_nobody_says(language: str) -> None:
    """`make words` drops it."""
    assert set() == _messages(language).keys() - SENTENCES.keys()


@pytest.mark.parametrize("language", languages())
def test_a_translation_names_only_values_that_its_sentence_has(language: str) -> None:
    """It may leave one out."""
    wrong = {}
    for (_, english), message in _messages(language).items():
        texts = [english] if isinstance(english, str) else list(english)
        known = set().union(*(_values(one) for one in texts))
        if not set().union(*(_values(one) for one in forms(message))) <= known:
            wrong[english] = forms(message)
    assert {} == wrong


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_each_plural_form(language: str) -> None:
    """As many as the language has."""
    catalogue = catalogue_of(language)
    assert [] == [
        one.id
        for one in catalogue
        if isinstance(one.id, tuple) and len(one.string) != catalogue.num_plurals
    ]


def test_a_sentence_may_be_one_of_two() -> None:
    """And a comment for translators stands above its call."""
    code = """
# Translators: of a door
say("open" if door else "shut", name=1)
words.say_number("{number} door", "{number} doors", 2)
text.count("x")
"""
    assert [
        ("open", None, ["of a door"]),
        ("shut", None, ["of a door"]),
        (("{number} door", "{number} doors"), None, []),
    ] == list(in_code(code))


def test_a_sentence_is_given_each_value_that_it_names() -> None:
    """Where it is written; a missing one would show only when it is said."""
    wrong = {}
    for path in sources():
        for names, given, line in values_given(path.read_text()):
            if not names <= given:
                wrong[f"{path}:{line}"] = (names, given)
    assert {} == wrong
