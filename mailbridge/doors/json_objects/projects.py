"""Projects, their addresses and their aliases."""

from typing import Literal

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class Project(JsonModel):
    id: Id
    name: str
    address: str
    aliases: list[str]
    language: str
    created: Moment
    unknown_authors: Literal["accept", "hold", "reject"]
    team_replies: Literal["client", "internal"]


class Alias(JsonModel):
    address: str
    project: str
    state: str


class Use(JsonModel):
    """Who wrote to an address of a project, how often and when last."""

    author: str
    times: int
    last: Moment


class ProjectAddress(JsonModel):
    """A random address of a project; it retires never when it is the current one."""

    address: str
    retires: Moment | None
    users: list[Use]
