"""Unproven words and whom they would go to; one button passes them on."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.discussions import read, release


async def show(visit: Visit) -> Response:
    """The words, and whom they would go to."""
    view = await release.preview_release(visit.container, visit.number("id"), visit.me)
    page = await read.show_discussion(visit.container, view.discussion_id, visit.me)
    post = next(post for post in page.posts if post.id == view.post_id)
    return visit.page("release.html", release=view, post=post)


async def act(visit: Visit) -> Response:
    """Pass them on; goes to the post."""
    view = await release.release_post(visit.container, visit.number("id"), visit.me)
    return see(f"/discussions/{view.discussion_id}?all=1#post-{view.post_id}")
