"""The API's part about the audit log."""

from mailbridge.doors.json_objects.oversight.audit import AuditEntry
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.given import Before, Limit
from mailbridge.services.audit import list_audit


async def audit(by: Admin, limit: Limit = 100, before: Before = None) -> list[AuditEntry]:
    """Who did what, newest first; `before`: an id to go on from."""
    return [
        AuditEntry.of(view) for view in await list_audit(by.container, by.person, limit, before)
    ]
