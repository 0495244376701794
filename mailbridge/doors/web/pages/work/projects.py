"""Projects with their addresses, aliases and people; what an admin sets up."""

from typing import Any

from starlette.responses import Response

from mailbridge.doors.web.pages.work.plan import Chart, chart
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services import projects
from mailbridge.services.aliases import register
from mailbridge.services.discussions import read
from mailbridge.services.follow_up.plan import show_plan
from mailbridge.services.people import register as people_register
from mailbridge.services.people.bulk import import_people
from mailbridge.services.people.leaving import leave_project
from mailbridge.steps.text.id_numbers import id_in
from mailbridge.steps.text.time_zones import zone_names

AT_ONCE = 50
FEW = 12  # people of a side beside the discussions; the others on a page of theirs
PARTS = ("plan", "people", "settings")  # besides the discussions, which stand first
PART_OF_FORM = {"people": "people", "leave": "people", "settings": "settings", "rotate": "settings"}
DID = ("added", "left", "changed", "rotated")


async def listed(visit: Visit) -> Response:
    """The projects that the visitor may see, a page at a time; `q`: those whose name holds it."""
    return visit.page("projects.html", **await page_of_projects(visit))


async def page_of_projects(
    visit: Visit, start: str = "", limit: int = projects.AT_ONCE
) -> dict[str, Any]:
    """The projects of `?q=` from `?from=` on, or from the one that was changed."""
    words, start = visit.asked("q")[:200], start or visit.asked("from")
    first = id_in(start) or 0
    page = await projects.page_of_projects(visit.container, visit.me, words, first, limit)
    return {"page": page, "words": words}


async def show(visit: Visit) -> Response:
    """A project: its newest discussions with aliases and people; `?part=` plan, people or
    settings.
    """
    project = await projects.show_project(visit.container, str(visit.number("id")), visit.me)
    aliases = [
        alias
        for alias in await register.list_aliases(visit.container)
        if alias.address in project.aliases
    ]
    team, outside = await people_register.list_people_at_hand(
        visit.container, visit.me, visit.asked_number("after") or 0, str(project.id)
    )
    discussions = await read.list_discussions(
        visit.container, visit.me, project=str(project.id), limit=AT_ONCE
    )
    keys = await projects.list_project_addresses(visit.container, str(project.id), visit.me)
    wanted = PART_OF_FORM.get(visit.place, visit.asked("part"))
    return visit.page(
        "project.html",
        part=wanted if wanted in PARTS else "",
        did=visit.asked("did") if visit.asked("did") in DID and not visit.place else "",
        project=project,
        aliases=aliases,
        team=team,
        outside=outside,
        more=outside[-1].id if len(outside) == people_register.AT_ONCE else None,
        few=FEW,
        discussions=discussions,
        retiring=[key for key in keys if key.retires is not None],
        settings=projects.SETTINGS,
        chart=await _chart(visit, str(project.id)) if wanted == "plan" else None,
        zones=zone_names() if wanted == "settings" else (),
    )


async def _chart(visit: Visit, project: str) -> Chart:
    return chart(await show_plan(visit.container, visit.me, project), visit.container.clock())


async def add(visit: Visit) -> Response:
    """Make a project with the form's name; goes to it."""
    made = await projects.add_project(
        visit.container, visit.form.get("name", ""), visit.language, visit.me
    )
    return see(f"/projects/{made.id}")


async def leave(visit: Visit) -> Response:
    """Somebody hears no more of the project."""
    address, project = visit.form.get("address", ""), str(visit.number("id"))
    await leave_project(visit.container, address, project, visit.me)
    return see(f"/projects/{project}?part=people&did=left")


async def add_person(visit: Visit) -> Response:
    """Join somebody to the project; who is known already keeps name and role."""
    project = await projects.show_project(visit.container, str(visit.number("id")), visit.me)
    address = visit.form.get("address", "")
    row = (address, visit.form.get("name", ""), visit.form.get("role", "client"))
    await import_people(visit.container, [row], str(project.id), actor=visit.me)
    return see(f"/projects/{project.id}?part=people&did=added")
