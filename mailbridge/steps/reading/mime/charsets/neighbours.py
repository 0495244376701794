"""Charsets of single octets that are taken for Western or Cyrillic ones: Hebrew, Turkish, and those
of Central Europe.
"""

import re

_LEAST_HEBREW = 12  # letters
_MEAN_RUN = 2  # of them in a word
_HEBREW = frozenset(range(0xE0, 0xFB))
_FINAL = frozenset((0xEA, 0xED, 0xEF, 0xF3, 0xF5))  # letters that stand at the end of words alone
_RUN = re.compile(rb"[\x80-\xff]+")
_TURKISH = frozenset("ýþðÝÞÐ")  # ı, ş, ğ and their capitals, read as Western
_NOT_ICELANDIC = frozenset("üçÜÇ")
_WITH_TURKISH = frozenset("çöüâîûÇÖÜÂÎÛ") | _TURKISH
# signs between two letters that are letters of Central Europe
_BETWEEN = re.compile(r"[a-z][³¹¿Ÿ£¥][a-z]")
# ends of words that Western languages have, too, but never both
_ENDINGS = (re.compile(r"[a-z]ê(?![\w])"), re.compile(r"[a-z]ñ(?![\w])"))
_CZECH = ("ø", "ìèùï", "áíýšž")  # ř, one of ě, č, ů, ď, and a letter the same in both charsets
_WITH_CZECH = frozenset("øìèùïòšžýáíéúóäöüØÌÈÙÏÒŠŽÝÁÍÉÚÓÄÖÜ")
_WITH_POLISH = frozenset("óêñæœŸÓÊÑÆŒäöüßÄÖÜ")
_SPANISH = "¿"  # ż, and what begins a question, also where somebody puts no blank before it
_POLISH = frozenset("³¹æœêŸ£¥")  # ł, ą, ć, ś, ę, ź, Ł, Ą


def is_hebrew(octets: bytes) -> bool:
    """Whether octets above 127 are Hebrew letters alone, with their final forms at ends of words
    (windows-1255).
    """
    runs = _RUN.findall(octets)
    letters = sum(map(len, runs))
    if letters < max(_LEAST_HEBREW, _MEAN_RUN * len(runs)):  # accents stand alone
        return False
    return all(map(_HEBREW.issuperset, runs)) and all(_FINAL.isdisjoint(run[:-1]) for run in runs)


def is_turkish(western: str) -> bool:
    """Whether text read as windows-1252 is Turkish; Icelandic has those letters, and others."""
    letters = {sign for sign in western if sign > "\x7f" and sign.isalpha()}
    common = not letters.isdisjoint(_TURKISH) and not letters.isdisjoint(_NOT_ICELANDIC)
    return common and letters <= _WITH_TURKISH


def is_central_european(western: str) -> bool:
    """Whether text read as windows-1252 is Polish or Czech (windows-1250): it has signs that no
    Western language puts there, and no letters of other languages.
    """
    letters = {sign for sign in western if sign > "\x7f" and sign.isalpha()}
    return (letters <= _WITH_POLISH and _is_polish(western)) or (
        letters <= _WITH_CZECH and all(map(letters.intersection, _CZECH))
    )


def _is_polish(western: str) -> bool:
    between = {found[0][1] for found in _BETWEEN.finditer(western)}
    if between == {_SPANISH}:
        return not _POLISH.isdisjoint(western)
    return bool(between) or all(ending.search(western) for ending in _ENDINGS)
