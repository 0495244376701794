"""Signing in and out. Looking at a link changes nothing: mail scanners look at all of them."""

import secrets

from starlette.background import BackgroundTask
from starlette.responses import Response

from mailbridge.domain.address import normal
from mailbridge.doors.web.pages.signed.patience import limits_of, limits_of_password
from mailbridge.doors.web.request import session
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services import patience
from mailbridge.services.people import openid, passkeys, passwords, sign_in

LONGEST_ADDRESS = 320  # characters
LONGEST_DEVICE = 200  # characters of what a browser calls itself
MINUTE = 60


async def form(visit: Visit) -> Response:
    """The field for an address; who is signed in goes to the start page."""
    return see("/") if visit.person else _form(visit)


def _form(visit: Visit, status: int = 200, trouble: str = "", wait: int = 0) -> Response:
    """With what was typed, and what a passkey is asked for in this browser. `trouble`: password,
    passkey, openid or often. Who failed with a provider has another secret from then on.
    """
    known = session.browser_of(visit.request) if trouble != "openid" else ""
    browser, provider = known or secrets.token_urlsafe(), visit.container.openid
    response = visit.page(
        "sign_in.html",
        status,
        asked=False,
        trouble=trouble,
        minutes=-(-wait // MINUTE),
        address=visit.form.get("address", "")[:LONGEST_DEVICE],
        provider=provider.name if provider is not None else "",
        options=passkeys.options_to_sign_in(visit.container, browser),
    )
    if wait:
        response.headers["retry-after"] = str(wait)
    session.remember_browser(visit.container, response, browser)
    return response


async def ask(visit: Visit) -> Response:
    """Answer that a link is on its way, for any address and equally quickly: whether a letter is
    written, and to whom, is decided after the answer has left.
    """
    wait = await _wait(visit)
    if wait:
        return _form(visit, 429, "often", wait)
    response = visit.page("sign_in.html", asked=True)
    response.background = BackgroundTask(
        sign_in.send_sign_in_link, visit.container, visit.form.get("address", "")
    )
    return response


async def with_password(visit: Visit) -> Response:
    """Sign in by password; whoever is not known, has no password, or typed another one reads the
    same words.
    """
    address = visit.form.get("address", "")
    limits = limits_of_password(place_of(visit), normal(address)[:LONGEST_ADDRESS])
    wait = await patience.count_try(visit.container, limits)
    if wait:
        return _form(visit, 429, "often", wait)
    opened = await passwords.sign_in_with_password(
        visit.container, address, visit.form.get("password", ""), _device(visit), place_of(visit)
    )
    return _form(visit, 403, "password") if opened is None else _let_in(visit, opened)


async def with_passkey(visit: Visit) -> Response:
    """What the browser's authenticator says."""
    wait = await _wait(visit)
    if wait:
        return _form(visit, 429, "often", wait)
    opened = await passkeys.sign_in_with_passkey(
        visit.container,
        visit.form.get("answer", ""),
        session.browser_of(visit.request),
        _device(visit),
        place_of(visit),
    )
    return _form(visit, 403, "passkey") if opened is None else _let_in(visit, opened)


async def to_openid(visit: Visit) -> Response:
    """Sends the browser to the provider; only from a page of ours."""
    if not session.is_our_own(visit.request, visit.container.public_url):
        return see("/sign-in")
    if visit.person:
        return see("/")
    wait = await _wait(visit)
    if wait:
        return _form(visit, 429, "often", wait)
    browser = session.browser_of(visit.request) or secrets.token_urlsafe()
    there = await openid.door(visit.container, browser)
    if there is None:
        return _form(visit, 503, "openid")
    response = see(there)
    session.remember_browser(visit.container, response, browser)
    return response


async def with_openid(visit: Visit) -> Response:
    """The browser comes back from the provider."""
    wait = await _wait(visit)
    if wait:
        return _form(visit, 429, "often", wait)
    opened = await openid.sign_in_with_openid(
        visit.container,
        dict(visit.request.query_params),
        session.browser_of(visit.request),
        _device(visit),
        place_of(visit),
    )
    return _form(visit, 403, "openid") if opened is None else _let_in(visit, opened)


async def link(visit: Visit) -> Response:
    """A button that signs in; nothing happens before it is pressed."""
    token = str(visit.request.path_params["token"])
    return (
        visit.page("sign_in_link.html", token=token)
        if await sign_in.is_link_open(visit.container, token)
        else _no_longer_valid(visit)
    )


async def redeem(visit: Visit) -> Response:
    """Sign in and go where the visitor wanted to go; a link works once."""
    token = str(visit.request.path_params["token"])
    opened = await sign_in.redeem_link(visit.container, token, _device(visit), place_of(visit))
    return _no_longer_valid(visit) if opened is None else _let_in(visit, opened)


def _let_in(visit: Visit, opened: sign_in.Session) -> Response:
    response = see(session.wish(visit.request))
    session.remember(visit.container, response, opened.token)
    for name in (session.AFTERWARDS, session.BROWSER):
        response.delete_cookie(name, path="/")
    return response


def _no_longer_valid(visit: Visit) -> Response:
    return visit.page("no_longer_valid.html", 410, way="sign-in")


async def sign_out(visit: Visit) -> Response:
    """End the session; goes to the sign-in page."""
    await sign_in.sign_out(visit.container, session.token_of(visit.container, visit.request))
    response = see("/sign-in")
    session.forget(visit.container, response)
    return response


def place_of(visit: Visit) -> str:
    """The network address that a visitor comes from."""
    return visit.request.client.host if visit.request.client else ""


def _device(visit: Visit) -> str:
    return visit.request.headers.get("user-agent", "")[:LONGEST_DEVICE]


async def _wait(visit: Visit) -> int:
    """How many seconds a visitor has to wait, who tried too often from where they are."""
    return await patience.count_try(visit.container, limits_of(place_of(visit)))
