"""How words are spelt alike: in small letters, without accents, е for ё."""

import re
import unicodedata

LONGEST = 40  # characters of a word that count
_SIGN = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # a word, or part of one, by itself
_ACCENT = "[\u0300-\u036f]"
WORD = re.compile(rf"{_SIGN}|(?:(?!{_SIGN})[^\W_]{_ACCENT}*)+")
_SHORT_I_APART, _SHORT_I = "\u0438\u0306", "\u0439"  # whose sign is part of the letter
_YO, _YE = "\u0451", "\u0435"


def plain(word: str) -> str:
    """A word in small letters and one spelling, е for ё."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return folded.replace(_YO, _YE)[:LONGEST]


def bare(word: str) -> str:
    """Letters and digits alone, without accents; й stays."""
    apart = unicodedata.normalize("NFD", word).replace(_SHORT_I_APART, _SHORT_I)
    return "".join(sign for sign in apart if sign.isalnum())


def unaccented(word: str) -> str:
    """A word without its accents, and all else as it is; й stays."""
    apart = unicodedata.normalize("NFD", word).replace(_SHORT_I_APART, _SHORT_I)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def is_russian(word: str) -> bool:
    """Whether a word in small letters begins as Russian ones do."""
    return "а" <= word[:1] <= "я"


def is_latin(word: str) -> bool:
    """Whether a word begins with a Latin letter."""
    return word[:1].isalpha() and word[:1] < "\u0250"
