"""`mailbridge task …`"""

from typing import Annotated

import typer

from mailbridge.domain.task import TaskState
from mailbridge.doors.cli.frame.answers import Answer, card, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.tasks import Task
from mailbridge.services import tasks
from mailbridge.services.container import Container
from mailbridge.services.people import register

app = noun("What is to be done.")
Number = Annotated[int, typer.Argument(metavar="ID")]
Actor = Annotated[str, typer.Option("--as", help="The address of the team member who does it.")]


@app.command("list")
@asks
async def list_(
    container: Container,
    project: Annotated[str | None, typer.Option(help="Only of this project.")] = None,
    state: Annotated[TaskState | None, typer.Option(help="Only those in this state.")] = None,
) -> Answer:
    """All tasks."""
    listed = [
        Task.of(task) for task in await tasks.list_tasks(container, project=project, state=state)
    ]
    return table(
        listed,
        ("id", "title", "state", "assignee", "due", "project", "discussion_id"),
        say("No tasks."),
    )


@app.command()
@asks
async def show(container: Container, number: Number) -> Answer:
    """One task."""
    return card(Task.of(await tasks.show_task(container, number, None)))


@app.command()
@asks
async def make(
    container: Container,
    post: Annotated[int, typer.Argument(metavar="POST")],
    actor: Actor,
    title: Annotated[str | None, typer.Option()] = None,
) -> Answer:
    """Make a post a task; everybody concerned is told."""
    made = await tasks.make_task(
        container, await register.find_person(container, actor), post, title
    )
    return card(Task.of(made))


@app.command()
@asks
async def change(
    container: Container,
    number: Number,
    actor: Actor,
    title: Annotated[str | None, typer.Option()] = None,
    state: Annotated[str | None, typer.Option(help="open, in_progress, waiting or done.")] = None,
    assignee: Annotated[str | None, typer.Option(help="An address; empty for nobody.")] = None,
    due: Annotated[
        str | None, typer.Option(help="2026-11-27, or words like friday; empty for none.")
    ] = None,
) -> Answer:
    """Change a task; everybody concerned is told."""
    who = await register.find_person(container, actor)
    return card(
        Task.of(
            await tasks.change_task(
                container, who, number, title=title, state=state, assignee=assignee, due=due
            )
        )
    )
