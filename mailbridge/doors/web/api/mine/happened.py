"""The API's part about what happened, what concerns the caller, and lists they keep."""

from typing import Annotated, Literal

from fastapi import Query, Response
from pydantic import Field

from mailbridge.doors.json_objects.mine.happened import Happening, Update, View
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import MOST_ID, Before, Given, Id, Limit, Short
from mailbridge.services.mine import saved_views, updates
from mailbridge.services.mine.activity import ActivityWish, Sort, list_activity

Numbers = list[Annotated[int, Field(ge=1, le=MOST_ID)]]


class DoneWith(Given):
    """Discussions, or everything."""

    discussions: Numbers = Field(default_factory=list, max_length=500)
    everything: bool = False


class NewView(Given):
    name: Short
    place: Short = Field(description="path and query of a list: /search?q=…, /tasks?…, /?tab=…")


async def activity(
    by: Team,
    response: Response,
    project: Annotated[str, Query(max_length=1000, description="name or id")] = "",
    person: Annotated[str, Query(max_length=1000, description="an address")] = "",
    kind: Literal["", "letters", "tasks", "questions", "people", "delivery"] = "",
    limit: Limit = 50,
    before: Before = None,
) -> list[Happening]:
    """What happened in the caller's projects, the newest first. `Mailbridge-Before` says where to
    go on; a page may hold fewer than `limit` and yet be followed by others.
    """
    wish = ActivityWish(project, person, Sort(kind) if kind else "")
    page = await list_activity(by.container, by.person, wish, before, limit)
    if page.older is not None:
        response.headers["mailbridge-before"] = str(page.older)
    return [Happening.of(row) for row in page.rows]


async def list_updates(by: Team) -> list[Update]:
    """What concerns the caller and they are not done with, with the reasons."""
    return [Update.of(one) for one in await updates.list_updates(by.container, by.person)]


async def be_done(by: Team, given: DoneWith) -> None:
    """The caller is done with what they were told so far."""
    if given.everything:
        await updates.be_done_with_all(by.container, by.person)
    else:
        await updates.be_done(by.container, by.person, given.discussions)


async def list_views(by: Team) -> list[View]:
    """The lists that the caller keeps."""
    return [View.of(view) for view in await saved_views.list_views(by.container, by.person)]


async def keep_view(by: Team, given: NewView) -> View:
    """Keep a list under a name; another of that name is put in its stead."""
    return View.of(await saved_views.keep_view(by.container, by.person, given.name, given.place))


async def drop_view(by: Team, id: Id) -> None:  # noqa: A002 - the name in the path
    """Keep it no longer."""
    await saved_views.drop_view(by.container, by.person, id)
