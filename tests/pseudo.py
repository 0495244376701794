"""A language of no country: every sentence of ours in Greek letters, so that what stays Latin was
never given to a catalogue.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from mailbridge.domain.told import Told
from mailbridge.steps.telling.words.catalogue import (
    CONTEXT_END,
    ENGLISH,
    Catalogue,
    Catalogues,
)
from tests.rules.sentences import extracted

LANGUAGE = "el"  # dates, lists and plurals of babel are Greek, too
_GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβψδεφγηιξκλμνοπρστθωςχυζβ" + "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΡΣΤΘΩΣΧΥΖΒ",
)
_VALUE = re.compile(r"(\{[^{}]*\})")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_WORD = re.compile(r"[A-Za-z]{2,}")


def _greek(english: str) -> str:
    """The sentence in Greek letters; its values stay."""
    return "".join(
        part if part.startswith("{") else part.translate(_GREEK) for part in _VALUE.split(english)
    )


def _sentences() -> Mapping[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for message in extracted():
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        name = f"{message.context}{CONTEXT_END}{texts[0]}" if message.context else texts[0]
        pattern = message.context == "date pattern"
        made[name] = tuple(texts if pattern else map(_greek, texts))
    return made


PSEUDO = Catalogue(LANGUAGE, _sentences(), ENGLISH.plural)
WORDS = Catalogues(("en", LANGUAGE), lambda language: PSEUDO if language == LANGUAGE else ENGLISH)


def latin(text: str, data: Iterable[str] = ()) -> set[str]:
    """The Latin words of a text, outside of addresses, that are not among those of the data."""
    known = {word.lower() for one in data for word in _WORD.findall(one)}
    return {word for word in _WORD.findall(_ADDRESS.sub(" ", text)) if word.lower() not in known}


def texts(value: Any) -> Iterator[str]:
    """Every string inside of a value that is data: no sentence of ours."""
    if isinstance(value, str) and not isinstance(value, Told | Enum):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for one in value.items() for text in texts(one))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (text for one in value for text in texts(one))
    elif is_dataclass(value) and not isinstance(value, Catalogue | Catalogues):
        yield from (text for one in fields(value) for text in texts(getattr(value, one.name)))
