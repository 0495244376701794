"""What an admin sets for a project, and its random address made anew."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services import projects


async def change(visit: Visit) -> Response:
    """Set what the form carries; goes to the project."""
    given = {name: visit.form[name] for name in projects.NAMES if name in visit.form}
    project = await projects.change_project(
        visit.container, str(visit.number("id")), given, visit.me
    )
    return see(f"/projects/{project.id}?part=settings&did=changed")


async def rotate(visit: Visit) -> Response:
    """Asked for in so many words: a new address must be told to everybody."""
    project = await projects.rotate_address(
        visit.container, str(visit.number("id")), actor=visit.me
    )
    return see(f"/projects/{project.id}?part=settings&did=rotated")
