"""`mailbridge person …`"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from mailbridge.bootstrap import CannotStart
from mailbridge.doors import shapes
from mailbridge.doors.cli.answers import Answer, said, table
from mailbridge.doors.cli.asking import asks, noun
from mailbridge.doors.cli.progress import Advance, progress
from mailbridge.services import administer
from mailbridge.services.house import House
from mailbridge.services.refusal import Refused

app = noun("People: team members and clients.")
Address = Annotated[str, typer.Argument(help="A mail address of theirs.")]
Project = Annotated[str, typer.Argument(help="The project's name or id.")]


@app.command()
@asks
async def add(
    house: House,
    address: Address,
    name: Annotated[str, typer.Option(help="How letters call them.")] = "",
    role: Annotated[str, typer.Option(help="admin, member, client, client+ or observer.")] = "client",
    language: Annotated[str | None, typer.Option(help="Of the letters they get: en or ru.")] = None,
    project: Annotated[str | None, typer.Option(help="A project they join at once.")] = None,
) -> Answer:
    """Add somebody, or change the name, role and language of who has that address already."""
    made = await administer.add_person(house, address, name, role, language)
    if project is not None:
        made = await administer.join(house, address, project)
    return said(shapes.person(made), f"{made.name or made.addresses[0]} is {made.role}.")


@app.command("list")
@asks
async def list_(house: House, project: Annotated[str | None, typer.Option(help="Only the people of this project.")] = None) -> Answer:
    """Everybody."""
    found = [shapes.person(one) for one in await administer.people(house, project=project)]
    return table(found, ("id", "name", "addresses", "role", "projects"), "Nobody yet; `mailbridge person add ADDRESS` adds somebody.")


@app.command()
@asks
async def join(house: House, address: Address, project: Project) -> Answer:
    """Let somebody take part in a project."""
    found = await administer.join(house, address, project)
    return said(shapes.person(found), f"{found.name or address} belongs to {', '.join(found.projects)}.")


@app.command()
@asks
async def address(house: House, address: Address, another: Annotated[str, typer.Argument(help="Another address of theirs.")]) -> Answer:
    """Give somebody another address: mail from it is theirs too."""
    found = await administer.add_address(house, address, another)
    return said(shapes.person(found), f"{found.name or address} writes from {', '.join(found.addresses)}.")


@app.command("import")
@asks
async def import_(
    house: House,
    file: Annotated[Path, typer.Argument(help="CSV with the columns address, name and role.", metavar="FILE.csv")],
    project: Annotated[str | None, typer.Option(help="A project they all join.")] = None,
) -> Answer:
    """Add many people at once; it can be repeated, whoever is known already is left as they are."""
    rows = list(_rows(file))
    with progress("people", len(rows)) as advance:
        count = await _imported(house, rows, project, advance, file)
    return said({"imported": count, "project": project}, f"{count} people are here{f' and in {project}' if project else ''}.")


async def _imported(house: House, rows: list[tuple[str, str, str]], project: str | None, advance: Advance, file: Path) -> int:
    before = 0

    def moved(done: int) -> None:
        nonlocal before
        advance(done - before)
        before = done

    try:
        return await administer.import_people(house, rows, project, moved)
    except Refused as refusal:
        raise CannotStart(f"{file}: {refusal}") from None


def _rows(file: Path) -> Iterator[tuple[str, str, str]]:
    """The three columns by their names in the first line, in any order; name and role may be missing."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            found = csv.DictReader(lines, dialect=_dialect(lines.readline()))
            lines.seek(0)
            if "address" not in [name.strip().lower() for name in found.fieldnames or ()]:
                raise CannotStart(f"{file}: its first line must name the columns: address,name,role")
            for row in found:
                tidy = {(name or "").strip().lower(): str(value or "").strip() for name, value in row.items()}
                if tidy.get("address"):
                    yield tidy["address"], tidy.get("name", ""), tidy.get("role") or "client"
    except UnicodeDecodeError:
        raise CannotStart(f"{file}: not UTF-8 text; save it as CSV in UTF-8") from None


def _dialect(head: str) -> type[csv.Dialect]:
    """Spreadsheets of half the world write semicolons."""

    class Found(csv.excel):
        delimiter = max(",;\t", key=head.count)

    return Found


@app.command()
@asks
async def token(house: House, address: Address) -> Answer:
    """Make a bearer token of the API; it is shown this once."""
    made = await administer.issue_token(house, address)
    return said({"address": address, "token": made}, made)


@app.command("sign-in")
@asks
async def sign_in(house: House, address: Address) -> Answer:
    """Print a link that signs a team member in to the web, once, within fifteen minutes."""
    from mailbridge.services import sign_in

    link = await sign_in.link(house, address)
    return said({"address": address, "link": link}, link)
