"""What goes wrong, told in the reader's language: a page to a person, a problem document (RFC 9457)
to a program.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mailbridge.doors.web.request import render
from mailbridge.doors.web.request.safety import HEADERS
from mailbridge.doors.web.request.visit import Visit, arrived, status_of
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.catalogue import Catalogue, Catalogues

log = logging.getLogger("mailbridge.web")
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
        code = HTTPStatus(status).phrase.lower().replace(" ", "-")
        return problem(request, status, code, str(getattr(fault, "detail", "")), headers)
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
    return problem(request, status_of(fault), fault.code, fault.words(_words(request)))


async def _broken(request: Request, fault: Exception) -> Response:
    log.error("%s %s failed", request.method, _route(request), exc_info=fault)
    response = _told(request)
    response.headers.update(HEADERS)  # this answer is made outside of all that would add them
    return response


def _told(request: Request) -> Response:
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


def is_api(request: Request) -> bool:
    """Whether the answer is for a program: a problem in JSON (RFC 9457), no page."""
    return request.url.path.startswith("/api/")


def _route(request: Request) -> str:
    """The path as the table of routes has it, without the tokens that may stand in it."""
    return str(
        getattr(request.state, "route", None) or getattr(request.scope.get("route"), "path", "?")
    )
