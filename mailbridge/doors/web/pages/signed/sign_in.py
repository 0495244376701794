"""Signing in and out. Looking at a link changes nothing: mail scanners look at all of them."""

import time
from collections import defaultdict, deque

from starlette.background import BackgroundTask
from starlette.responses import Response

from mailbridge.doors.web.request import session
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.people import sign_in

ASKED_AT_MOST, WITHIN = 20, 900.0  # times, seconds; from one network address
CLIENTS_KNOWN = 10_000
LONGEST_DEVICE = 200  # characters of what a browser calls itself


class Patience:
    """How often one network address may ask for links; the oldest are forgotten first."""

    def __init__(self, times: int = ASKED_AT_MOST, seconds: float = WITHIN) -> None:
        self.times, self.seconds = times, seconds
        self._asked: defaultdict[str, deque[float]] = defaultdict(deque)

    def allows(self, client: str, now: float) -> bool:
        """Count an attempt at `now` (seconds). False: there were too many lately."""
        asked = self._asked.pop(client, deque())
        while asked and asked[0] <= now - self.seconds:
            asked.popleft()
        allowed = len(asked) < self.times
        if allowed:
            asked.append(now)
        self._asked[client] = asked
        if len(self._asked) > CLIENTS_KNOWN:
            del self._asked[next(iter(self._asked))]
        return allowed


async def form(visit: Visit) -> Response:
    """The field for an address; who is signed in goes to the start page."""
    return see("/") if visit.person else visit.page("sign_in.html", asked=False, too_often=False)


async def ask(visit: Visit) -> Response:
    """The same page whoever asks, and as quickly: the letter is written after the answer has
    left.
    """
    patience: Patience = visit.request.app.state.patience
    client = visit.request.client.host if visit.request.client else ""
    if not patience.allows(client, time.monotonic()):
        return visit.page("sign_in.html", 429, asked=False, too_often=True)
    response = visit.page("sign_in.html", asked=True, too_often=False)
    response.background = BackgroundTask(
        sign_in.send_sign_in_link, visit.container, visit.form.get("address", "")
    )
    return response


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
    opened = await sign_in.redeem_link(
        visit.container,
        str(visit.request.path_params["token"]),
        visit.request.headers.get("user-agent", "")[:LONGEST_DEVICE],
    )
    if opened is None:
        return _no_longer_valid(visit)
    response = see(session.wish(visit.request))
    session.remember(visit.container, response, opened.token)
    response.delete_cookie(session.AFTERWARDS, path="/")
    return response


def _no_longer_valid(visit: Visit) -> Response:
    return visit.page("no_longer_valid.html", 410, way="sign-in")


async def sign_out(visit: Visit) -> Response:
    """End the session; goes to the sign-in page."""
    await sign_in.sign_out(visit.container, session.token_of(visit.container, visit.request))
    response = see("/sign-in")
    session.forget(visit.container, response)
    return response
