"""What is kept how long, what would go now, and deleting it at once."""

from starlette.responses import Response

from mailbridge.doors.web.pages.work.projects import page_of_projects
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services import projects
from mailbridge.services.oversight.retention import plan_retention, run_retention

DID = ("saved", "ran")


async def listed(visit: Visit) -> Response:
    """Each project with how long it keeps what is quiet, and what the next run deletes."""
    plan = await plan_retention(visit.container)
    return visit.page(
        "retention.html",
        **await page_of_projects(visit, visit.form.get("project", "") or visit.asked("of")),
        plan={view.project_id: view for view in plan},
        usual=visit.container.keep_days,
        goes=sum(view.discussions + view.messages for view in plan),
        did=visit.asked("did") if visit.asked("did") in DID else "",
        of=visit.asked("of"),
        gone=[visit.asked(name) for name in ("discussions", "messages")],
    )


async def change(visit: Visit) -> Response:
    """Set how long the form's project keeps; goes to the list."""
    given = {"retention_days": visit.form.get("retention_days", "")}
    project = await projects.change_project(
        visit.container, visit.form.get("project", ""), given, visit.me
    )
    return see(f"/retention?did=saved&of={project.id}")


async def ask(visit: Visit) -> Response:
    """What would be deleted, and a button."""
    plan = [view for view in await plan_retention(visit.container) if view.has_any]
    return visit.page("retention_run.html", plan=plan)


async def run(visit: Visit) -> Response:
    """Delete it; goes to the list, which says how much went."""
    done = await run_retention(visit.container, actor=visit.me)
    went = sum(view.discussions for view in done), sum(view.messages for view in done)
    return see(f"/retention?did=ran&discussions={went[0]}&messages={went[1]}")
