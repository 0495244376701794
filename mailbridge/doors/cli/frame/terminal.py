"""The words of the person at the terminal, in the language that the environment names."""

import os
from datetime import UTC, datetime
from functools import lru_cache

from mailbridge.steps.telling.words.catalogue import ENGLISH, Catalogue

_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")  # POSIX.1-2017, Base Definitions, section 8.2
_OURS = ("", "C", "POSIX", ENGLISH.language)


def words() -> Catalogue:
    """English where the environment names no language of ours; then no catalogue is read."""
    named = next((os.environ[name] for name in _NAMES if os.environ.get(name)), "")
    language = named.partition(".")[0].partition("_")[0]
    return ENGLISH if language in _OURS else _catalogue(language)


@lru_cache
def _catalogue(language: str) -> Catalogue:
    from mailbridge.adapters.catalogues import catalogues  # loads babel

    return catalogues().of(language)


def say(english: str, **values: object) -> str:
    """A sentence with its values."""
    return words().say(english, **values)


def say_number(one: str, other: str, number: int, **values: object) -> str:
    """A sentence whose form hangs on a number."""
    return words().say_number(one, other, number, **values)


def tell(text: str) -> str:
    """A sentence that was made elsewhere, with its values; other text as it is."""
    return words().tell(text)


def moment(at: datetime) -> str:
    """ "2026-11-30 10:42 UTC": the same in every language, and understood as it is by options that
    take a time.
    """
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
