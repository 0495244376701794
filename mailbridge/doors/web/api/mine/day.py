"""The API's part about a member's day."""

from mailbridge.doors.json_objects.mine.day import Day
from mailbridge.doors.web.api.callers import Team
from mailbridge.services.follow_up.day import show_day


async def day(by: Team) -> Day:
    """Answers owed, tasks late, due today and within a week, questions to the caller, and what
    clients owe.
    """
    return Day.of(await show_day(by.container, by.person))
