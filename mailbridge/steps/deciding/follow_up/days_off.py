"""Public holidays of countries and their parts, from the library `holidays`."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache


def is_public_holiday(country: str, day: date) -> bool:
    """Whether it is one there. `country`: DE, or DE-BY for a part of it; "" has none."""
    return bool(country) and day in _public_holidays(country, day.year)


@lru_cache(maxsize=256)
def _public_holidays(country: str, year: int) -> Mapping[date, str]:
    import holidays  # takes a third of a second, and most commands ask for none

    nation, _, part = country.partition("-")
    return dict(holidays.country_holidays(nation, subdiv=part or None, years=year))


def is_known_country(country: str) -> bool:
    """Whether anybody knows its public holidays. "" is known: it has none."""
    nation, _, part = country.partition("-")
    known = _countries()
    return not country or (nation in known and (not part or part in known[nation]))


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, list[str]]:
    import holidays

    return holidays.list_supported_countries()
