"""The API's part about tasks."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from mailbridge.doors.json_objects.tasks import Task
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.given import MOST_ID, Given, Id, OfProject, Short
from mailbridge.services import tasks
from mailbridge.services.mine.handmade_task import make_by_hand
from mailbridge.services.mine.task_lists import TaskWish, list_task_page

State = Literal["open", "in_progress", "waiting", "done"]
After = Annotated[
    int | None, Query(ge=1, le=MOST_ID, description="continue the list after this task")
]


class NewTask(Given):
    """Of a post; or by hand, of a discussion or a project: then the title is needed."""

    post_id: str | None = Field(
        None, pattern=r"^[0-9]{1,18}$", description="the post it is made of"
    )
    title: Short | None = None
    discussion_id: str | None = Field(None, pattern=r"^[0-9]{1,18}$")
    project: Short = Field("", description="name or id; where no discussion is named")
    assignee: Short = Field("", description="of one made by hand: an address or a name")
    due: Short = Field("", description="of one made by hand: an ISO date or words")


class TaskChange(Given):
    """What is left out stays as it is."""

    title: Short | None = None
    state: State | None = None
    assignee: Short | None = Field(None, description="an address or a name; empty: nobody")
    due: Short | None = Field(
        None, description="an ISO date or words such as “friday”; empty: none"
    )


async def all_tasks(
    by: Team,
    page: Paged,
    project: OfProject = None,
    state: State | None = None,
    who: Annotated[Short, Query(description="me, nobody, or an address")] = "",
    due: Literal["", "late", "today", "week", "none"] = "",
    q: Annotated[str, Query(max_length=200, description="words of the title")] = "",
    after: After = None,
) -> list[Task]:
    """Tasks of the projects that the caller may see: what is due first comes first."""
    wish = TaskWish(project or "", who, due, state or "all", q)
    shown = await list_task_page(
        by.container, by.person, wish, page.number or after, limit=page.limit
    )
    if shown.older is not None:
        page.goes_on(shown.older)
    return [Task.of(view) for view in shown.rows]


async def task(by: Team, id: Id) -> Task:  # noqa: A002 - the name in the path
    """A task."""
    return Task.of(await tasks.show_task(by.container, id, by.person))


async def make_task(by: Team, given: NewTask) -> Task:
    """Make a post a task, or one by hand; everybody concerned is told."""
    if given.post_id is not None:
        made = await tasks.make_task(by.container, by.person, int(given.post_id), given.title)
        return Task.of(made)
    place = int(given.discussion_id) if given.discussion_id is not None else None
    words = given.title or "", given.project
    made = await make_by_hand(by.container, by.person, *words, place, given.assignee, given.due)
    return Task.of(made)


async def change_task(by: Team, id: Id, given: TaskChange) -> Task:  # noqa: A002
    """Change what is given; everybody concerned is told."""
    values = given.model_dump(exclude_none=True)
    return Task.of(await tasks.change_task(by.container, by.person, id, **values))
