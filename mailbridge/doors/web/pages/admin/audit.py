"""The audit log: who did what, when."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number
from mailbridge.services.audit import list_audit

AT_ONCE = 100


async def listed(visit: Visit) -> Response:
    """The newest entries; `before`: an id to go on from."""
    before = visit.asked("before")
    entries = await list_audit(
        visit.container, visit.me, AT_ONCE, number(before) if before else None
    )
    older = entries[-1].id if len(entries) == AT_ONCE else None
    return visit.page("audit.html", entries=entries, older=older)
