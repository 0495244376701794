"""The API's part about what goes by the clock."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import AwareDatetime

from mailbridge.doors.json_objects.due import Due
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import Given, Id, Limit, Text
from mailbridge.services.follow_up import browse, change


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


async def act_on_follow_up(
    by: Team,
    id: Id,  # noqa: A002 - the name in the path
    act: Annotated[Literal["hold", "resume", "skip", "send"], Path()],
) -> Due:
    """Keep it back, let it go, skip it, or do it at once."""
    return Due.of(await change.ACTS[act](by.container, by.person, id))
