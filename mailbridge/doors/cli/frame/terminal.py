"""The words of the person at the terminal, in the language that the environment names."""

import os

from mailbridge.adapters.catalogues import catalogues
from mailbridge.steps.telling.words.catalogue import Catalogue

_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")  # POSIX.1-2017, Base Definitions, section 8.2


def words() -> Catalogue:
    """English where the environment names no language of ours."""
    named = next((os.environ[name] for name in _NAMES if os.environ.get(name)), "")
    return catalogues().of(named.partition(".")[0])


def say(english: str, **values: object) -> str:
    return words().say(english, **values)


def say_number(one: str, other: str, number: int, **values: object) -> str:
    return words().say_number(one, other, number, **values)
