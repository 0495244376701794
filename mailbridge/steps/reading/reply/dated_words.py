"""Whether words hold a date, in the form of any language: what tells the head of a quote from a
sentence, whatever its verb.
"""

import re

from mailbridge.steps.reading.reply.calendar_names import CALENDAR_NAMES

MOST_WORDS = 14  # besides the date and what stands in brackets; a head says little else
STEM, MOST_ENDING = 6, 4  # letters of a name and of the ending that a case gives it ("maiatzaren")
_LOOKED_AT = 500  # characters
_EDGES = ".,:;()[]{}<>*_\"'“”„«»-–—>|"
# a number's first digit, to which a search leaps: what looks back first is tried at each character
_FIRST = r"\d(?<!\d\d)"
_NUMERIC = re.compile(
    rf"{_FIRST}(?:(?:\d?|\d{{3}}) ?[./-] ?\d{{1,2}} ?[./-] ?\d{{2,4}}"
    r"|(?:\d{3}|\d(?=/)) ?[./-] ?\d{1,2} ?[./-] ?\d{1,2}|\d{1,3} ?[年년] ?\d{1,2}|\d? ?[月월])"
)
_YEAR_OR_TIME = re.compile(rf"{_FIRST}(?:\d{{3}}(?!\d)|\d?[:.：h]\d{{2}}(?!\d))")
_TIME = re.compile(rf"{_FIRST}\d?[:.：h]\d{{2}}(?!\d|[./-]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d(?<!\d\d\d\d\d)(?!\d)")
_BRACKETED = re.compile(r"[<(\[][^<>()\[\]]{0,200}@[^<>()\[\]]{0,200}(?:[>)\]]|$)")


def is_dated(text: str) -> bool:
    """Whether a day with its year or its time of day is written here: "4 мая 2026", "Mon., 4.5.26
    10:00".
    """
    text = text[:_LOOKED_AT]
    return _YEAR_OR_TIME.search(text) is not None and holds_a_day(text)


def holds_a_day(text: str) -> bool:
    """Whether a day stands here, in numbers or by its month's or weekday's name."""
    return _NUMERIC.search(text[:_LOOKED_AT]) is not None or names_a_day(text)


def is_timed(text: str) -> bool:
    """Whether a day and its time of day are written here."""
    return is_dated(text) and _TIME.search(text[:_LOOKED_AT]) is not None


def is_exact(text: str) -> bool:
    """Whether a day, its year and its time of day are written here, as programs do and hardly
    anybody else.
    """
    return is_timed(text) and _YEAR.search(text[:_LOOKED_AT]) is not None


def names_a_day(text: str) -> bool:
    """Whether the name of a month or a weekday stands here, in any language of the tables."""
    words = [word.strip(_EDGES) for word in text[:_LOOKED_AT].lower().split()]
    return not CALENDAR_NAMES.isdisjoint(words) or any(map(_is_inflected_name, words))


def _is_calendar_name(word: str) -> bool:
    word = word.strip(_EDGES)
    return word in CALENDAR_NAMES or _is_inflected_name(word)


def _is_inflected_name(word: str) -> bool:
    """With an ending, or with the preposition that Hebrew writes in one with it."""
    if word.startswith("ב"):
        return word[1:] in CALENDAR_NAMES or _has_ending(word)
    return len(word) > STEM and _has_ending(word)


def _has_ending(word: str) -> bool:
    inflected = range(max(STEM, len(word) - MOST_ENDING), len(word))
    return any(word[:end] in CALENDAR_NAMES for end in inflected)


def holds_a_mailbox(text: str) -> bool:
    """Whether an address stands in brackets, as it does behind a name."""
    return "@" in text and _BRACKETED.search(text[:_LOOKED_AT]) is not None


def says_little_else(text: str, most: int = MOST_WORDS) -> bool:
    """Whether few words stand beside a date and an address."""
    words = _BRACKETED.sub(" ", text[:_LOOKED_AT]).split()
    telling = [word for word in words if any(map(str.isalpha, word)) and "@" not in word]
    return sum(not _is_calendar_name(word.lower()) for word in telling) <= most
