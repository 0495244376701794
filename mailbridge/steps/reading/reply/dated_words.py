"""Whether words hold a date, in the form of any language: what tells the head of a quote from a
sentence, whatever its verb.
"""

import re

from mailbridge.steps.reading.reply.calendar_names import CALENDAR_NAMES

MOST_WORDS = 14  # besides the date and what stands in brackets; a head says little else
STEM, MOST_ENDING = 6, 4  # letters of a name and of the ending that a case gives it ("maiatzaren")
_LOOKED_AT = 500  # characters
_EDGES = ".,:;()[]{}<>*_\"'“”„«»-–—>|"
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?:\d{1,2}|\d{4}) ?[./-] ?\d{1,2} ?[./-] ?\d{2,4}"
    r"|(?:\d{4}|\d{2}(?=/)) ?[./-] ?\d{1,2} ?[./-] ?\d{1,2}|\d{2,4} ?[年년] ?\d{1,2}|\d{1,2} ?[月월])"
)
_TWO_DIGITS = re.compile(r"\d\d")  # of a year or of minutes: most lines have none
_YEAR_OR_TIME = re.compile(r"(?<!\d)(?:\d{4}(?!\d)|\d{1,2}[:.：h]\d{2}(?!\d))")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.：h]\d{2}(?!\d|[./-]\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKETED = re.compile(r"[<(\[][^<>()\[\]]{0,200}@[^<>()\[\]]{0,200}(?:[>)\]]|$)")


def is_dated(text: str) -> bool:
    """Whether a day with its year or its time of day is written here: "4 мая 2026", "Mon., 4.5.26
    10:00".
    """
    text = text[:_LOOKED_AT]
    if not _TWO_DIGITS.search(text) or not _YEAR_OR_TIME.search(text):
        return False
    return holds_a_day(text)


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
    return any(_is_calendar_name(word) for word in text[:_LOOKED_AT].lower().split())


def _is_calendar_name(word: str) -> bool:
    word = word.strip(_EDGES)
    if word in CALENDAR_NAMES or word.removeprefix("ב") in CALENDAR_NAMES:
        return True
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
