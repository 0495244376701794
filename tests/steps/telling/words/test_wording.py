"""The words of the letters in both languages."""

import string
from datetime import UTC, datetime

import pytest

from mailbridge.steps.telling.words.wording import (
    CATALOGUES,
    count,
    joined,
    language_of,
    moment,
    size,
    zone,
)

PLURAL = (".one", ".few", ".many", ".other")


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    """Each key in each catalogue; a plural in all the forms its language has."""
    plain = {
        language: {key for key in words if not key.endswith(PLURAL)}
        for language, words in CATALOGUES.items()
    }
    plural = {
        language: {key.rpartition(".")[0] for key in words if key.endswith(PLURAL)}
        for language, words in CATALOGUES.items()
    }
    assert plain["en"] == plain["ru"]
    assert plural["en"] == plural["ru"]
    assert set() == {f"{key}{form}" for key in plural["ru"] for form in PLURAL} - set(
        CATALOGUES["ru"]
    )


def test_both_languages_name_the_same_things() -> None:
    """A Russian sentence may leave a name out, but knows none that the English one does not."""
    english, russian = CATALOGUES["en"], CATALOGUES["ru"]
    assert [] == [
        key
        for key in english
        if key in russian and not _names(russian[key]) <= _names(english[key])
    ]


@pytest.mark.parametrize(
    ("tag", "language"), [("ru-RU", "ru"), ("RU", "ru"), ("en_GB", "en"), ("de", "en"), ("", "en")]
)
def test_a_language_without_catalogue_reads_english(tag: str, language: str) -> None:
    """Regions do not matter."""
    assert language == language_of(tag)


def test_numbers_decline() -> None:
    """In both languages."""
    assert ["1 question for you", "2 questions for you"] == [
        count("en", "pre.questions", number) for number in (1, 2)
    ]
    assert ["1 вопрос к вам", "3 вопроса к вам", "11 вопросов к вам"] == [
        count("ru", "pre.questions", number) for number in (1, 3, 11)
    ]


def test_names_are_joined_as_the_language_does() -> None:
    """With a comma before the last in English of three."""
    assert ("Anna and Tom", "Анна и Том") == (
        joined(["Anna", "Tom"], "en"),
        joined(["Анна", "Том"], "ru"),
    )


def test_sizes_are_read_by_people() -> None:
    """With the decimal sign of the language."""
    assert ["12 bytes", "1.5 kB", "23 MB"] == [
        size(octets, "en") for octets in (12, 1500, 23_400_000)
    ]
    assert "2,1 МБ" == size(2_100_000, "ru")


def test_a_moment_is_told_in_the_readers_zone() -> None:
    """An unknown zone reads UTC."""
    at = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert "Tue 24 Nov, 01:30" == moment(at, "en", "Europe/Moscow", at)
    assert "Mon 23 Nov, 22:30" == moment(at, "en", "Mars/Olympus", at)
    assert "UTC" == str(zone("../../etc/passwd"))
