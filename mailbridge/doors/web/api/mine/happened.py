"""The API's part about what happened, what concerns the caller, and lists they keep."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from mailbridge.doors.json_objects.mine.happened import Happening, Mark, Update, View
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.conventions.paging import Paged, PagedBy50
from mailbridge.doors.web.api.given import MOST_ID, Given, Id, Short
from mailbridge.services.mine import saved_views, updates
from mailbridge.services.mine.activity import ActivityWish, Sort, list_activity

Numbers = list[Annotated[int, Field(ge=1, le=MOST_ID)]]


class DoneWith(Given):
    """Discussions, or everything."""

    discussions: Numbers = Field(default_factory=list, max_length=500)
    everything: bool = False


class GivenMark(Given):
    discussion_id: int | None = Field(None, ge=1, le=MOST_ID)
    at: int = Field(ge=0, le=MOST_ID)
    before: int = Field(ge=0, le=MOST_ID)


class Marks(Given):
    """As `POST /updates` gave them."""

    marks: list[GivenMark] = Field(min_length=1, max_length=500)


class NewView(Given):
    name: Short
    place: Short = Field(description="path and query of a list: /search?q=…, /tasks?…, /?tab=…")


class ViewName(Given):
    name: Short


async def activity(
    by: Team,
    page: PagedBy50,
    project: Annotated[str, Query(max_length=1000, description="name or id")] = "",
    person: Annotated[str, Query(max_length=1000, description="an address")] = "",
    kind: Literal["", "letters", "tasks", "questions", "people", "delivery"] = "",
) -> list[Happening]:
    """What happened in the caller's projects, the newest first. A part may hold fewer than `limit`
    and yet be followed by others.
    """
    wish = ActivityWish(project, person, Sort(kind) if kind else "")
    shown = await list_activity(by.container, by.person, wish, page.number, page.limit)
    if shown.older is not None:
        page.goes_on(shown.older)
    return [Happening.of(row) for row in shown.rows]


async def list_updates(by: Team, page: Paged) -> list[Update]:
    """What concerns the caller and they are not done with, with the reasons."""
    told = await updates.list_updates(by.container, by.person)
    return [Update.of(view) for view in page.part(told, lambda view: view.row.id)]


async def be_done(by: Team, given: DoneWith) -> list[Mark]:
    """The caller is done with what they were told so far. Gives what takes it back."""
    if given.everything:
        done = await updates.be_done_with_all(by.container, by.person)
    else:
        done = await updates.be_done(by.container, by.person, given.discussions)
    return [Mark.of(mark) for mark in done]


async def be_done_no_more(by: Team, given: Marks) -> None:
    """Take it back, unless something newer was done since."""
    marks = [updates.Mark(mark.discussion_id, mark.at, mark.before) for mark in given.marks]
    await updates.be_done_no_more(by.container, by.person, marks)


async def list_views(by: Team, page: Paged) -> list[View]:
    """The lists that the caller keeps."""
    kept = await saved_views.list_views(by.container, by.person)
    return [View.of(view) for view in page.part(kept, lambda view: view.id)]


async def keep_view(by: Team, given: NewView) -> View:
    """Keep a list under a name; another of that name is put in its stead."""
    return View.of(await saved_views.keep_view(by.container, by.person, given.name, given.place))


async def rename_view(by: Team, id: Id, given: ViewName) -> View:  # noqa: A002
    """Call it otherwise."""
    return View.of(await saved_views.rename_view(by.container, by.person, id, given.name))


async def drop_view(by: Team, id: Id) -> None:  # noqa: A002 - the name in the path
    """Keep it no longer."""
    await saved_views.drop_view(by.container, by.person, id)
