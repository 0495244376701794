"""The forms that words are kept and looked for in: one for all endings of a Russian, English or
German word, without accents, е for ё.

Both engines are given the same forms, so a search finds the same on either.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from mailbridge.steps.reading.meaning.language import language

MOST_WORDS = 20_000  # of one text
LONGEST = 40  # characters of a word that count
_KNOWN = 1 << 16  # words whose forms are remembered
_SIGN = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # a word, or part of one, by itself
_ACCENT = "[\u0300-\u036f]"
WORD = re.compile(rf"{_SIGN}|(?:(?!{_SIGN})[^\W_]{_ACCENT}*)+")
_SHORT_I = "\u0438\u0306"  # й, whose sign is part of the letter


def plain(word: str) -> str:
    """A word in small letters and one spelling, е for ё."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return folded.replace("ё", "е")[:LONGEST]


def _kept(word: str) -> str:
    """Letters and digits alone, without accents; й stays."""
    apart = unicodedata.normalize("NFD", word).replace(_SHORT_I, "й")
    return "".join(sign for sign in apart if sign.isalnum())


@lru_cache(_KNOWN)
def _stemmed(word: str, in_language: str) -> str:
    """A stemmer keeps what it works on, so each call has its own: threads ask at once."""
    return _kept(snowballstemmer.stemmer(in_language).stemWord(word)) or _kept(word)


def form(word: str, german: bool) -> str:
    """The form that a word of a text is kept in; "" for one without letters and digits."""
    spelled = plain(word)
    if "а" <= spelled[:1] <= "я":
        return _stemmed(spelled, "russian")
    if spelled[:1].isalpha() and spelled[:1] < "\u0250":
        return _stemmed(spelled, "german" if german else "english")
    return _kept(spelled)


def forms(word: str) -> tuple[str, ...]:
    """All forms that a word may be kept in, whatever the language of the text."""
    found = (form(word, german=False), form(word, german=True))
    return tuple(dict.fromkeys(one for one in found if one))


def beginning(word: str) -> str:
    """What the forms of all words begin with that begin so."""
    return _kept(plain(word))


def words_of(text: str) -> Iterator[re.Match[str]]:
    """The places of the words of a text."""
    return WORD.finditer(text)


def kept_forms(text: str) -> str:
    """The forms of the first MOST_WORDS words of a text, in order, with a space between."""
    german = language(text) == "de"
    found: list[str] = []
    for match in words_of(text):
        if len(found) == MOST_WORDS:
            break
        if kept := form(match[0], german):
            found.append(kept)
    return " ".join(found)
