"""Where one is signed in, and the tokens one has: each has a button that ends it."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.people import ways_in


async def show(visit: Visit) -> Response:
    """One's own sessions and tokens."""
    me = visit.me
    return visit.page(
        "ways_in.html",
        sessions=await ways_in.list_sessions(visit.container, me.address, me),
        tokens=await ways_in.list_tokens(visit.container, me.address, me),
    )


async def end_session(visit: Visit) -> Response:
    """Sign the form's browser out; goes back to the list."""
    me = visit.me
    await ways_in.end_session(visit.container, visit.form.get("id", ""), me.address, me)
    return see("/ways-in")


async def revoke_token(visit: Visit) -> Response:
    """The form's token works no more; goes back to the list."""
    me = visit.me
    await ways_in.revoke_token(visit.container, visit.form.get("id", ""), me.address, me)
    return see("/ways-in")
