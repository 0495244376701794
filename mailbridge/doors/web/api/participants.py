"""The API's part about who takes part in a discussion: newcomers are let in, and whoever calls
mutes it.
"""

from pydantic import Field

from mailbridge.doors.json_objects.discussions import DiscussionPage
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.discussions import show_discussion
from mailbridge.doors.web.api.given import Given, Id, Short
from mailbridge.services.discussions import change


class Muting(Given):
    muted: bool = Field(True, description="false: letters about it come again")


async def admit(by: Team, id: Id, address: Short) -> DiscussionPage:  # noqa: A002
    """Let a newcomer in: from now on they are written to like the others."""
    await change.admit_address(by.container, by.person, id, address)
    return await show_discussion(by, id)


async def mute(by: Team, id: Id, given: Muting | None = None) -> DiscussionPage:  # noqa: A002
    """No more letters about this discussion for you, or letters again."""
    muted = (given or Muting()).muted
    await change.mute_own(by.container, by.person, id, muted)
    return await show_discussion(by, id)
