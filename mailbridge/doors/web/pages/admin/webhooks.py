"""Programs elsewhere that are told what happens: a list, and a form for a new one."""

from starlette.responses import Response

from mailbridge.domain.event import EventKind
from mailbridge.domain.oversight.webhook import WebhookForm
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.projects import list_choices
from mailbridge.services.refusal import Refused
from mailbridge.services.webhooks import register

NOTHING = {"url": "", "form": "", "project": "", "kind": "", "inside": ""}  # typed yet


async def listed(visit: Visit) -> Response:
    """The list and the form."""
    return await _page(visit)


async def add(visit: Visit) -> Response:
    """Add one; shows its secret, once."""
    form = visit.form
    kind = form.get("kind", "")
    try:
        made = await register.add_webhook(
            visit.container,
            form.get("url", ""),
            form.get("form", ""),
            form.get("project") or None,
            [kind] if kind else (),
            form.get("inside") == "yes",
            visit.me,
        )
    except Refused as trouble:
        return await _page(
            visit, trouble=trouble.words(visit.words), given=NOTHING | dict(form), status=422
        )
    return await _page(visit, made=made)


async def ask_removal(visit: Visit) -> Response:
    """What removing one means, and a button."""
    view = await register.show_webhook(visit.container, visit.number("id"))
    return visit.page("webhook_remove.html", one=view)


async def act(visit: Visit) -> Response:
    """Try one, resume it or remove it, as the pressed button says."""
    wanted, number = visit.form.get("do", ""), visit.number("id")
    if wanted == "test":
        tried = await register.try_webhook(visit.container, number)
        return await _page(visit, tried=tried, tried_number=number)
    if wanted == "resume":
        await register.resume_webhook(visit.container, number, visit.me)
        return see("/webhooks?did=resumed")
    if wanted == "remove":
        await register.remove_webhook(visit.container, number, visit.me)
        return see("/webhooks?did=removed")
    return see("/webhooks")


async def _page(visit: Visit, status: int = 200, **more: object) -> Response:
    shown = {
        "made": None,
        "tried": None,
        "tried_number": None,
        "trouble": "",
        "given": NOTHING,
        "did": visit.asked("did") if visit.asked("did") in ("resumed", "removed") else "",
    } | more
    return visit.page(
        "webhooks.html",
        status=status,
        webhooks=await register.list_webhooks(visit.container),
        projects=await list_choices(visit.container, visit.me),
        kinds=[kind.value for kind in EventKind],
        forms=[form.value for form in WebhookForm],
        **shown,
    )
