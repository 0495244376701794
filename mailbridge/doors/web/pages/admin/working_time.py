"""When each project works, and what it promises: hours, days off, zone and promise."""

from starlette.responses import Response

from mailbridge.doors.web.pages.work.projects import page_of_projects
from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services import projects
from mailbridge.services.refusal import Refused
from mailbridge.steps.text.time_zones import zone_names

AT_ONCE = 30  # projects on a page: each brings its form
FIELDS = (
    "time_zone",
    "working_days",
    "working_hours",
    "country",
    "acknowledge",
    "promise_hours",
    "nudge_days",
    "closing_days",
    "chase_days",
)


async def listed(visit: Visit) -> Response:
    """All projects."""
    return await _listed(visit)


async def _listed(visit: Visit, refusal: Refused | None = None) -> Response:
    return visit.page(
        "working_time.html",
        200 if refusal is None else status_of(refusal),
        **await page_of_projects(
            visit, visit.form.get("project", "") or visit.asked("did"), AT_ONCE
        ),
        zones=zone_names(),
        typed=visit.form,
        wrong=str(refusal.values.get("name", "")) if refusal is not None else "",
        trouble=refusal.words(visit.words) if refusal is not None else "",
        did=visit.asked("did"),
    )


async def change(visit: Visit) -> Response:
    """Set what the form says for its project; goes to the list, which says so."""
    given = {name: visit.form[name] for name in FIELDS if name in visit.form}
    try:
        project = await projects.change_project(
            visit.container, visit.form.get("project", ""), given, visit.me
        )
    except Refused as refusal:
        return await _listed(visit, refusal)
    return see(f"/working-time?did={project.id}#project-{project.id}")
