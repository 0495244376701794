"""The one question: the trend, who answered what, and asking a project's clients."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.projects import list_choices
from mailbridge.services.surveys import asking, browse


async def listed(visit: Visit) -> Response:
    """The trend and the answers; `before`: an id to go on from."""
    return await _page(visit)


async def send(visit: Visit) -> Response:
    """Ask the clients of a project; shows who was asked, and why others were not."""
    project = visit.form.get("project", "")
    return await _page(visit, await asking.send_survey(visit.container, project, visit.me))


async def _page(visit: Visit, asked: list[asking.AskedView] | None = None) -> Response:
    rows = await browse.list_surveys(
        visit.container,
        visit.me,
        limit=browse.AT_ONCE + 1,
        before=visit.asked_number("before"),
    )
    shown = rows[: browse.AT_ONCE]
    return visit.page(
        "surveys.html",
        rows=shown,
        older=shown[-1].id if len(rows) > len(shown) else None,
        quarters=await browse.show_trend(visit.container, visit.me),
        projects=await list_choices(visit.container, visit.me),
        asked=asked,
    )
