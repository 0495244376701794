"""The API's part about tasks."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.tasks import Task
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import Given, Id, OfProject, Short
from mailbridge.services import tasks

State = Literal["open", "in_progress", "waiting", "done"]


class NewTask(Given):
    post_id: str = Field(pattern=r"^[0-9]{1,18}$", description="the post it is made of")
    title: Short | None = None


class TaskChange(Given):
    """What is left out stays as it is."""

    title: Short | None = None
    state: State | None = None
    assignee: Short | None = Field(None, description="an address or a name; empty: nobody")
    due: Short | None = Field(
        None, description="an ISO date or words such as “friday”; empty: none"
    )


async def all_tasks(by: Team, project: OfProject = None, state: State | None = None) -> list[Task]:
    """Tasks of the projects that the caller may see."""
    return [
        Task.of(view) for view in await tasks.list_tasks(by.container, by.person, project, state)
    ]


async def task(by: Team, id: Id) -> Task:  # noqa: A002 - the name in the path
    """A task."""
    return Task.of(await tasks.show_task(by.container, id, by.person))


async def make_task(by: Team, given: NewTask) -> Task:
    """Make a post a task; everybody concerned is told."""
    made = await tasks.make_task(by.container, by.person, int(given.post_id), given.title)
    return Task.of(made)


async def change_task(by: Team, id: Id, given: TaskChange) -> Task:  # noqa: A002
    """Change what is given; everybody concerned is told."""
    values = given.model_dump(exclude_none=True)
    return Task.of(await tasks.change_task(by.container, by.person, id, **values))
