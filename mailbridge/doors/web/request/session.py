"""Who is asking, and whether the wish is really theirs: the session cookie, the origin of a
request, the token in forms.
"""

import hmac
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.people import sign_in

AFTERWARDS = "mailbridge-next"  # where somebody wanted to go before signing in
BROWSER = "mailbridge-browser"  # a secret of the browser, which challenges are bound to
AFTERWARDS_LIFE = 20 * 60  # seconds


def cookie_name(container: Container) -> str:
    """Over https the name itself makes browsers insist on Secure, on this host and on the path "/"
    (RFC 6265bis section 4.1.3.2).
    """
    return "__Host-mailbridge" if _secure(container) else "mailbridge"


def token_of(container: Container, request: Request) -> str:
    """The session's token from the cookie; "" without one."""
    return request.cookies.get(cookie_name(container), "")


async def person_of(container: Container, request: Request) -> Person | None:
    """Who is signed in; None for nobody."""
    token = token_of(container, request)
    return await sign_in.find_person_of_session(container, token) if token else None


def remember(container: Container, response: Response, token: str) -> None:
    """Set the cookie of a session."""
    _set(
        container,
        response,
        cookie_name(container),
        token,
        int(sign_in.SESSION_LIFE.total_seconds()),
    )


def forget(container: Container, response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(
        cookie_name(container), path="/", secure=_secure(container), httponly=True, samesite="lax"
    )


def browser_of(request: Request) -> str:
    """The secret of the browser; "" without one."""
    return request.cookies.get(BROWSER, "")


def remember_browser(container: Container, response: Response, secret: str) -> None:
    """Give the browser a secret, for as long as signing in may take."""
    _set(container, response, BROWSER, secret, AFTERWARDS_LIFE)


def remember_wish(container: Container, response: Response, path: str) -> None:
    """Keep the page that the visitor wanted, until they are signed in."""
    _set(container, response, AFTERWARDS, path, AFTERWARDS_LIFE)


def wish(request: Request) -> str:
    """The path somebody wanted before signing in; only ever one of this site."""
    return local_path(request.cookies.get(AFTERWARDS, ""))


def local_path(wanted: str) -> str:
    """The wanted path if no reading of it leads off this site, or the start page."""
    plain = (
        wanted.startswith("/")
        and not wanted.startswith("//")
        and "\\" not in wanted
        and wanted.isprintable()
        and wanted.isascii()
    )
    return wanted if plain else "/"


def form_token(session_token: str) -> str:
    """What forms carry: made from the session's secret, so that only a page of this session can
    hold it.
    """
    return hmac.digest(
        session_token.encode("utf-8", "replace"), b"mailbridge form", "sha256"
    ).hex()[:32]


def is_form_token(given: str, session_token: str) -> bool:
    """Whether a form carries the token that this session's pages have."""
    return bool(session_token) and hmac.compare_digest(
        given.encode("utf-8", "replace"), form_token(session_token).encode()
    )


def is_our_own(request: Request, public_url: str) -> bool:
    """False for what a browser sends on behalf of another site. A program that is no browser names
    neither field.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return origin == _origin(public_url) or urlsplit(origin).netloc == request.headers.get("host")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _secure(container: Container) -> bool:
    return container.public_url.startswith("https://")


def _set(container: Container, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=_secure(container),
        httponly=True,
        samesite="lax",
    )
