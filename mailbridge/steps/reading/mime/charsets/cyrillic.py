"""Which of the Cyrillic charsets octets are in, by how often letters occur in Russian and
Ukrainian.
"""

import math
import re

CHARSETS = (
    "cp1251",
    "koi8-r",
    "koi8-u",
    "cp866",
    "iso8859-5",
    "mac-cyrillic",
)  # in order of preference

_SAMPLE = 2048
_RUN = re.compile(rb"[\x80-\xff]+")
_PERCENT = {
    "о": 11, "е": 8.5, "а": 8, "и": 7.4, "н": 6.7, "т": 6.3, "с": 5.5, "р": 4.7, "в": 4.5,
    "л": 4.4, "к": 3.5, "м": 3.2, "д": 3,
    "п": 2.8, "у": 2.6, "я": 2, "ы": 1.9, "ь": 1.7, "г": 1.7, "з": 1.7, "б": 1.6, "ч": 1.4,
    "й": 1.2, "х": 1, "ж": 0.9, "ш": 0.7,
    "ю": 0.6, "ц": 0.5, "щ": 0.4, "э": 0.3, "ф": 0.3, "ъ": 0.1, "ё": 2, "і": 5, "ї": 2, "є": 1,
    "ґ": 0.1,
}  # fmt: skip
_WEIGHT = {letter: math.log2(percent / 3) for letter, percent in _PERCENT.items()}
_NEUTRAL = frozenset("«»„“”‘’—–…№\xa0§°©®€•")
_FOREIGN = -6.0  # a sign no Russian writes
_PUNCTUATION = -1.0
_LIKELY = -0.3
_MISPLACED = -3.0  # a capital after a small letter, a Latin letter after a Cyrillic one


def cyrillic(octets: bytes) -> str | None:
    """The charset under which the octets read as Russian or Ukrainian, or None when under none."""
    sample = octets[:_SAMPLE]
    if mean_run(sample) < 1.9:
        return None
    scores = {charset: russian(sample.decode(charset, "replace")) for charset in CHARSETS}
    best = max(CHARSETS, key=lambda charset: scores[charset])
    return best if scores[best] > _LIKELY else None


def mean_run(octets: bytes) -> float:
    """Mean length of runs of octets above 127: long in Cyrillic and CJK, about 1 in Latin scripts."""
    runs = _RUN.findall(octets)
    return sum(map(len, runs)) / len(runs) if runs else 0.0


def russian(text: str) -> float:
    """How likely the non-ASCII signs are Russian or Ukrainian prose: above 0 is likely, below
    unlikely.
    """
    total, counted, before = 0.0, 0, " "
    for sign in text[:_SAMPLE]:
        if sign > "\x7f":
            counted += 1
            total += _WEIGHT.get(sign.lower(), _PUNCTUATION if sign in _NEUTRAL else _FOREIGN)
            if sign.isupper() and before.islower():
                total += _MISPLACED
        elif sign.isalpha() and before > "\x7f" and before.isalpha():
            total += _MISPLACED
        before = sign
    return total / counted if counted else _FOREIGN
