"""Dates, lists and sizes as the reader's language writes them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal

from mailbridge.steps.telling.words.catalogue import Catalogue, in_context, sentence
from mailbridge.steps.text.time_zones import zone

# Translators: how a date is written, in the letters of Unicode (CLDR): Wed 25 Nov
_DAY = in_context("date pattern", "EEE d MMM")
# Translators: the same with the year
_DATE = in_context("date pattern", "EEE d MMM y")
# Translators: a date without the day of the week: 3 November
_LONG_DAY = in_context("date pattern", "d MMMM")
# Translators: the same with the year
_LONG_DATE = in_context("date pattern", "d MMMM y")
_UNITS = (
    (sentence("{number} GB"), 1000**3),
    (sentence("{number} MB"), 1000**2),
    (sentence("{number} kB"), 1000),
)
_NEAR = timedelta(days=183)  # within half a year no year is said


def day(at: datetime, words: Catalogue, time_zone: str, now: datetime) -> str:
    """ "Wed 25 Nov", "ср 25 ноября"; with the year where it is far from now."""
    return _local_day(at.astimezone(zone(time_zone)), words, now)


def moment(at: datetime, words: Catalogue, time_zone: str, now: datetime) -> str:
    """Day and time in a zone, such as "Wed 25 Nov, 10:42"; the year is told where it is far from
    now.
    """
    local = at.astimezone(zone(time_zone))
    return f"{_local_day(local, words, now)}, {local.hour:02}:{local.minute:02}"


def _local_day(local: datetime, words: Catalogue, now: datetime) -> str:
    return _day(local.date(), words, abs(local - now) > _NEAR)


def date_of(at: datetime, words: Catalogue, now: datetime) -> str:
    """ "3 November", "3 ноября", as its own zone counts days; with the year where it is far from
    now.
    """
    pattern = words.say(_LONG_DATE if abs(at - now) > _NEAR else _LONG_DAY)
    return format_date(at.date(), pattern, locale=_locale(words.language))


def meant(at: datetime, zones: Iterable[str]) -> datetime:
    """A moment in the first of the zones where it ends a day: there, and not where it is read, the
    whole day was meant. As it is where it ends a day in none.
    """
    return next((local for name in zones if _ends_a_day(local := at.astimezone(zone(name)))), at)


def deadline(at: datetime, words: Catalogue, time_zone: str, now: datetime) -> str:
    """A day, where `at` ends one in its own zone; else the day and the hour of the reader."""
    if _ends_a_day(at):
        return _day(at.date(), words, abs(at - now) > _NEAR)
    return moment(at, words, time_zone, now)


def _ends_a_day(at: datetime) -> bool:
    return at.time() >= time(23, 59)


@lru_cache(maxsize=256)
def place(time_zone: str, words: Catalogue) -> str:
    """The city that a time zone is named after: Warsaw, Варшава; UTC for what is none."""
    known = zone(time_zone)
    if "/" not in str(known) or str(known).startswith("Etc/"):
        return "UTC"
    return get_timezone_location(known, locale=_locale(words.language), return_city=True)


def joined(names: Sequence[str], words: Catalogue) -> str:
    """ "Anna, Igor and Tom"."""
    return _joined(tuple(names), words.language)


def size(octets: int, words: Catalogue) -> str:
    """ "2.1 MB", "2,1 МБ"."""
    for unit, weight in _UNITS:
        if octets >= weight:
            number = octets / weight
            shown = format_decimal(
                number, format="0.#" if number < 10 else "0", locale=_locale(words.language)
            )
            return words.say(unit, number=shown)
    return words.say("{number} bytes", number=octets)


@lru_cache(maxsize=512)
def _joined(names: tuple[str, ...], language: str) -> str:
    return format_list(list(names), "standard", locale=_locale(language))


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def _day(on: date, words: Catalogue, with_year: bool) -> str:
    return _written(on, words.say(_DATE if with_year else _DAY), words.language)


@lru_cache(maxsize=2048)
def _written(on: date, pattern: str, language: str) -> str:
    return format_date(on, pattern, locale=_locale(language))
