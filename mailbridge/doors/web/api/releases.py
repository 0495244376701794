"""The API's part about unproven words."""

from mailbridge.doors.json_objects.releases import Release
from mailbridge.doors.web.api.callers import Admin, Team
from mailbridge.doors.web.api.given import Id
from mailbridge.services.discussions import release


async def show_release(by: Team, id: Id) -> Release:  # noqa: A002 - the name in the path
    """Whom unproven words would go to."""
    return Release.of(await release.preview_release(by.container, id, by.person))


async def release_post(by: Team, id: Id) -> Release:  # noqa: A002
    """Pass the unproven words of a post on to the clients."""
    return Release.of(await release.release_post(by.container, id, by.person))


async def release_mail(by: Admin, id: Id) -> Release:  # noqa: A002
    """Pass the unproven words of the post that a message became on to the clients."""
    post_id = await release.find_post_of_mail(by.container, id)
    return Release.of(await release.release_post(by.container, post_id, by.person))
