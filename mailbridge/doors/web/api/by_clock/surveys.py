"""The API's part about the one question."""

from mailbridge.doors.json_objects.by_clock.surveys import Asked, Quarter, SurveyAnswer
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.given import Before, Given, Limit, OfProject, Short
from mailbridge.services.surveys import asking, browse


class ToBeAsked(Given):
    project: Short


async def list_surveys(
    by: Admin, project: OfProject = None, limit: Limit = browse.AT_ONCE, before: Before = None
) -> list[SurveyAnswer]:
    """Who was asked and what they answered, the newest first."""
    found = await browse.list_surveys(by.container, by.person, project, limit, before)
    return [SurveyAnswer.of(view) for view in found]


async def send_survey(by: Admin, given: ToBeAsked) -> list[Asked]:
    """Ask all clients of a project who may be asked now."""
    asked = await asking.send_survey(by.container, given.project, by.person)
    return [Asked.of(view) for view in asked]


async def show_trend(by: Admin, project: OfProject = None) -> list[Quarter]:
    """The net score of each quarter, the oldest first."""
    return [Quarter.of(view) for view in await browse.show_trend(by.container, by.person, project)]
