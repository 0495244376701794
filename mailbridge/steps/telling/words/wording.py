"""Words, numbers and dates in the reader's language."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from mailbridge.steps.telling.words.wording_en import ENGLISH
from mailbridge.steps.telling.words.wording_ru import RUSSIAN

CATALOGUES = {"en": ENGLISH, "ru": RUSSIAN}
_DAY = {"en": "EEE d MMM", "ru": "EEE d MMMM"}
_DATE = {"en": "EEE d MMM y", "ru": "EEE d MMMM y"}
_UNITS = (("gb", 1000**3), ("mb", 1000**2), ("kb", 1000))
_NEAR = timedelta(days=183)  # within half a year no year is said


def language_of(code: str) -> str:
    """The catalogue for a language tag such as "ru-RU"; English where there is none."""
    language = code.lower().partition("-")[0].partition("_")[0]
    return language if language in CATALOGUES else "en"


def say(language: str, key: str, **values: object) -> str:
    """The sentence of that key. Names and titles among the values stay as they are."""
    return (
        CATALOGUES[language_of(language)][key].format(**values)
        if values
        else CATALOGUES[language_of(language)][key]
    )


def count(language: str, key: str, number: int) -> str:
    """ "1 question", "2 вопроса", "5 вопросов": the keys end with the plural category (one, few,
    many, other).
    """
    catalogue = CATALOGUES[language_of(language)]
    category = _category(language_of(language), number)
    return catalogue.get(f"{key}.{category}", catalogue[f"{key}.other"]).format(number=number)


def zone(name: str) -> tzinfo:
    """The time zone of that name, or UTC where nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return ZoneInfo("UTC")


def day(at: datetime, language: str, time_zone: str, now: datetime) -> str:
    """ "Wed 25 Nov", "ср 25 ноября"; with the year where it is far from now."""
    local = at.astimezone(_zone(time_zone))
    return _day(local.date(), language_of(language), abs(local - now) > _NEAR)


def moment(at: datetime, language: str, time_zone: str, now: datetime) -> str:
    """ "Wed 25 Nov, 10:42"."""
    return f"{day(at, language, time_zone, now)}, {at.astimezone(_zone(time_zone)):%H:%M}"


def date_of(at: datetime, language: str, now: datetime) -> str:
    """ "3 November", "3 ноября", as its own zone counts days; with the year where it is far from
    now.
    """
    pattern = "d MMMM y" if abs(at - now) > _NEAR else "d MMMM"
    return format_date(at.date(), pattern, locale=_locale(language_of(language)))


def meant(at: datetime, zones: Iterable[str]) -> datetime:
    """The same moment in the first zone where it ends a day: there, and not where it is read, the
    whole day was meant.
    """
    return next((local for name in zones if _ends_a_day(local := at.astimezone(_zone(name)))), at)


def deadline(at: datetime, language: str, time_zone: str, now: datetime) -> str:
    """A day, where `at` ends one in its own zone; else the day and the hour of the reader."""
    if _ends_a_day(at):
        return _day(at.date(), language_of(language), abs(at - now) > _NEAR)
    return moment(at, language, time_zone, now)


def _ends_a_day(at: datetime) -> bool:
    return at.time() >= time(23, 59)


def joined(names: Sequence[str], language: str) -> str:
    """ "Anna, Igor and Tom"."""
    return _joined(tuple(names), language_of(language))


def size(octets: int, language: str) -> str:
    """ "2.1 MB", "2,1 МБ"."""
    for unit, weight in _UNITS:
        if octets >= weight:
            number = octets / weight
            shown = format_decimal(
                number, format="0.#" if number < 10 else "0", locale=_locale(language_of(language))
            )
            return say(language, f"size.{unit}", number=shown)
    return say(language, "size.b", number=octets)


@lru_cache(maxsize=512)
def _category(language: str, number: int) -> str:
    return _locale(language).plural_form(number)


@lru_cache(maxsize=512)
def _joined(names: tuple[str, ...], language: str) -> str:
    return format_list(list(names), "standard", locale=_locale(language))


@lru_cache(maxsize=4)
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    return zone(name)


@lru_cache(maxsize=2048)
def _day(on: date, language: str, with_year: bool) -> str:
    return format_date(on, (_DATE if with_year else _DAY)[language], locale=_locale(language))
