"""An answer that no client got, and why; its buttons send it."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.discussions import read, send


async def show(visit: Visit) -> Response:
    """The answer, what holds it, and whom it would go to."""
    view = await send.show_held_answer(visit.container, visit.number("id"), visit.me)
    place, wanted = view.discussion_id, [view.post_id]
    [post] = await read.show_posts(visit.container, place, visit.me, wanted)
    return visit.page("send.html", answer=view, post=post)


async def act(visit: Visit) -> Response:
    """Send it, cut where asked; goes to the post."""
    cut = visit.form.get("cut") == "1"
    view = await send.send_held_answer(visit.container, visit.number("id"), visit.me, cut)
    return see(f"/discussions/{view.discussion_id}?from={view.post_id}#post-{view.post_id}")
