"""The API's part about people: addresses, contacts, merges, and policies for authors."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.people import Asked, Contact, Person, Policy
from mailbridge.doors.web.api.callers import Admin, Team
from mailbridge.doors.web.api.given import Given, Language, OfProject, Short
from mailbridge.services import projects
from mailbridge.services.people import (
    addresses,
    author_policy,
    leaving,
    merging,
    register,
    unconfirmed_contacts,
)


class NewPerson(Given):
    address: Short
    name: Short = ""
    role: Literal["admin", "member", "client", "client+", "observer"] = "client"
    language: Language | None = None
    project: Short | None = Field(None, description="name or id of a project to join")


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


async def people(by: Team, project: OfProject = None) -> list[Person]:
    found = await register.list_people(by.container, by.person)
    if project is not None:
        name = (await projects.show_project(by.container, project, by.person)).name
        found = [one for one in found if name in one.projects]
    return [Person.of(one) for one in found]


async def add_person(by: Admin, given: NewPerson) -> Person:
    made = await register.add_person(
        by.container, given.address, given.name, given.role, given.language
    )
    if given.project is not None:
        made = await register.join_project(by.container, given.address, given.project)
    return Person.of(made)


async def add_address(by: Admin, address: str, given: NewAddress) -> Person:
    return Person.of(await addresses.add_address(by.container, address, given.address))


async def remove_address(by: Admin, address: str, another: str) -> Person:
    return Person.of(await addresses.remove_address(by.container, address, another))


async def ask_address(by: Admin, address: str, given: NewAddress) -> Asked:
    await addresses.ask_address(by.container, address, given.address)
    return Asked(address=address, another=given.address)


async def leave_project(by: Team, name: str, address: str) -> Person:
    return Person.of(await leaving.leave_project(by.container, address, name, by.person))


async def confirm_person(by: Team, address: str, given: Confirmed | None = None) -> Person:
    role = (given or Confirmed()).role
    return Person.of(
        await unconfirmed_contacts.confirm_contact(by.container, address, by.person, role)
    )


async def merge_person(by: Admin, address: str, given: Into) -> Person:
    return Person.of(await merging.merge_people(by.container, address, given.into, by.person))


async def unmerge_person(by: Admin, address: str) -> Person:
    return Person.of(await merging.undo_merge(by.container, address))


async def contacts(by: Team) -> list[Contact]:
    found = await unconfirmed_contacts.list_contacts(by.container, by.person)
    return [Contact.of(one) for one in found]


async def policies(by: Admin) -> list[Policy]:
    return [Policy.of(policy) for policy in await author_policy.list_policies(by.container)]


async def set_policy(by: Admin, given: NewPolicy) -> Policy:
    return Policy.of(
        await author_policy.set_policy(
            by.container, given.author, given.policy, given.project, by.person
        )
    )
