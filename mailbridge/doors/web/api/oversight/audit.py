"""The API's part about the audit log."""

from typing import Annotated

from fastapi import Query

from mailbridge.doors.json_objects.oversight.audit import AuditEntry
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import PagedBy100
from mailbridge.doors.web.api.given import Before
from mailbridge.services.oversight.audit_list import AuditFilter, list_audit

Wanted = Annotated[str, Query(max_length=320)]


async def audit(
    by: Admin,
    page: PagedBy100,
    before: Before = None,
    who: Wanted = "",
    did: Wanted = "",
    matter: Wanted = "",
    since: Wanted = "",
    until: Wanted = "",
) -> list[AuditEntry]:
    """Who did what, newest first; `before`: an id to go on from, `who` an address or operator,
    `since` and `until` days.
    """
    wanted = AuditFilter(who, did, matter, since, until)
    views = await list_audit(by.container, by.person, page.limit + 1, page.number or before, wanted)
    return [AuditEntry.of(view) for view in page.cut(views, lambda view: view.id)]
