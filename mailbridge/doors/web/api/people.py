"""The API's part about people: addresses, contacts, merges, and policies for authors."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from mailbridge.domain.address import normal
from mailbridge.domain.project import Role
from mailbridge.doors.json_objects.people import Asked, Contact, Level, Person, Policy, Program
from mailbridge.doors.web.api.callers import Admin, Team
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.given import Given, Language, OfProject, OneNumber, Short
from mailbridge.services import projects
from mailbridge.services.people import (
    addresses,
    author_policy,
    follow,
    leaving,
    mail_programs,
    merging,
    register,
    unconfirmed_contacts,
    whereabouts,
)
from mailbridge.services.refusal import Refused


class NewPerson(Given):
    address: Short
    name: Short = ""
    role: Literal["admin", "member", "client", "client+", "observer"] = "client"
    language: Language | None = None
    project: Short | None = Field(None, description="name or id of a project to join")


class NewProgram(Given):
    program: Annotated[str, Field(min_length=1, max_length=200)]


class PersonChange(Given):
    """What is left out stays as it is."""

    name: Short | None = None
    role: Literal["admin", "member", "client", "client+", "observer"] | None = None
    language: Language | None = None
    time_zone: Short | None = Field(
        None, description="Europe/Berlin …; empty: it is guessed from their letters"
    )
    morning: Literal["yes", "no", "only", ""] | None = Field(
        None, description="their morning letter; only is for clients; empty: as the project has it"
    )


class NewLevel(Given):
    level: Literal["everything", "important", "off"]
    project: Short | None = Field(None, description="name or id; left out: all projects")


class NewAddress(Given):
    address: Short


class Into(Given):
    into: Short


class Confirmed(Given):
    role: Literal["client", "client+", "observer"] = "client"


class NewPolicy(Given):
    author: Short
    policy: Literal["allow", "hold", "block", "form", "forget"]
    project: Short | None = None


async def people(by: Team, page: Paged, project: OfProject = None) -> list[Person]:
    """People the caller may know of, or those of one project."""
    views = await register.list_people(by.container, by.person)
    if project is not None:
        name = (await projects.show_project(by.container, project, by.person)).name
        views = [person for person in views if name in person.projects]
    return [Person.of(person) for person in page.part(views, lambda person: person.id)]


async def add_person(by: Admin, given: NewPerson) -> Person:
    """Add somebody, or change name, role and language of who has that address already."""
    made = await register.add_person(
        by.container, given.address, given.name, given.role, given.language, by.person
    )
    if given.project is not None:
        made = await register.join_project(by.container, given.address, given.project, by.person)
    return Person.of(made)


async def change_person(by: Team, address: str, given: PersonChange) -> Person:
    """Change what is given; the rest stays as it is. Who is no admin changes their own language
    and zone alone.
    """
    own = normal(address) in by.person.addresses and given.name is None and given.role is None
    if by.person.role is not Role.ADMIN and not own:
        raise Refused("not-allowed")
    made = await whereabouts.change_person(
        by.container, address, **given.model_dump(), actor=by.person
    )
    return Person.of(made)


async def levels(by: Team, address: str, page: Paged) -> list[Level]:
    """What a member hears at once of each project: everything, important, or off."""
    _own_or_admin(by, address)
    views = await follow.show_levels(by.container, address)
    return [Level.of(view) for view in page.part(views, lambda view: view.project_id)]


async def choose_level(by: Team, address: str, given: NewLevel) -> list[Level]:
    """Choose it for a project, or for all. Who is no admin chooses for themselves."""
    _own_or_admin(by, address)
    made = await follow.choose_level(by.container, address, given.level, given.project)
    return [Level.of(view) for view in made]


def _own_or_admin(by: Team, address: str) -> None:
    if by.person.role is not Role.ADMIN and normal(address) not in by.person.addresses:
        raise Refused("not-allowed")


async def add_address(by: Admin, address: str, given: NewAddress) -> Person:
    """Give somebody another address."""
    return Person.of(await addresses.add_address(by.container, address, given.address, by.person))


async def remove_address(by: Admin, address: str, another: str) -> Person:
    """Take an address from somebody; the last one stays."""
    return Person.of(await addresses.remove_address(by.container, address, another, by.person))


async def ask_address(by: Admin, address: str, given: NewAddress) -> Asked:
    """Send somebody a link by which they say that the other address is theirs."""
    await addresses.ask_address(by.container, address, given.address)
    return Asked(address=address, another=given.address)


async def list_programs(by: Admin, address: str, page: Paged) -> list[Program]:
    """Mail programs whose letters are shown whole, because too much was cut once."""
    names = await mail_programs.list_programs(by.container, address)
    rows = [Program(person=address, program=name) for name in names]
    return list(page.part(rows, lambda row: row.program))


async def unfold_program(by: Admin, address: str, given: NewProgram) -> None:
    """Show their next letters from it whole."""
    await mail_programs.unfold_program(by.container, address, given.program, by.person)


async def fold_program(by: Admin, address: str, program: str) -> None:
    """Fold quotes and signatures of their next letters from it again."""
    await mail_programs.fold_program(by.container, address, program, by.person)


async def leave_project(by: Team, name: str, address: str) -> Person:
    """Take somebody out of a project and its discussions."""
    return Person.of(await leaving.leave_project(by.container, address, name, by.person))


async def confirm_person(by: Team, address: str, given: Confirmed | None = None) -> Person:
    """Say that somebody whom mail made known is a client, or observes."""
    role = (given or Confirmed()).role
    return Person.of(
        await unconfirmed_contacts.confirm_contact(by.container, address, by.person, role)
    )


async def merge_person(by: Admin, address: str, given: Into) -> Person:
    """Two people are one: all that was the one's becomes the other's."""
    return Person.of(await merging.merge_people(by.container, address, given.into, by.person))


async def unmerge_person(
    by: Admin,
    address: str,
    away: Annotated[OneNumber, Query(description="only the merge of the person of this id")] = None,
) -> Person:
    """Take back the newest merge into somebody. Returns who stands on their own again."""
    return Person.of(await merging.undo_merge(by.container, address, by.person, away))


async def contacts(by: Team, page: Paged) -> list[Contact]:
    """Who is known by mail only, and who they may be."""
    views = await unconfirmed_contacts.list_contacts(by.container, by.person)
    return [Contact.of(contact) for contact in page.part(views, lambda view: view.person.id)]


async def policies(by: Admin, page: Paged) -> list[Policy]:
    """What was said of the mail of authors and domains."""
    views = await author_policy.list_policies(by.container)
    shown = page.part(views, lambda view: (view.author, view.project))
    return [Policy.of(policy) for policy in shown]


async def set_policy(by: Admin, given: NewPolicy) -> Policy:
    """Say what becomes of an author's or a domain's mail, or forget what was said."""
    return Policy.of(
        await author_policy.set_policy(
            by.container, given.author, given.policy, given.project, by.person
        )
    )
