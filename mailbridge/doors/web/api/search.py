"""The API's part about search."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query

from mailbridge.doors.json_objects.found import Found
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import Limit, OfProject
from mailbridge.services.searching import search

Words = Annotated[
    str, Query(max_length=400, description="words, and filters such as is:ours from:maria has:file")
]
Older = Annotated[
    datetime | None, Query(description="with order=newest: nothing as new as that, to go on")
]


async def find(
    by: Team,
    q: Words = "",
    project: OfProject = None,
    order: Literal["best", "newest"] = "best",
    limit: Limit = 50,
    before: Older = None,
) -> list[Found]:
    """What the caller may read of what is asked for."""
    page = await search.search(by.container, q, by.person, project, order, limit, before)
    return [Found.of(one) for one in page.results]
