"""The API's part about people: addresses, contacts, merges, policies for authors; and what projects
are set to.
"""

from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, Field

from mailbridge.doors.json_objects import shapes
from mailbridge.doors.json_objects.shapes import JsonObject
from mailbridge.doors.web.api.callers import Admin, Team
from mailbridge.doors.web.api.models import Given, Person, Short
from mailbridge.services import projects
from mailbridge.services.people import addresses, author_policy, unconfirmed_contacts


class NewAddress(Given):
    address: Short


class Into(Given):
    into: Short


class Confirmed(Given):
    role: Literal["client", "client+", "observer"] = "client"


class NewPolicy(Given):
    author: Short
    policy: Literal["allow", "hold", "block", "forget"]
    project: Short | None = None


class ProjectChange(Given):
    """What is left out stays as it is."""

    name: Short | None = None
    language: Literal["en", "ru"] | None = None
    team_replies: Literal["client", "internal"] | None = None
    unknown_authors: Literal["accept", "hold", "reject"] | None = None


class Rotation(Given):
    days: int = Field(
        projects.OVERLAP.days,
        ge=0,
        le=3650,
        description="how long the old address goes on working",
    )


class Contact(Person):
    """Known by mail only."""

    may_be: list[str]
    client: str
    colleagues: list[str]


class Policy(BaseModel):
    author: str
    policy: str
    project: str | None


class Use(BaseModel):
    author: str
    times: int
    last: str


class ProjectAddress(BaseModel):
    address: str
    retires: str | None
    users: list[Use]


class Asked(BaseModel):
    address: str
    another: str


async def change_project(by: Admin, name: str, given: ProjectChange) -> JsonObject:
    return shapes.project(
        await projects.change_project(
            by.container, name, given.model_dump(exclude_none=True), by.person
        )
    )


async def rotate_project(by: Admin, name: str, given: Rotation | None = None) -> JsonObject:
    return shapes.project(
        await projects.rotate_address(
            by.container, name, timedelta(days=(given or Rotation()).days)
        )
    )


async def project_addresses(by: Team, name: str) -> list[JsonObject]:
    return [
        shapes.project_key(one)
        for one in await projects.list_project_addresses(by.container, name, by.person)
    ]


async def add_address(by: Admin, address: str, given: NewAddress) -> JsonObject:
    return shapes.person(await addresses.add_address(by.container, address, given.address))


async def remove_address(by: Admin, address: str, another: str) -> JsonObject:
    return shapes.person(await addresses.remove_address(by.container, address, another))


async def ask_address(by: Admin, address: str, given: NewAddress) -> JsonObject:
    await addresses.ask_address(by.container, address, given.address)
    return {"address": address, "another": given.address}


async def confirm_person(by: Team, address: str, given: Confirmed | None = None) -> JsonObject:
    return shapes.person(
        await addresses.confirm(by.container, address, by.person, (given or Confirmed()).role)
    )


async def merge_person(by: Admin, address: str, given: Into) -> JsonObject:
    return shapes.person(await addresses.merge(by.container, address, given.into, by.person))


async def unmerge_person(by: Admin, address: str) -> JsonObject:
    return shapes.person(await addresses.undo_merge(by.container, address))


async def contacts(by: Team) -> list[JsonObject]:
    return [
        shapes.contact(one) for one in await unconfirmed_contacts.contacts(by.container, by.person)
    ]


async def policies(by: Admin) -> list[JsonObject]:
    return [shapes.policy(one) for one in await author_policy.policies(by.container)]


async def set_policy(by: Admin, given: NewPolicy) -> JsonObject:
    return shapes.policy(
        await author_policy.set_policy(
            by.container, given.author, given.policy, given.project, by.person
        )
    )
