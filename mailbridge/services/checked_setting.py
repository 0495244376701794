"""Values that somebody sets: read, checked, and written as they are kept."""

from collections.abc import Callable

from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.follow_up.days_off import is_known_country
from mailbridge.steps.deciding.follow_up.working_hours import days_of, hours_of, written_hours
from mailbridge.steps.text.time_zones import is_zone

MOST_HOURS = 400  # of work
MOST_DAYS = 90
MOST_KEPT = 36_500  # days
Read = Callable[[str], str | int | None]  # None: it cannot be read


def checked_zone(value: str) -> str:
    """The name of a time zone. Refused: bad-setting."""
    if not is_zone(value):
        raise Refused("bad-setting", name="time_zone", value=value, values="UTC, Europe/Berlin …")
    return value


def checked_setting(name: str, value: str) -> str | int:
    """A setting of a project as it is kept. Refused: bad-setting."""
    read, examples = CHECKS[name]
    kept = read(value)
    if kept is None:
        raise Refused("bad-setting", name=name, value=value, values=examples)
    return kept


def checked_days(name: str, value: str) -> int | None:
    """How many days something is kept; None, of an empty value: as the settings say. Refused:
    bad-setting.
    """
    days = _number(MOST_KEPT)(value) if value else None
    if value and days is None:
        raise Refused("bad-setting", name=name, value=value, values="0, 365 …")
    return int(days) if days is not None else None


def _days(value: str) -> str | None:
    return value.lower().replace(" ", "") if days_of(value) else None


def _hours(value: str) -> str | None:
    hours = hours_of(value)
    return written_hours(*hours) if hours is not None else None


def _country(value: str) -> str | None:
    return value.upper() if is_known_country(value.upper()) else None


def _zone(value: str) -> str | None:
    return value if is_zone(value) else None


def _yes_or_no(value: str) -> str | None:
    return value if value in ("yes", "no") else None


def _survey(value: str) -> str | None:
    return value if value in ("no", "quarterly") else None


def _address(value: str) -> str | None:
    from mailbridge.services.checked_address import checked_address  # with what reads mail

    return checked_address(value) if value else ""


def _number(most: int) -> Read:
    def read(value: str) -> int | None:
        return int(value) if value.isascii() and value.isdigit() and int(value) <= most else None

    return read


CHECKS: dict[str, tuple[Read, str]] = {  # what reads it, and examples
    "time_zone": (_zone, "UTC, Europe/Berlin …"),
    "working_days": (_days, "mon-fri, sun-thu, mon,wed,fri …"),
    "working_hours": (_hours, "9-18, 08:30-17:00 …"),
    "country": (_country, "DE, DE-BY, US …"),
    "acknowledge": (_yes_or_no, "yes, no"),
    "morning": (_yes_or_no, "yes, no"),
    "weekly": (_yes_or_no, "yes, no"),
    "survey": (_survey, "no, quarterly"),
    "promise_hours": (_number(MOST_HOURS), "0, 8 …"),
    "nudge_days": (_number(MOST_DAYS), "0, 3 …"),
    "closing_days": (_number(MOST_DAYS), "0, 3 …"),
    "chase_days": (_number(MOST_DAYS), "0, 7 …"),
    "decision_maker": (_address, "name@example.com"),
}
