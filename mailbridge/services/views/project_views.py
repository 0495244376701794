"""What lists and pages show of projects and their addresses."""

from datetime import datetime

from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class ProjectView:
    id: int
    name: str
    address: str
    aliases: tuple[str, ...]
    language: str
    created: datetime
    unknown_authors: str = "accept"  # accept, hold, reject
    team_replies: str = "client"  # client, internal
    time_zone: str = "UTC"
    working_days: str = "mon-fri"
    working_hours: str = "09:00-18:00"
    country: str = ""
    acknowledge: str = "yes"  # yes, no
    promise_hours: int = 8
    nudge_days: int = 3
    closing_days: int = 3
    chase_days: int = 7
    survey: str = "no"  # no, quarterly
    morning: str = "no"  # yes, no
    weekly: str = "no"  # yes, no
    retention_days: int | None = None  # None: as the settings say
    declared: str | None = None  # the file that does
    declared_people: frozenset[str] = frozenset()  # their addresses
    decision_maker: str = ""


@dataclass(frozen=True, slots=True)
class AliasView:
    address: str
    project: str
    state: str
    declared: str | None = None  # the file that does


@dataclass(frozen=True, slots=True)
class UseView:
    """Who wrote to an address of a project, how often and when last."""

    author: str
    times: int
    last: datetime


@dataclass(frozen=True, slots=True)
class KeyView:
    """A random address of a project."""

    address: str
    retires: datetime | None  # None: the current one
    users: tuple[UseView, ...]


@dataclass(frozen=True, slots=True)
class ProjectChoice:
    """A project in a list to choose from."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Some of the projects that somebody sees, by name."""

    projects: tuple[ProjectView, ...]
    number: int  # of all that were asked for
    more: int | None  # the project that the next page begins with
    is_first: bool
