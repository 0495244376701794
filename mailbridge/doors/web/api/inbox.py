"""The API's part about the inbox."""

from typing import Annotated

from fastapi import Query
from pydantic import Field

from mailbridge.domain.discussion import Tab
from mailbridge.doors.json_objects.inbox import Done, InboxCounts, InboxRow
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.conventions.paging import PagedBy50
from mailbridge.doors.web.api.given import MOST_ID, Given, Short
from mailbridge.services.discussions import inbox, several
from mailbridge.services.discussions.several import MOST, Act

After = Annotated[
    int | None, Query(ge=1, le=MOST_ID, description="continue the list after this discussion")
]


class SeveralActs(Given):
    discussions: list[Annotated[int, Field(ge=1, le=MOST_ID)]] = Field(
        min_length=1, max_length=MOST
    )
    act: Act
    to: Short = Field("", description="of assign: an address or a name; of move: a project")


async def list_inbox(
    by: Team, page: PagedBy50, tab: Tab = Tab.OURS, after: After = None
) -> list[InboxRow]:
    """A list of the inbox: who waits longest first; of `all` the last active."""
    shown = await inbox.list_inbox(
        by.container, tab, by.person, page.number or after, limit=page.limit
    )
    if shown.older is not None:
        page.goes_on(shown.older)
    return [InboxRow.of(row) for row in shown.rows]


async def inbox_counts(by: Team) -> InboxCounts:
    """How many discussions each list holds."""
    page = await inbox.list_inbox(by.container, Tab.OURS, by.person, limit=1)
    return InboxCounts(**{tab.value: count for tab, count in page.counts.items()})


async def act_on_several(by: Team, given: SeveralActs) -> Done:
    """One act on several discussions: all of them, or none."""
    done = await several.act_on_several(
        by.container, by.person, given.act, given.discussions, given.to
    )
    return Done.of(done)
