"""The API's part about what goes by the clock."""

from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import AwareDatetime

from mailbridge.doors.json_objects.by_clock.due import Due, Marked
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.conventions.paging import PagedBy100, as_moment, as_number
from mailbridge.doors.web.api.given import Given, Id, Text
from mailbridge.services.follow_up import browse, change, offer


class FollowUpChange(Given):
    """What is left out stays as it is."""

    words: Text | None = None
    at: AwareDatetime | None = None


async def follow_ups(
    by: Team,
    page: PagedBy100,
    until: Annotated[datetime | None, Query(description="only what is due by then")] = None,
) -> list[Due]:
    """What waits and what somebody has to send, by time."""
    after = None
    if page.after:
        at, number = page.numbers(2)
        after = (as_moment(at), number)
    views, _ = await browse.list_due(
        by.container, by.person, until, limit=page.limit + 1, after=after
    )
    shown = page.cut(views, lambda view: (as_number(view.at), view.id))
    return [Due.of(view) for view in shown]


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
