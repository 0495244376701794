"""`mailbridge alias …`"""

from typing import Annotated

import typer

from mailbridge.doors import shapes
from mailbridge.doors.cli.answers import Answer, said, table
from mailbridge.doors.cli.asking import asks, noun
from mailbridge.services import administer
from mailbridge.services.house import House

app = noun("Memorable addresses that lead to a project.")
Address = Annotated[str, typer.Argument(help="Such as bloom@agency.example.")]


@app.command()
@asks
async def add(house: House, address: Address, project: Annotated[str, typer.Argument(help="The project's name or id.")]) -> Answer:
    """Let an address lead to a project."""
    made = await administer.add_alias(house, address, project)
    hints = "\n".join(await administer.check_alias(house, made.address))
    return said(shapes.alias(made), f"{made.address} leads to “{made.project}”.\n{hints}")


@app.command("list")
@asks
async def list_(house: House) -> Answer:
    """All aliases, and whether mail has come through them."""
    found = [shapes.alias(one) for one in await administer.aliases(house)]
    return table(found, ("address", "project", "state"), "No aliases yet; `mailbridge alias add ADDRESS PROJECT` makes one.")


@app.command()
@asks
async def check(house: House, address: Address) -> Answer:
    """What is known of an alias, and what is left to do."""
    findings = await administer.check_alias(house, address)
    return said({"address": address, "findings": findings}, "\n".join(findings))


@app.command()
@asks
async def remove(house: House, address: Address) -> Answer:
    """Forget an alias; mail to it is refused from now on."""
    await administer.remove_alias(house, address)
    return said({"address": address, "state": "removed"}, f"{address} leads nowhere now.")
