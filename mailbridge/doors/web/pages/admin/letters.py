"""Letters with sample facts, as this installation's templates make them."""

from starlette.responses import HTMLResponse, Response

from mailbridge.doors.web.request.safety import LETTER_POLICY
from mailbridge.doors.web.request.visit import Visit
from mailbridge.services import projects
from mailbridge.services.telling.samples import preview
from mailbridge.services.telling.samples.preview import Preview

ROLES = ("", "client", "member", "admin")


async def listed(visit: Visit) -> Response:
    """The names of all letters."""
    return visit.page("letters.html", names=preview.NAMES)


async def show(visit: Visit) -> Response:
    """One of them, for a role, a language and a project. Refused: no-such-sample and others."""
    made = await _made(visit)
    known = [project.name for project in await projects.list_projects(visit.container)]
    return visit.page(
        "letter_preview.html",
        made=made,
        roles=ROLES,
        languages=visit.container.words.languages,
        projects=known,
        query=visit.request.url.query,
        chosen={name: visit.asked(name) for name in ("role", "language", "project")},
    )


async def html(visit: Visit) -> Response:
    """Its HTML for a frame that may do nothing."""
    return HTMLResponse(
        (await _made(visit)).html,
        headers={"content-security-policy": LETTER_POLICY, "x-frame-options": "SAMEORIGIN"},
    )


async def _made(visit: Visit) -> Preview:
    return await preview.preview_letter(
        visit.container,
        str(visit.request.path_params["name"]),
        visit.asked("role") or None,
        visit.asked("language") or visit.language,
        visit.asked("project") or None,
    )
