"""The API's part about what goes by the clock."""

from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import AwareDatetime

from mailbridge.doors.json_objects.by_clock.due import Due, Marked
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import Given, Id, Limit, Text
from mailbridge.services.follow_up import browse, change, offer


class FollowUpChange(Given):
    """What is left out stays as it is."""

    words: Text | None = None
    at: AwareDatetime | None = None


async def follow_ups(
    by: Team,
    until: Annotated[datetime | None, Query(description="only what is due by then")] = None,
    limit: Limit = 100,
) -> list[Due]:
    """What waits and what somebody has to send, by time."""
    views, _ = await browse.list_due(by.container, by.person, until, limit=limit)
    return [Due.of(view) for view in views]


async def follow_up(by: Team, id: Id) -> Due:  # noqa: A002 - the name in the path
    """One of them, whatever became of it."""
    return Due.of(await browse.show_due(by.container, id, by.person))


async def change_follow_up(by: Team, id: Id, given: FollowUpChange) -> Due:  # noqa: A002
    """Other words than ours, or another time."""
    return Due.of(await change.edit(by.container, by.person, id, given.words, given.at))


async def mark_offer(by: Team, id: Id) -> Marked:  # noqa: A002
    """A post of ours is an offer: its reader is asked about it once."""
    discussion_id = await offer.mark_offer(by.container, by.person, id)
    return Marked(post_id=str(id), discussion_id=str(discussion_id))


async def hold_follow_up(by: Team, id: Id) -> Due:  # noqa: A002
    """Keep it back."""
    return Due.of(await change.hold(by.container, by.person, id))


async def resume_follow_up(by: Team, id: Id) -> Due:  # noqa: A002
    """Let it go at its time after all."""
    return Due.of(await change.resume(by.container, by.person, id))


async def skip_follow_up(by: Team, id: Id) -> Due:  # noqa: A002
    """It is not done at all."""
    return Due.of(await change.skip(by.container, by.person, id))


async def send_follow_up(by: Team, id: Id) -> Due:  # noqa: A002
    """It is done at once."""
    return Due.of(await change.send_now(by.container, by.person, id))
