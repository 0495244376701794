"""`mailbridge task …`"""

from typing import Annotated

import typer

from mailbridge.domain.task import TaskState
from mailbridge.doors.cli.frame.answers import Answer, card, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.json_objects import shapes
from mailbridge.services import administer, tasks
from mailbridge.services.container import House

app = noun("What is to be done.")
Number = Annotated[int, typer.Argument(metavar="ID")]
Actor = Annotated[str, typer.Option("--as", help="The address of the team member who does it.")]


@app.command("list")
@asks
async def list_(
    house: House,
    project: Annotated[str | None, typer.Option(help="Only of this project.")] = None,
    state: Annotated[TaskState | None, typer.Option(help="Only those in this state.")] = None,
) -> Answer:
    """All tasks."""
    found = [shapes.task(one) for one in await tasks.tasks(house, project=project, state=state)]
    return table(found, ("id", "title", "state", "assignee", "due", "project", "discussion_id"), "No tasks.")


@app.command()
@asks
async def show(house: House, number: Number) -> Answer:
    """One task."""
    return card(shapes.task(await tasks.task(house, number, None)))


@app.command()
@asks
async def make(
    house: House, post: Annotated[int, typer.Argument(metavar="POST")], actor: Actor, title: Annotated[str | None, typer.Option()] = None
) -> Answer:
    """Make a post a task; everybody concerned is told."""
    made = await tasks.make(house, await administer.person(house, actor), post, title)
    return card(shapes.task(made))


@app.command()
@asks
async def change(
    house: House,
    number: Number,
    actor: Actor,
    title: Annotated[str | None, typer.Option()] = None,
    state: Annotated[str | None, typer.Option(help="open, in_progress, waiting or done.")] = None,
    assignee: Annotated[str | None, typer.Option(help="An address; empty for nobody.")] = None,
    due: Annotated[str | None, typer.Option(help="2026-11-27, or words like friday; empty for none.")] = None,
) -> Answer:
    """Change a task; everybody concerned is told."""
    who = await administer.person(house, actor)
    return card(shapes.task(await tasks.change(house, who, number, title=title, state=state, assignee=assignee, due=due)))
