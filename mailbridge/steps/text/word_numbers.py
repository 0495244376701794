"""Other numbers and cases of a word, by rules of spelling: those that stemmers leave apart. Some of
what is made is no word.
"""

import re
from collections.abc import Iterator

SHORTEST = 2  # letters before an ending, one of them a vowel
_ENGLISH = (  # endings of one and of many
    ("u", "us"),
    ("s", "ses"),
    ("s", "sses"),
    ("z", "zzes"),
    ("f", "ves"),
    ("fe", "ves"),
    ("is", "es"),
    ("ix", "ices"),
    ("ex", "ices"),
    ("um", "a"),
    ("on", "a"),
    ("us", "i"),
)
_ENGLISH_WHOLE = (  # words, also as the end of others
    ("man", "men"),
    ("child", "children"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("goose", "geese"),
    ("mouse", "mice"),
    ("person", "people"),
)
_GERMAN = (
    *((f"{last}", f"{last}s") for last in "aeiouyäöüépcvwz"),  # after these the stemmer keeps an s
    ("s", "sse"),
    ("a", "en"),
    ("o", "en"),
    ("o", "i"),
    ("um", "en"),
    ("um", "a"),
    ("us", "en"),
    ("on", "en"),
)
_VOWEL = re.compile("[aeiouyäöüéаеиоуыэюя]")
_CONSONANT = "[бвгджзклмнпрстфхцчшщ]"
_WITHOUT = re.compile(f"(.*)({_CONSONANT}|[йь])([кцнлмр])")  # ссылк, окн, письм
_WITH = re.compile(f"(.*)({_CONSONANT}|[аеиоуыэюя])[ое]([кцнлмр])")  # ссылок, окон, писем, копеек


def english_numbers(word: str) -> Iterator[str]:
    """For one many, for many one: menus, knife, women."""
    yield from _rewritten(word, _ENGLISH)
    for single, several in _ENGLISH_WHOLE:
        for ending, other in ((single, several), (several, single)):
            if word.endswith(ending):
                yield word.removesuffix(ending) + other


def german_numbers(word: str) -> Iterator[str]:
    """For one many, for many one: Fotos, Konto, Zentren."""
    return _rewritten(word, _GERMAN)


def _rewritten(word: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """With each ending of a pair for the other."""
    for single, several in pairs:
        for ending, other in ((single, several), (several, single)):
            before = word.removesuffix(ending)
            if word.endswith(ending) and len(before) >= SHORTEST and _VOWEL.search(before):
                yield before + other


def russian_cases(word: str, stem: str) -> Iterator[str]:
    """With the vowel that comes and goes before the last consonant: ссылка, ссылок."""
    for known in (word, stem):
        if (match := _WITH.fullmatch(known)) and _VOWEL.search(match[1] + match[2]):
            before, last, end = match.groups()
            apart = "й" if _VOWEL.match(last) else ""
            yield f"{before}{last}{apart}{end}а"
            yield f"{before}{last}ь{end}а"
    if (match := _WITHOUT.fullmatch(stem)) and _VOWEL.search(match[1]):
        before, last, end = match.groups()
        for vowel in "ое":
            with_it = f"{before}{last if last not in 'йь' else ''}{vowel}{end}"
            yield with_it
            yield f"{with_it}ь"
    if word.endswith("мя"):  # имя, имени
        yield f"{stem}ени"
    elif stem.endswith("мен") and len(stem) > 2 * SHORTEST:
        yield stem.removesuffix("ен") + "я"
