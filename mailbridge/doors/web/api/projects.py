"""The API's part about projects and their addresses."""

from datetime import timedelta
from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.projects import Project, ProjectAddress
from mailbridge.doors.web.api.callers import Admin, Team
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.given import Given, Language, Short
from mailbridge.services import projects
from mailbridge.services.checked_setting import MOST_DAYS, MOST_HOURS


class NewProject(Given):
    name: Short
    language: Language = "en"


class ProjectChange(Given):
    """What is left out stays as it is."""

    name: Short | None = None
    language: Language | None = None
    team_replies: Literal["client", "internal"] | None = None
    unknown_authors: Literal["accept", "hold", "reject"] | None = None
    time_zone: Short | None = None
    working_days: Short | None = Field(None, description="mon-fri, or mon,wed,fri")
    working_hours: Short | None = Field(None, description="9-18, or 08:30-17:00")
    country: Short | None = Field(None, description="DE, DE-BY …; empty for no public holidays")
    acknowledge: Literal["yes", "no"] | None = None
    promise_hours: int | None = Field(None, ge=0, le=MOST_HOURS)
    nudge_days: int | None = Field(None, ge=0, le=MOST_DAYS)
    closing_days: int | None = Field(None, ge=0, le=MOST_DAYS)
    retention_days: int | None = Field(None, ge=0, le=36_500)
    chase_days: int | None = Field(None, ge=0, le=MOST_DAYS)
    survey: Literal["no", "quarterly"] | None = None
    morning: Literal["yes", "no"] | None = None
    weekly: Literal["yes", "no"] | None = None
    decision_maker: Short | None = None


class Rotation(Given):
    days: int = Field(
        projects.OVERLAP.days,
        ge=0,
        le=3650,
        description="how long the old address goes on working",
    )


async def list_projects(by: Team, page: Paged) -> list[Project]:
    """The projects that the caller may see."""
    views = await projects.list_projects(by.container, by.person)
    return [Project.of(project) for project in page.part(views, lambda view: view.id)]


async def show_project(by: Team, name: str) -> Project:
    """A project by its name or id."""
    return Project.of(await projects.show_project(by.container, name, by.person))


async def add_project(by: Admin, given: NewProject) -> Project:
    """Make a project with an address that nobody can guess."""
    return Project.of(
        await projects.add_project(by.container, given.name, given.language, by.person)
    )


async def change_project(by: Admin, name: str, given: ProjectChange) -> Project:
    """Change what is given; the rest stays as it is."""
    values = {setting: str(value) for setting, value in given.model_dump(exclude_none=True).items()}
    return Project.of(await projects.change_project(by.container, name, values, by.person))


async def rotate_project(by: Admin, name: str, given: Rotation | None = None) -> Project:
    """Give the project a new address; the old one works for some days more."""
    overlap = timedelta(days=(given or Rotation()).days)
    return Project.of(await projects.rotate_address(by.container, name, overlap, by.person))


async def project_addresses(by: Team, name: str, page: Paged) -> list[ProjectAddress]:
    """The addresses that work, the current one first, with who writes to each."""
    keys = await projects.list_project_addresses(by.container, name, by.person)
    return [ProjectAddress.of(key) for key in page.part(keys, lambda key: key.address)]
