"""`mailbridge person address …`"""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, said
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.people import Person
from mailbridge.services.container import Container
from mailbridge.services.people import addresses
from mailbridge.services.views.models import PersonView

app = noun("The addresses of one person.")
Address = Annotated[str, typer.Argument(help="A mail address of theirs.")]
Another = Annotated[str, typer.Argument(metavar="ANOTHER", help="Another address.")]


def _writes_from(person: PersonView, address: str) -> Answer:
    return said(
        Person.of(person),
        say(
            "{name} writes from {addresses}.",
            name=person.name or address,
            addresses=", ".join(person.addresses),
        ),
    )


@app.command("add")
@asks
async def add_address(container: Container, address: Address, another: Another) -> Answer:
    """Give somebody another address: mail from it is theirs too."""
    person = await addresses.add_address(container, address, another)
    return _writes_from(person, address)


@app.command("remove")
@asks
async def remove_address(container: Container, address: Address, another: Another) -> Answer:
    """Take an address from somebody; the last one stays."""
    person = await addresses.remove_address(container, address, another)
    return _writes_from(person, address)


@app.command("ask")
@asks
async def ask_address(container: Container, address: Address, another: Another) -> Answer:
    """Send somebody a link, by which they say that the other address is theirs too."""
    link = await addresses.ask_address(container, address, another)
    return said(
        {"address": address, "another": another, "link": link},
        say("A letter goes to {address}. Its link: {link}", address=address, link=link),
    )
