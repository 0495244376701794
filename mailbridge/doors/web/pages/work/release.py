"""Unproven words and whom they would go to; one button passes them on."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.discussions import read, release


async def show(visit: Visit) -> Response:
    """The words, and whom they would go to."""
    view = await release.preview_release(visit.container, visit.number("id"), visit.me)
    place, wanted = view.discussion_id, [view.post_id]
    [post] = await read.show_posts(visit.container, place, visit.me, wanted)
    return visit.page("release.html", release=view, post=post)


async def act(visit: Visit) -> Response:
    """Pass them on; goes to the post."""
    view = await release.release_post(visit.container, visit.number("id"), visit.me)
    return see(f"/discussions/{view.discussion_id}?from={view.post_id}#post-{view.post_id}")
