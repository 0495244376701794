"""Projects, their addresses and their aliases."""

from typing import Literal

from pydantic import Field

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
    time_zone: str
    working_days: str = Field(description="mon-fri, or mon,wed,fri")
    working_hours: str = Field(description="09:00-18:00")
    country: str = Field(description="whose public holidays are days off: DE, DE-BY, or none")
    acknowledge: Literal["yes", "no"]
    promise_hours: int = Field(description="of work, until a client is answered; 0: no promise")
    nudge_days: int = Field(description="of work, between two reminders; 0: none")
    closing_days: int = Field(description="of work, until a closing line is drafted; 0: none")
    retention_days: int | None = Field(
        description="discussions go after so many days; 0: never; null: as the settings say"
    )
    chase_days: int = Field(description="until an offer is asked about; 0: never")
    morning: Literal["yes", "no"] = Field(
        description="whether clients get a morning letter who have chosen nothing"
    )
    weekly: Literal["yes", "no"] = Field(description="whether clients get a weekly report")
    survey: Literal["no", "quarterly"] = Field(description="whether clients are asked to rate us")
    declared: str | None = Field(None, description="the file that declares it; null: made by hand")
    decision_maker: str = Field(description="the address of who decides at the client's")


class Alias(JsonModel):
    address: str
    project: str
    state: str
    declared: str | None = Field(None, description="the file that declares it; null: made by hand")


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
