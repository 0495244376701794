"""Attachments and our own style sheet."""

from starlette.responses import FileResponse, Response

from mailbridge.doors.web.request import render
from mailbridge.doors.web.request.safety import FILE_POLICY, content_disposition, file_name
from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.discussions import read
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import AttachmentView

PICTURES = {
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
}  # what a browser only ever paints
STATIC = {"mailbridge.css": "text/css", "icon.svg": "image/svg+xml"}
HOUR = "public, max-age=3600"


async def attachment(visit: Visit) -> Response:
    """The bytes of a file: pictures to be shown, everything else to be saved."""
    view, content = await read.read_attachment(visit.container, visit.number("id"), visit.me)
    return _served(view, content)


async def inner(visit: Visit) -> Response:
    """A file of an attached letter."""
    part = str(visit.request.path_params["part"])
    found = await read.read_attachment(visit.container, visit.number("id"), visit.me, part)
    return _served(*found)


def _served(view: AttachmentView, content: bytes) -> Response:
    kind = view.content_type if view.content_type in PICTURES else "application/octet-stream"
    headers = {
        "content-disposition": content_disposition(file_name(view.filename, view.content_type)),
        "content-security-policy": FILE_POLICY,
    }
    return Response(content, media_type=kind, headers=headers)


async def static(visit: Visit) -> Response:
    """A file of our own. Refused: no-such-file."""
    name = str(visit.request.path_params["name"])
    if name not in STATIC:
        raise Refused("no-such-file")
    return FileResponse(
        render.folder() / "static" / name, media_type=STATIC[name], headers={"cache-control": HOUR}
    )
