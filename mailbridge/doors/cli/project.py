"""`mailbridge project …`"""

from typing import Annotated

import typer

from mailbridge.doors import shapes
from mailbridge.doors.cli.answers import Answer, card, said, table
from mailbridge.doors.cli.asking import asks, noun
from mailbridge.services import administer
from mailbridge.services.house import House

app = noun("Projects and their addresses.")
Name = Annotated[str, typer.Argument(help="The project's name or id.")]


@app.command()
@asks
async def add(
    house: House,
    name: Annotated[str, typer.Argument(help="How people call it.")],
    language: Annotated[str, typer.Option(help="Of its letters when a reader's own is not known: en or ru.")] = "en",
) -> Answer:
    """Make a project and print its address, which nobody can guess."""
    made = await administer.add_project(house, name, language)
    return said(shapes.project(made), made.address)


@app.command("list")
@asks
async def list_(house: House) -> Answer:
    """All projects."""
    found = [shapes.project(one) for one in await administer.projects(house)]
    return table(found, ("id", "name", "address", "aliases"), "No projects yet; `mailbridge project add NAME` makes one.")


@app.command()
@asks
async def show(house: House, project: Name) -> Answer:
    """One project."""
    return card(shapes.project(await administer.project(house, project)))


@app.command()
@asks
async def rotate(house: House, project: Name) -> Answer:
    """Give a project a new address; the old one works for another thirty days."""
    found = await administer.rotate_address(house, project)
    return said(shapes.project(found), found.address)
