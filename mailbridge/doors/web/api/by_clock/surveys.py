"""The API's part about the one question."""

from typing import Annotated

from mailbridge.doors.json_objects.by_clock.surveys import Asked, Quarter, SurveyAnswer
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import Paged, Paging, paging
from mailbridge.doors.web.api.given import Before, Given, OfProject, Short
from mailbridge.services.surveys import asking, browse


class ToBeAsked(Given):
    project: Short


async def list_surveys(
    by: Admin,
    page: Annotated[Paging, paging(browse.AT_ONCE)],
    project: OfProject = None,
    before: Before = None,
) -> list[SurveyAnswer]:
    """Who was asked and what they answered, the newest first."""
    found = await browse.list_surveys(
        by.container, by.person, project, page.limit + 1, page.number or before
    )
    return [SurveyAnswer.of(view) for view in page.cut(found, lambda view: view.id)]


async def send_survey(by: Admin, given: ToBeAsked) -> list[Asked]:
    """Ask all clients of a project who may be asked now."""
    asked = await asking.send_survey(by.container, given.project, by.person)
    return [Asked.of(view) for view in asked]


async def show_trend(by: Admin, page: Paged, project: OfProject = None) -> list[Quarter]:
    """The net score of each quarter, the oldest first."""
    quarters = await browse.show_trend(by.container, by.person, project)
    return [Quarter.of(view) for view in page.part(quarters, lambda view: view.quarter)]
