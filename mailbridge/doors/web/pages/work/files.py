"""Attachments and our own style sheet."""

from starlette.responses import FileResponse, Response

from mailbridge.doors.web.request import render
from mailbridge.doors.web.request.served_file import served_file
from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.discussions import read
from mailbridge.services.refusal import Refused

STATIC = {
    "mailbridge.css": "text/css",
    "discussion.css": "text/css",
    "plan.css": "text/css",
    "mailbridge.js": "text/javascript",
    "board.js": "text/javascript",
    "icon.svg": "image/svg+xml",
    "passkeys.js": "text/javascript",
}
HOUR = "public, max-age=3600"


async def attachment(visit: Visit) -> Response:
    """The bytes of a file: pictures to be shown, everything else to be saved."""
    view, content = await read.read_attachment(visit.container, visit.number("id"), visit.me)
    return served_file(view.filename, view.content_type, content)


async def inner(visit: Visit) -> Response:
    """A file of an attached letter."""
    part = str(visit.request.path_params["part"])
    view, content = await read.read_attachment(visit.container, visit.number("id"), visit.me, part)
    return served_file(view.filename, view.content_type, content)


async def static(visit: Visit) -> Response:
    """A file of our own. Refused: no-such-file."""
    name = str(visit.request.path_params["name"])
    if name not in STATIC:
        raise Refused("no-such-file")
    return FileResponse(
        render.folder() / "static" / name, media_type=STATIC[name], headers={"cache-control": HOUR}
    )
