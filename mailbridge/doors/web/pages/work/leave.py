"""Before somebody is taken out of a project or a discussion: what that makes, and a button."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.people import leaving


async def ask_project(visit: Visit) -> Response:
    """The person of `?address=`, and what their leaving makes."""
    address, project = visit.asked("address")[:320], visit.number("id")
    plan = await leaving.plan_leaving_project(visit.container, address, str(project), visit.me)
    back = f"/projects/{project}?part=people"
    return visit.page("leave.html", plan=plan, act=f"/projects/{project}/leave", back=back)


async def ask_discussion(visit: Visit) -> Response:
    """The page before somebody is taken out of a discussion: the person of `?address=`, and what
    their leaving makes.
    """
    address, place = visit.asked("address")[:320], visit.number("id")
    plan = await leaving.plan_leaving_discussion(visit.container, address, place, visit.me)
    back = f"/discussions/{place}"
    return visit.page("leave.html", plan=plan, act=f"{back}/leave", back=back)
