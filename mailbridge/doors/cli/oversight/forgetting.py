"""`mailbridge person export …` and `erase`: taken along, and forgotten."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, said
from mailbridge.doors.cli.frame.asking import asks
from mailbridge.doors.cli.frame.progress import progress
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.services.container import Container
from mailbridge.services.oversight import erasing, exporting
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused

Address = Annotated[str, typer.Argument(help="A mail address of theirs.")]


@asks
async def export(
    container: Container,
    address: Address,
    file: Annotated[Path, typer.Argument(help="The zip file to write; it must not be there yet.")],
) -> Answer:
    """Everything by a person and about them: JSON by table, and the mail they wrote as mbox."""
    if file.exists():
        raise Refused("file-there", file=str(file))
    with progress("mail", None) as advance:
        packed = await exporting.export_person(container, address, progress=advance)
    file.touch(mode=0o600)
    file.write_bytes(packed)
    sentence = say(
        "{file}: {size} bytes about {address}.", file=file, size=len(packed), address=address
    )
    return said({"file": str(file), "size": len(packed), "address": address}, sentence)


@asks
async def erase(
    container: Container,
    address: Address,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> Answer:
    """Forget a person: their words, files and mail go, words of others stay, their addresses stand
    nowhere any more.
    """
    person = await register.show_person(container, address)
    if not yes:
        if not sys.stdin.isatty():
            raise Refused("say-yes")
        question = say(
            "{name} ({addresses}) is forgotten for good: their posts are emptied, their mail and "
            "files deleted. Erase them?",
            name=person.name or address,
            addresses=", ".join(person.addresses),
        )
        typer.confirm(question, abort=True)
    with progress("mail", None) as advance:
        number = await erasing.erase_person(container, address, progress=advance)
    return said(
        {"id": str(number), "erased": True}, say("Person {number} is erased.", number=number)
    )
