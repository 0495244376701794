"""What goes wrong, told in the reader's language: a page to a person, a problem document (RFC 9457)
to a program.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mailbridge.doors.web.request import render
from mailbridge.doors.web.request.safety import HEADERS
from mailbridge.doors.web.request.visit import Visit, arrived, status_of
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.catalogue import Catalogue, Catalogues, sentence

log = logging.getLogger("mailbridge.web")
CODES = {
    400: "bad-request",
    401: "unauthorized",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    413: "content-too-large",
}
DETAILS = {
    400: sentence("The request could not be read."),
    401: sentence("A valid bearer token is needed."),
    403: sentence("The API is for the team."),
    404: sentence("There is nothing at this address."),
    405: sentence("This address does not know that method."),
    413: sentence("That is too big."),
}
ODD = sentence("That did not work.")
RETRY_AFTER = {"under-way": "1", "too-many-keys": "3600"}  # seconds
KINDS = {404: "missing", 405: "missing", 413: "big", 500: "broken"}


def problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> JSONResponse:
    """A problem document; `code` names the kind of trouble for programs, `detail` tells it to
    people.
    """
    body = {
        "type": f"urn:mailbridge:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        **more,
    }
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def handle(app: FastAPI) -> None:
    """Give the application its answers to trouble."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Exception, _broken)


async def _http(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    headers = fault.headers if isinstance(fault, HTTPException) else None
    if is_api(request):
        code = CODES.get(status, "odd")
        detail = _words(request).say(DETAILS.get(status, ODD))
        if status == 405:
            headers = {"allow": ", ".join(request.app.state.methods_of(request.url.path))}
        return problem(request, status, code, detail, headers)
    visit = await arrived(request, {})
    return visit.page("trouble.html", status, kind=KINDS.get(status, "odd"), words="")


async def _invalid(request: Request, fault: Exception) -> Response:
    errors = fault.errors() if isinstance(fault, RequestValidationError) else []
    told = [
        {"pointer": "/".join(map(str, error["loc"])), "detail": error["msg"]} for error in errors
    ]
    return problem(
        request,
        422,
        "invalid",
        "; ".join(f"{one['pointer']}: {one['detail']}" for one in told),
        errors=told,
    )


async def _refused(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, Refused):
        raise fault
    wait = RETRY_AFTER.get(fault.code)
    headers = {"retry-after": wait} if wait is not None else None
    return problem(request, status_of(fault), fault.code, fault.words(_words(request)), headers)


async def _broken(request: Request, fault: Exception) -> Response:
    log.error("%s %s failed", request.method, _route(request), exc_info=fault)
    response = broken(request)
    response.headers.update(HEADERS)  # this answer is made outside of all that would add them
    return response


def broken(request: Request) -> Response:
    """What is said where something broke on our side."""
    if is_api(request):
        return problem(
            request,
            500,
            "broken",
            _words(request).say(
                "Something broke on our side; it has been written down. Try again in a minute."
            ),
        )
    return Visit(request.app.state.container, request, None, _words(request), {}).page(
        "trouble.html", 500, kind="broken", words=""
    )


def _words(request: Request) -> Catalogue:
    """Of the person whose token it is, else of the browser."""
    known: Catalogues = request.app.state.container.words
    language = getattr(request.state, "language", None)
    if language is not None:
        return known.of(language)
    return render.first_of_ours(request.headers.get("accept-language", ""), known)


class TooBig:
    """Says to programs in a problem document what is too big; it is found before any route is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        swapped = False

        async def sending(message: Message) -> None:
            nonlocal swapped
            if message["type"] == "http.response.start" and _is_bare(message):
                swapped = True
                answer = await _http(Request(scope), HTTPException(413))
                await answer(scope, receive, send)
            elif not swapped:
                await send(message)

        is_ours = scope["type"] == "http" and is_api(Request(scope))
        await self.app(scope, receive, sending if is_ours else send)


def _is_bare(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return message["status"] == 413 and kind.startswith("text/plain")


def is_api(request: Request) -> bool:
    """Whether the answer is for a program: a problem in JSON (RFC 9457), no page."""
    return request.url.path.startswith("/api/")


def _route(request: Request) -> str:
    """The path as the table of routes has it, without the tokens that may stand in it."""
    return str(
        getattr(request.state, "route", None) or getattr(request.scope.get("route"), "path", "?")
    )
