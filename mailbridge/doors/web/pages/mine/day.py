"""My day: what the morning letter tells, at any hour, each line with what can be done about it."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.follow_up.day import show_day


async def show(visit: Visit) -> Response:
    """Answers owed come first, then tasks by their date, questions, and what clients owe."""
    day = await show_day(visit.container, visit.me)
    return visit.page("day.html", day=day, did=visit.asked("did"))
