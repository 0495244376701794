"""The API's part about what is older than it is kept."""

from mailbridge.doors.json_objects.oversight.retention import Kept
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.services.oversight.retention import plan_retention, run_retention


async def retention_plan(by: Admin, page: Paged) -> list[Kept]:
    """What would go now, by project; nothing is changed."""
    views = await plan_retention(by.container)
    return [Kept.of(view) for view in page.part(views, lambda view: view.project)]


async def retention_run(by: Admin) -> list[Kept]:
    """Delete it at once, as the clock does each hour; the answer says what went."""
    return [Kept.of(view) for view in await run_retention(by.container, actor=by.person)]
