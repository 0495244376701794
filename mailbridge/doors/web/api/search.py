"""The API's part about search."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from fastapi import Query

from mailbridge.doors.json_objects.found import Found
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.conventions.paging import PagedBy50, Paging, as_moment, as_number
from mailbridge.doors.web.api.given import OfProject
from mailbridge.services.searching import search
from mailbridge.services.searching.found_views import FoundView

Words = Annotated[
    str, Query(max_length=400, description="words, and filters such as is:ours from:maria has:file")
]
Older = Annotated[
    datetime | None, Query(description="with order=newest: nothing as new as that, to go on")
]
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # people, who have no time, come after everything


async def find(
    by: Team,
    page: PagedBy50,
    q: Words = "",
    project: OfProject = None,
    order: Literal["best", "newest"] = "best",
    before: Older = None,
) -> list[Found]:
    """What the caller may read of what is asked for."""
    if order == "newest":
        return [Found.of(view) for view in await _newest(by, page, q, project, before)]
    start = page.number or 0
    best = await search.search(by.container, q, by.person, project, order, start + page.limit)
    shown = best.results[start:]
    if best.more:
        page.goes_on(start + len(shown))
    return [Found.of(view) for view in shown]


async def _newest(
    by: Team, page: Paging, q: str, project: str | None, before: datetime | None
) -> list[FoundView]:
    """A cursor is the time of the last one, and how many of that time were given."""
    at, given = page.numbers(2) if page.after else (0, 0)
    if page.after:
        before = as_moment(at) + timedelta(microseconds=1)
    length = min(page.limit, search.FEWER)  # so many are known of each kind
    newest = await search.search(
        by.container, q, by.person, project, "newest", length + given, before
    )
    shown = list(newest.results[given:])
    if newest.more and shown:
        last = _number(shown[-1])
        same = sum(_number(view) == last for view in shown)
        page.goes_on(last, same + (given if last == at else 0))
    return shown


def _number(view: FoundView) -> int:
    return as_number(view.when or BEGINNING)
