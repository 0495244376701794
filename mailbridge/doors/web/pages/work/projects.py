"""Projects with their addresses, aliases and people; what an admin sets up."""

from starlette.responses import Response

from mailbridge.domain.project import Role
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services import projects
from mailbridge.services.aliases import register
from mailbridge.services.discussions import read
from mailbridge.services.people.bulk import import_people
from mailbridge.services.people.leaving import leave_project
from mailbridge.services.people.register import list_people
from mailbridge.services.views.models import PersonView

AT_ONCE = 50


async def listed(visit: Visit) -> Response:
    """The projects that the visitor may see."""
    return visit.page(
        "projects.html", projects=await projects.list_projects(visit.container, visit.me)
    )


async def show(visit: Visit) -> Response:
    """A project with its aliases, people and newest discussions."""
    project = await projects.show_project(visit.container, str(visit.number("id")), visit.me)
    aliases = [
        alias
        for alias in await register.list_aliases(visit.container)
        if alias.address in project.aliases
    ]
    people = [
        person
        for person in await list_people(visit.container, visit.me)
        if project.name in person.projects
    ]
    discussions = await read.list_discussions(
        visit.container, visit.me, project=str(project.id), limit=AT_ONCE
    )
    team, outside = sides(people)
    keys = await projects.list_project_addresses(visit.container, str(project.id), visit.me)
    settings = projects.SETTINGS
    return visit.page(
        "project.html",
        project=project,
        aliases=aliases,
        team=team,
        outside=outside,
        discussions=discussions,
        retiring=[key for key in keys if key.retires is not None],
        settings=settings,
    )


def sides(people: list[PersonView]) -> tuple[list[PersonView], list[PersonView]]:
    """The team, and everybody else."""
    team = [person for person in people if Role(person.role).is_team]
    return team, [person for person in people if person not in team]


async def add(visit: Visit) -> Response:
    """Make a project with the form's name; goes to it."""
    made = await projects.add_project(
        visit.container, visit.form.get("name", ""), visit.language, visit.me
    )
    return see(f"/projects/{made.id}")


async def leave(visit: Visit) -> Response:
    """Somebody hears no more of the project."""
    address, project = visit.form.get("address", ""), str(visit.number("id"))
    await leave_project(visit.container, address, project, visit.me)
    return see(f"/projects/{project}")


async def add_person(visit: Visit) -> Response:
    """Join somebody to the project; who is known already keeps name and role."""
    project = await projects.show_project(visit.container, str(visit.number("id")), visit.me)
    address = visit.form.get("address", "")
    row = (address, visit.form.get("name", ""), visit.form.get("role", "client"))
    await import_people(visit.container, [row], str(project.id), actor=visit.me)
    return see(f"/projects/{project.id}")
