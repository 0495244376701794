"""`mailbridge person …`"""

from typing import Annotated

import typer

from mailbridge.doors.cli import person_address, person_import, person_policy
from mailbridge.doors.cli.frame.answers import Answer, card, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.cli.oversight import forgetting, ways_in
from mailbridge.doors.json_objects.people import Contact, Level, Person
from mailbridge.services.container import Container
from mailbridge.services.people import (
    follow,
    leaving,
    merging,
    register,
    unconfirmed_contacts,
    whereabouts,
)

app = noun("People: team members and clients.")
app.add_typer(person_address.app, name="address")
app.add_typer(person_policy.programs, name="program")
app.command("import")(person_import.import_)
app.command()(person_policy.policy)
app.command()(ways_in.token)
app.command()(ways_in.tokens)
app.command()(ways_in.revoke)
app.command()(ways_in.sessions)
app.command("sign-out")(ways_in.end)
app.command()(ways_in.disable)
app.command()(ways_in.enable)
app.command()(forgetting.export)
app.command()(forgetting.erase)
Address = Annotated[str, typer.Argument(help="A mail address of theirs.")]
Project = Annotated[str, typer.Argument(help="The project's name or id.")]


@app.command()
@asks
async def add(
    container: Container,
    address: Address,
    name: Annotated[str, typer.Option(help="How letters call them.")] = "",
    role: Annotated[
        str, typer.Option(help="admin, member, client, client+ or observer.")
    ] = "client",
    language: Annotated[
        str | None, typer.Option(help="Of the letters they get: en, de, ru …")
    ] = None,
    project: Annotated[str | None, typer.Option(help="A project they join at once.")] = None,
) -> Answer:
    """Add somebody, or change the name, role and language of who has that address already."""
    made = await register.add_person(container, address, name, role, language)
    if project is not None:
        made = await register.join_project(container, address, project)
    return said(
        Person.of(made),
        say("{name} is {role}.", name=made.name or made.addresses[0], role=made.role),
    )


@app.command("set")
@asks
async def set_(
    container: Container,
    address: Address,
    name: Annotated[str | None, typer.Option(help="How letters call them.")] = None,
    role: Annotated[
        str | None, typer.Option(help="admin, member, client, client+ or observer.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Of the letters they get: en, de, ru …")
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option(
            help="Where they live: Europe/Berlin …; empty to guess it from their letters."
        ),
    ] = None,
    morning: Annotated[
        str | None,
        typer.Option(
            help="Their morning letter: yes, no or only (for clients: in place of others)."
        ),
    ] = None,
) -> Answer:
    """Change what is given; the rest stays as it is."""
    made = await whereabouts.change_person(
        container,
        address,
        name=name,
        role=role,
        language=language,
        time_zone=zone,
        morning=morning,
    )
    return card(Person.of(made))


@app.command("follow")
@asks
async def follow_(
    container: Container,
    address: Address,
    level: Annotated[
        str | None,
        typer.Argument(metavar="[LEVEL]", help="everything, important or off; left out: shown."),
    ] = None,
    project: Annotated[
        str | None, typer.Option(help="Of this project; left out: of all they see.")
    ] = None,
) -> Answer:
    """What a member hears at once of a project's discussions."""
    if level is None:
        views = await follow.show_levels(container, address)
    else:
        views = await follow.choose_level(container, address, level, project)
    return table(
        [Level.of(view) for view in views], ("person", "project", "level"), say("No projects yet.")
    )


@app.command("list")
@asks
async def list_(
    container: Container,
    project: Annotated[str | None, typer.Option(help="Only the people of this project.")] = None,
) -> Answer:
    """Everybody."""
    people = [
        Person.of(person) for person in await register.list_people(container, project=project)
    ]
    return table(
        people,
        ("id", "name", "addresses", "role", "projects", "unreachable"),
        say("Nobody yet; `mailbridge person add ADDRESS` adds somebody."),
    )


@app.command()
@asks
async def show(container: Container, address: Address) -> Answer:
    """One person, and whether letters reach them."""
    person = await register.show_person(container, address)
    lost = (
        say(
            "{address} cannot be reached: letters came back. Mail from there, or "
            "`mailbridge outbox retry`, clears it.",
            address=person.addresses[0],
        )
        + "\n"
    )
    return Answer(
        [Person.of(person)],
        lambda: card(Person.of(person)).words() + (lost if person.unreachable else ""),
    )


@app.command()
@asks
async def join(container: Container, address: Address, project: Project) -> Answer:
    """Let somebody take part in a project."""
    person = await register.join_project(container, address, project)
    return said(
        Person.of(person),
        say(
            "{name} belongs to {projects}.",
            name=person.name or address,
            projects=", ".join(person.projects),
        ),
    )


@app.command()
@asks
async def leave(
    container: Container,
    address: Address,
    project: Project,
    discussion: Annotated[
        int | None,
        typer.Option(metavar="ID", help="Only out of this discussion of the project."),
    ] = None,
) -> Answer:
    """Take somebody out of a project and its discussions: they hear no more of it."""
    if discussion is None:
        person = await leaving.leave_project(container, address, project)
    else:
        person = await leaving.leave_discussion(container, address, discussion)
    where = project if discussion is None else say("discussion {number}", number=discussion)
    name = person.name or address
    return said(Person.of(person), say("{name} hears no more of {where}.", name=name, where=where))


@app.command()
@asks
async def confirm(
    container: Container,
    address: Address,
    role: Annotated[str, typer.Option(help="client, client+ or observer.")] = "client",
) -> Answer:
    """Say that somebody whom mail made known is a client: they belong to the projects they write
    to.
    """
    person = await unconfirmed_contacts.confirm_contact(container, address, role=role)
    return said(
        Person.of(person),
        say(
            "{name} is {role} in {projects}.",
            name=person.name or address,
            role=person.role,
            projects=", ".join(person.projects) or say("no project"),
        ),
    )


@app.command()
@asks
async def contacts(container: Container) -> Answer:
    """Who is known by mail only, and who they may be."""
    contacts = [
        Contact.of(contact) for contact in await unconfirmed_contacts.list_contacts(container)
    ]
    return table(
        contacts,
        ("id", "name", "addresses", "projects", "may_be", "client"),
        say("Everybody who wrote has been confirmed."),
    )


@app.command()
@asks
async def merge(
    container: Container,
    away: Annotated[
        str,
        typer.Argument(metavar="ADDRESS", help="An address of the one who goes into the other."),
    ],
    into: Annotated[
        str,
        typer.Argument(metavar="INTO", help="An address of the one who stays, with name and role."),
    ],
) -> Answer:
    """Two people are one: all that was the one's becomes the other's."""
    person = await merging.merge_people(container, away, into)
    return said(
        Person.of(person),
        say(
            "{name} writes from {addresses}.",
            name=person.name or into,
            addresses=", ".join(person.addresses),
        ),
    )


@app.command()
@asks
async def unmerge(container: Container, address: Address) -> Answer:
    """Take back the newest merge into somebody."""
    person = await merging.undo_merge(container, address)
    return said(
        Person.of(person),
        say("{name} stands on their own again.", name=person.name or person.addresses[0]),
    )


@app.command("sign-in")
@asks
async def sign_in(container: Container, address: Address) -> Answer:
    """Print a link that signs a team member in to the web, once, within fifteen minutes."""
    from mailbridge.services.people.sign_in import make_sign_in_link

    link = await make_sign_in_link(container, address)
    return said({"address": address, "link": link}, link)
