"""`mailbridge project …`"""

from datetime import timedelta
from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, card, printable, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import moment, say, say_number
from mailbridge.doors.cli.installation.transfer import export_all
from mailbridge.doors.json_objects.projects import Project, ProjectAddress
from mailbridge.services import projects
from mailbridge.services.container import Container
from mailbridge.services.views.project_views import KeyView

app = noun("Projects and their addresses.")
Name = Annotated[str, typer.Argument(help="The project's name or id.")]
app.command("export")(export_all)


@app.command()
@asks
async def add(
    container: Container,
    name: Annotated[str, typer.Argument(help="How people call it.")],
    language: Annotated[
        str, typer.Option(help="Of its letters when a reader's own is not known: en, de, ru …")
    ] = "en",
) -> Answer:
    """Make a project and print its address, which nobody can guess."""
    made = await projects.add_project(container, name, language)
    return said(Project.of(made), made.address)


@app.command("list")
@asks
async def list_(container: Container) -> Answer:
    """All projects."""
    listed = [Project.of(project) for project in await projects.list_projects(container)]
    return table(
        listed,
        ("id", "name", "address", "aliases"),
        say("No projects yet; `mailbridge project add NAME` makes one."),
    )


@app.command()
@asks
async def show(container: Container, project: Name) -> Answer:
    """One project."""
    return card(Project.of(await projects.show_project(container, project)))


@app.command()
@asks
async def rotate(
    container: Container,
    project: Name,
    days: Annotated[
        int, typer.Option(min=0, max=3650, help="How long the old address goes on working.")
    ] = projects.OVERLAP.days,
) -> Answer:
    """Give a project a new address; the old one works for another thirty days, or as many as you
    say.
    """
    view = await projects.rotate_address(container, project, timedelta(days=days))
    return said(Project.of(view), view.address)


@app.command()
@asks
async def addresses(container: Container, project: Name) -> Answer:
    """The addresses that work, until when, and who still writes to each."""
    keys = await projects.list_project_addresses(container, project)
    return Answer(
        [ProjectAddress.of(key) for key in keys], lambda: "".join(map(_one_address, keys))
    )


def _one_address(key: KeyView) -> str:
    state = (
        say("works until {retires}", retires=moment(key.retires)) if key.retires else say("current")
    )
    users = "".join(
        "    "
        + say_number(
            "{author}, {number} time, last {last}",
            "{author}, {number} times, last {last}",
            user.times,
            author=printable(user.author),
            last=moment(user.last),
        )
        + "\n"
        for user in key.users
    )
    users = users or "    " + say("nobody has written to it")
    return f"{key.address} ({state})\n{users}".rstrip("\n") + "\n"


@app.command("set")
@asks
async def set_(
    container: Container,
    project: Name,
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME=VALUE…",
            help="name, language, team_replies, unknown_authors, time_zone, working_days, "
            "working_hours, country, acknowledge, promise_hours, nudge_days, closing_days, "
            "chase_days, survey, morning, weekly, retention_days or decision_maker.",
        ),
    ],
) -> Answer:
    """Set a project's name and language, where a member's reply goes, what becomes of unknown
    authors' mail, when it works and what it does by the clock.
    """
    given = {name.strip(): value for name, _, value in (value.partition("=") for value in values)}
    view = await projects.change_project(container, project, given)
    return card(Project.of(view))
