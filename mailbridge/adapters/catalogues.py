"""Reads the words for readers from gettext catalogues: templates/locale/<language>/LC_MESSAGES."""

from collections.abc import Sequence
from functools import cache
from gettext import c2py
from pathlib import Path

from mailbridge.adapters.template_folders import folders
from mailbridge.steps.telling.words.catalogue import (
    CONTEXT_END,
    ENGLISH,
    Catalogue,
    Catalogues,
)

_FILE = Path("LC_MESSAGES/mailbridge.po")


@cache
def catalogues() -> Catalogues:
    """All languages there is a catalogue for, English first. Each is read when it is first asked
    for, and once.
    """
    languages = sorted(path.parents[1].name for path in _folder().glob(f"*/{_FILE}"))
    return Catalogues(("en", *languages), read)


def file_of(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return _folder() / language / _FILE


@cache
def read(language: str) -> Catalogue:
    """The catalogue of a language. FileNotFoundError: there is none."""
    return ENGLISH if language == ENGLISH.language else parse(file_of(language), language)


def parse(path: Path, language: str) -> Catalogue:
    """The sentences of a file in the form of gettext that are translated."""
    from babel.messages.pofile import read_po  # loaded only for who reads another language

    with path.open("rb") as opened:
        catalogue = read_po(opened, locale=language)
    sentences: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        forms = _forms(message.string)
        if message.id and all(forms) and not message.fuzzy:
            sentences[_name(message.id, message.context)] = forms
    return Catalogue(language, sentences, c2py(catalogue.plural_expr))


def _forms(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def _name(english: str | Sequence[str], context: str | None) -> str:
    text = english if isinstance(english, str) else english[0]
    return f"{context}{CONTEXT_END}{text}" if context else text


def _folder() -> Path:
    return folders("locale")[0]
