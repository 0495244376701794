"""Entity tags (RFC 9110 section 8.8.3): a program asks whether something is as it knows it, and
changes it only while it is.
"""

import hashlib
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from mailbridge.doors.web.api.conventions.once import Answer
from mailbridge.services import repeated_requests
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.repeated_requests import Standing

CACHING = {"cache-control": "private, no-cache", "vary": "Authorization"}


def tagged(request: Request, response: Response) -> Response:
    """The answer to a GET with its tag; 304 without a body where the caller has it already."""
    if response.status_code != 200 or response.media_type == "application/zip":
        return response
    tag = tag_of(response)
    headers = {"etag": tag, **CACHING}
    if _names(request.headers.get("if-none-match", ""), tag, weak=True):
        kept = {name: value for name, value in response.headers.items() if name in GOES_ALONG}
        return Response(None, 304, {**kept, **headers})
    response.headers.update(headers)
    return response


GOES_ALONG = ("link", "next-cursor")


def tag_of(response: Response) -> str:
    """A strong tag: of these very bytes, and of what the list goes on with."""
    said = bytes(response.body) + response.headers.get("link", "").encode()
    return f'"{hashlib.sha256(said).hexdigest()[:32]}"'


def _names(field: str, tag: str, weak: bool) -> bool:
    """Whether a field of tags names this one; `weak` ones count for reading alone."""
    named = [name.strip() for name in field.split(",")]
    if weak:
        named = [name.removeprefix("W/") for name in named]
    return "*" in named or tag in named


async def while_unchanged(
    request: Request, answer: Answer, look: Callable[[], Awaitable[Response]]
) -> Response:
    """Answer the request while If-Match names the tag that `look` finds; of two who try at once,
    one is refused. Refused: changed-since, under-way.
    """
    field = request.headers.get("if-match")
    if field is None:
        return await answer(request)
    if not _names(field, tag_of(await look()), weak=False):  # which asks who it is, too
        raise Refused("changed-since")
    container: Container = request.app.state.container
    name = hashlib.sha256(f"if-match {request.url.path}".encode()).hexdigest()
    known = await repeated_requests.begin(container, "", name, "")
    if known.standing is Standing.UNKNOWN:  # its process died over it
        await repeated_requests.forget(container, "", name)
        known = await repeated_requests.begin(container, "", name, "")
    if known.standing is not Standing.NEW:
        raise Refused("under-way")
    try:
        if not _names(field, tag_of(await look()), weak=False):
            raise Refused("changed-since")
        return await answer(request)
    finally:
        await repeated_requests.forget(container, "", name)
