"""By what others believe our letters: DNS records to paste, looked up as the page is shown."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services.refusal import Refused
from mailbridge.services.signing import dkim_keys
from mailbridge.services.signing.sending_identity import show_identities


async def show(visit: Visit) -> Response:
    """Each domain of ours with its records."""
    return await _shown(visit)


async def _shown(visit: Visit, refusal: Refused | None = None) -> Response:
    return visit.page(
        "sending.html",
        200 if refusal is None else status_of(refusal),
        identities=await show_identities(visit.container),
        trouble=refusal.words(visit.words) if refusal is not None else "",
        made=visit.asked("made")[:300],
    )


async def make_key(visit: Visit) -> Response:
    """A key for the form's domain; it signs once its record is seen."""
    domain = visit.form.get("domain", "")
    try:
        if domain not in visit.container.domains:
            raise Refused("bad-domain", domain=domain)
        made = await dkim_keys.make_key(visit.container, domain, "rsa")
    except Refused as refusal:
        return await _shown(visit, refusal)
    return see(f"/sending?made={made.name}")
