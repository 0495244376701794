"""Sentences of the trail: English text that remembers how it was made, so that it can be told in
each reader's language later.
"""

from collections.abc import Mapping
from typing import Any


class Told(str):
    """The English sentence, and with it the text that names it in the catalogues and its values.

    It is a string wherever one is wanted. Values are strings, numbers and other sentences.
    """

    __slots__ = ("english", "values")
    english: str
    values: Mapping[str, object]

    def __new__(cls, english: str, **values: object) -> "Told":
        made = str.__new__(cls, english.format(**values) if values else english)
        made.english, made.values = english, values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (self.english, dict(self.values))


def told(english: str, **values: object) -> Told:
    """A sentence that the catalogues translate; `Told` alone joins such sentences."""
    return Told(english, **values)


def sentence_of(fault: BaseException) -> str:
    """What an exception says: the sentence it was raised with, else its text."""
    first = fault.args[0] if fault.args else None
    return first if isinstance(first, Told) else str(fault)


def as_json(text: str) -> Any:
    """How a line is kept: as it is, or {"said": the English text, "with": its values}."""
    if not isinstance(text, Told):
        return text
    values = {
        name: as_json(value) if isinstance(value, Told) else value
        for name, value in text.values.items()
    }
    return {"said": text.english, "with": values}


def from_json(kept: Any) -> str:
    """The line that was kept. What an older version kept is plain text."""
    if not isinstance(kept, dict):
        return str(kept)
    values = {
        name: from_json(value) if isinstance(value, str | dict) else value
        for name, value in kept["with"].items()
    }
    return Told(kept["said"], **values)


def find(lines: tuple[str, ...], text: str) -> str:
    """The sentence among these lines, or inside of them, that reads so in English; the text itself
    where there is none.
    """
    return next((sentence for line in lines for sentence in _parts(line) if sentence == text), text)


def _parts(line: str) -> list[Told]:
    if not isinstance(line, Told):
        return []
    inner = [
        part for value in line.values.values() if isinstance(value, str) for part in _parts(value)
    ]
    return [line, *inner]


def _made(english: str, values: Mapping[str, object]) -> Told:
    return Told(english, **values)
