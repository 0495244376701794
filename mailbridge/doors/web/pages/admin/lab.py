"""The mail lab: a message is dropped or pasted, and the page says what would become of it. Nothing
of it is kept.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, status_of
from mailbridge.services.lab.trial import Trial
from mailbridge.services.lab.try_out import try_out
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.message_kinds import MESSAGE_KINDS


async def show(visit: Visit) -> Response:
    """The form."""
    return _page(visit, None)


async def try_message(visit: Visit) -> Response:
    """What would become of the form's message. It is kept nowhere, so this page alone shows it."""
    pasted = visit.form.get("message", "")
    content = visit.files[0].content if visit.files else pasted.encode("utf-8", "replace")
    try:
        return _page(visit, await try_out(visit.container, content, visit.form.get("to", "")))
    except Refused as refusal:
        return _page(visit, None, refusal)


def _page(visit: Visit, trial: Trial | None, refusal: Refused | None = None) -> Response:
    return visit.page(
        "lab.html",
        200 if refusal is None else status_of(refusal),
        trial=trial,
        kinds=MESSAGE_KINDS,
        typed=visit.form,
        trouble=refusal.words(visit.words) if refusal is not None else "",
    )
