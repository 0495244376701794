"""Where somebody may live, by the offset from UTC in the Date of their letters."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mailbridge.steps.text.time_zones import zone

HALF_A_YEAR = timedelta(days=182)
_BY_LANGUAGE = {
    "de": ("Europe/Berlin",),
    "ru": (
        "Europe/Moscow",
        "Europe/Samara",
        "Asia/Yekaterinburg",
        "Asia/Omsk",
        "Asia/Krasnoyarsk",
        "Asia/Irkutsk",
        "Asia/Yakutsk",
        "Asia/Vladivostok",
        "Asia/Kamchatka",
        "Europe/Kaliningrad",
    ),
    "en": (
        "Europe/London",
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
    ),
}
_ANYWHERE = (
    "Europe/Berlin",
    "Europe/London",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Sydney",
    "Australia/Brisbane",
    "Pacific/Auckland",
    "Pacific/Fiji",
    "Pacific/Tongatapu",
    "Atlantic/Azores",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Halifax",
    "America/Caracas",
    "America/New_York",
    "America/Bogota",
    "America/Chicago",
    "America/Mexico_City",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)


def guess_zone(written: datetime, known: str, language: str, likely: Iterable[str]) -> str:
    """A zone whose clocks showed what the letter says; where several did, one that fits what was
    guessed before, then one of `likely`, then one of the language.

    `known`: what was guessed before, or "". It is returned where it fits still, and where the
    letter tells nothing: many machines write +0000 wherever their people are.
    """
    near = [name for name in likely if name != "UTC"]
    if known and _shows(known, written):
        return known
    places = (*near, *_BY_LANGUAGE.get(language, ()), *_ANYWHERE)
    if not written.utcoffset():
        places = tuple(near)
    fitting = [name for name in places if _shows(name, written)]
    if not fitting:
        return known
    other_season = written - HALF_A_YEAR
    before = other_season.astimezone(zone(known)).utcoffset() if known else None
    return next(
        (name for name in fitting if other_season.astimezone(zone(name)).utcoffset() == before),
        fitting[0],
    )


def _shows(name: str, written: datetime) -> bool:
    return written.astimezone(zone(name)).utcoffset() == written.utcoffset()
