"""The API's part about what the caller set for themselves."""

from pydantic import Field

from mailbridge.doors.json_objects.mine.own import Settings
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import Given, Short
from mailbridge.services.people.own_settings import (
    HOURS,
    change_own_settings,
    show_own_settings,
)


class SettingsChange(Given):
    """What is left out stays as it is."""

    hour: int | None = Field(None, ge=HOURS[0], le=HOURS[-1])
    signature: Short | None = None


async def settings(by: Team) -> Settings:
    """The hour of the morning letter, and the signature below what is written in the web."""
    return Settings.of(await show_own_settings(by.container, by.person))


async def change_settings(by: Team, given: SettingsChange) -> Settings:
    """Set what is given."""
    hour = str(given.hour) if given.hour is not None else None
    changed = await change_own_settings(by.container, by.person, hour, given.signature)
    return Settings.of(changed)
