"""The audit log: who did what, when."""

from dataclasses import asdict
from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.doors.web.request.visit import Visit, status_of
from mailbridge.services.oversight.audit_list import AuditFilter, AuditView, list_audit
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.audit_words import act_words, kind_of_matter

AT_ONCE = 100
FIELDS = ("who", "did", "matter", "since", "until")


async def listed(visit: Visit) -> Response:
    """The newest entries that are asked for; `before`: an id to go on from."""
    wanted = AuditFilter(**{name: visit.asked(name)[:320] for name in FIELDS})
    entries: list[AuditView] = []
    refusal: Refused | None = None
    try:
        entries = await list_audit(
            visit.container, visit.me, AT_ONCE, visit.asked_number("before"), wanted
        )
    except Refused as fault:
        refusal = fault
    older = entries[-1].id if len(entries) == AT_ONCE else None
    asked = {name: value for name, value in asdict(wanted).items() if value}
    return visit.page(
        "audit.html",
        200 if refusal is None else status_of(refusal),
        entries=entries,
        older=urlencode(asked | {"before": older}) if older else "",
        wanted=wanted,
        asked=asked,
        acts=sorted((act_words(act, visit.words), act.value) for act in Act),
        matters=sorted((kind_of_matter(one, visit.words), one.value) for one in Matter),
        trouble=refusal.words(visit.words) if refusal is not None else "",
    )
