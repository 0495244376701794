"""The forms that words are kept and looked for in: one for all endings of a Russian, English or
German word, without accents, е for ё.

Both engines are given the same forms, so a search finds the same on either.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, repeat
from operator import itemgetter

from mailbridge.steps.reading.meaning.language import is_in
from mailbridge.steps.text.spelling import WORD, bare, is_latin, is_russian, plain

MOST_WORDS = 20_000  # of one text
_SHORT = 100_000  # characters
_ASCII_WORD = re.compile("[A-Za-z0-9]+")  # the same as WORD for these signs alone, and cheaper
_KNOWN = 1 << 16  # words whose forms are remembered


def _stemmed(word: str, in_language: str) -> str:
    """A stemmer keeps what it works on, so each call has its own: threads ask at once."""
    import snowballstemmer  # who only lists what there is needs none

    return bare(snowballstemmer.stemmer(in_language).stemWord(word)) or bare(word)


@lru_cache(_KNOWN)
def form(word: str, german: bool) -> str:
    """The form that a word of a text is kept in; "" for one without letters and digits."""
    spelled = plain(word)
    if is_russian(spelled):
        return _stemmed(spelled, "russian")
    if is_latin(spelled):
        return _stemmed(spelled, "german" if german else "english")
    return bare(spelled)


@lru_cache(_KNOWN)
def forms(word: str) -> tuple[str, ...]:
    """All forms that a word may be kept in, whatever the language of the text."""
    found = (form(word, german=False), form(word, german=True))
    return tuple(dict.fromkeys(form for form in found if form))


def beginning(word: str) -> str:
    """What the forms of all words begin with that begin so."""
    return bare(plain(word))


def words_of(text: str) -> Iterator[re.Match[str]]:
    """The places of the words of a text."""
    return _pattern(text).finditer(text)


def _words(text: str) -> Iterable[str]:
    """The words themselves; those of a long text are looked for as they are asked for."""
    return (
        _pattern(text).findall(text) if len(text) <= _SHORT else map(itemgetter(0), words_of(text))
    )


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII_WORD if text.isascii() else WORD


def kept_forms(text: str) -> str:
    """The forms of the first MOST_WORDS words of a text, in order, with a space between."""
    found = map(form, _words(text), repeat(is_in(text, "de")))
    return " ".join(islice(filter(None, found), MOST_WORDS))
