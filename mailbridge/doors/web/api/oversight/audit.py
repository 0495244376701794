"""The API's part about the audit log."""

from mailbridge.doors.json_objects.oversight.audit import AuditEntry
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import PagedBy100
from mailbridge.doors.web.api.given import Before
from mailbridge.services.audit import list_audit


async def audit(by: Admin, page: PagedBy100, before: Before = None) -> list[AuditEntry]:
    """Who did what, newest first; `before`: an id to go on from."""
    views = await list_audit(by.container, by.person, page.limit + 1, page.number or before)
    return [AuditEntry.of(view) for view in page.cut(views, lambda view: view.id)]
