"""Sharing with clients and hiding from them: a page says what becomes visible, a button does it."""

from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.discussions import share
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import VisibilityView


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
    return _done(view, "hidden" if inside else "shared")


async def undo_hiding(visit: Visit) -> Response:
    """A hidden discussion is as before; goes to it."""
    return _done(
        await share.undo_hiding(visit.container, visit.number("id"), visit.me), "shown-again"
    )


async def undo_sharing(visit: Visit) -> Response:
    """What stood inside of a shared discussion does so again; goes to it."""
    return _done(
        await share.undo_sharing(visit.container, visit.number("id"), visit.me), "inside-again"
    )


def _done(view: VisibilityView, did: str) -> Response:
    """Goes to the discussion, which says so and takes it back."""
    told = urlencode({"did": did, "kind": view.kind, "number": view.id})
    return see(f"/discussions/{view.discussion_id}?{told}")


def _kind(visit: Visit) -> Kind:
    named = str(visit.request.path_params["kind"])
    if named not in set(Kind):
        raise Refused("no-such-post")
    return Kind(named)
