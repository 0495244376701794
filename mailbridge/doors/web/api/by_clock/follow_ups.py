"""The API's part about what goes by the clock."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query
from pydantic import AwareDatetime, Field

from mailbridge.doors.json_objects.by_clock.due import Asked, Due, Foreseen, Marked
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.conventions.paging import Paged, PagedBy100, as_moment, as_number
from mailbridge.doors.web.api.given import MOST_ID, Given, Id, Short, Text
from mailbridge.services.desk.foresee_due import foresee_due
from mailbridge.services.follow_up import browse, change, offer
from mailbridge.services.follow_up.asked import list_asked
from mailbridge.services.follow_up.several import act_on_dues


class FollowUpChange(Given):
    """What is left out stays as it is."""

    words: Text | None = None
    at: AwareDatetime | None = None


class SeveralFollowUps(Given):
    ids: list[Annotated[int, Field(ge=1, le=MOST_ID)]] = Field(min_length=1, max_length=100)
    act: Literal["hold", "resume", "skip", "unskip", "send", "postpone", "unpostpone"]
    day: Short = Field("", description="to postpone, or postponed: YYYY-MM-DD")


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


async def preview_follow_up(by: Team, id: Id) -> Foreseen:  # noqa: A002
    """The very letters that it would send if it were done now; nothing is kept."""
    return Foreseen.of(await foresee_due(by.container, by.person, id))


async def act_on_follow_ups(by: Team, given: SeveralFollowUps) -> list[Due]:
    """One act on several; gives those that it could be done with."""
    act, day = given.act, given.day
    done = await act_on_dues(by.container, by.person, act, given.ids, day)
    return [Due.of(view) for view in done]


async def hold_follow_up(by: Team, id: Id) -> Due:  # noqa: A002
    """Keep it back."""
    return Due.of(await change.hold(by.container, by.person, id))


async def resume_follow_up(by: Team, id: Id) -> Due:  # noqa: A002
    """Let it go at its time after all."""
    return Due.of(await change.resume(by.container, by.person, id))


async def skip_follow_up(by: Team, id: Id) -> Due:  # noqa: A002
    """Skip a follow-up: it is not done at all."""
    return Due.of(await change.skip(by.container, by.person, id))


async def unskip_follow_up(by: Team, id: Id) -> Due:  # noqa: A002
    """What the caller skipped is as it was before."""
    return Due.of(await change.unskip(by.container, by.person, id))


async def open_questions(by: Team, page: Paged) -> list[Asked]:
    """What clients were asked and have not answered, the longest open first."""
    after = page.number or 0
    rows, _ = await list_asked(by.container, by.person, page.limit + 1, after)
    return [Asked.of(view) for view in page.cut(rows, lambda view: view.id)]


async def send_follow_up(by: Team, id: Id) -> Due:  # noqa: A002
    """Do a follow-up at once."""
    return Due.of(await change.send_now(by.container, by.person, id))
