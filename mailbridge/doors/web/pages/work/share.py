"""Sharing with clients and hiding from them: a page says what becomes visible, a button does it."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.discussions import share
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.refusal import Refused


async def show_share(visit: Visit) -> Response:
    """What would become visible, and a button."""
    return await _show(visit, inside=False)


async def do_share(visit: Visit) -> Response:
    """Let clients see it; goes to the discussion."""
    return await _act(visit, inside=False)


async def show_hide(visit: Visit) -> Response:
    """What would be hidden, and a button."""
    return await _show(visit, inside=True)


async def do_hide(visit: Visit) -> Response:
    """Hide it from clients; goes to the discussion."""
    return await _act(visit, inside=True)


async def _show(visit: Visit, inside: bool) -> Response:
    kind, number = _kind(visit), visit.number("id")
    view = await share.show_visibility(visit.container, kind, number, inside, visit.me)
    return visit.page("share.html", change=view)


async def _act(visit: Visit, inside: bool) -> Response:
    kind, number = _kind(visit), visit.number("id")
    view = await share.change_what_clients_see(visit.container, kind, number, inside, visit.me)
    return see(f"/discussions/{view.discussion_id}")


def _kind(visit: Visit) -> Kind:
    named = str(visit.request.path_params["kind"])
    if named not in set(Kind):
        raise Refused("no-such-post")
    return Kind(named)
