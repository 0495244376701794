"""Projects: added, listed, set up, and given new random addresses."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection

from mailbridge.domain.address import new_key
from mailbridge.domain.follow_up.calendar import Rhythm
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Project
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.access import project_of, visible_projects
from mailbridge.services.checked_language import checked_language
from mailbridge.services.checked_setting import CHECKS, checked_days, checked_setting
from mailbridge.services.container import Container
from mailbridge.services.declared_elsewhere import refuse_declared
from mailbridge.services.refusal import Refused
from mailbridge.services.views.project_views import (
    KeyView,
    ProjectChoice,
    ProjectPage,
    ProjectView,
    UseView,
)
from mailbridge.steps.deciding.follow_up.working_hours import written_days, written_hours
from mailbridge.store.directory import declarations, projects
from mailbridge.store.directory.projects import ProjectChange

OVERLAP = timedelta(days=30)  # how long a rotated address goes on working
MOST_CHOICES = 100  # projects in a list to choose from
AT_ONCE = 100  # projects on a page


SETTINGS = {
    "team_replies": ("client", "internal"),
    "unknown_authors": ("accept", "hold", "reject"),
}
NAMES = ("name", "language", *SETTINGS, *CHECKS, "retention_days")


def fresh_key(db: Connection, container: Container) -> str:
    """A local-part that no project has or had."""
    key = new_key(container.entropy(16))
    return fresh_key(db, container) if projects.is_key_used(db, key) else key


async def add_project(
    container: Container, name: str, language: str = "en", actor: Person | None = None
) -> ProjectView:
    """Add a project with a random address. Refused: no-name, name-taken, bad-setting."""
    name, language = _one_line(name), checked_language(container, language)

    def transaction(db: Connection) -> ProjectView:
        if not name or projects.by_name(db, name):
            raise Refused("name-taken" if name else "no-name", name=name)
        made = projects.add(db, name, language, fresh_key(db, container), container.clock())
        audit.record(db, container, actor, Act.ADDED, Matter.PROJECT, made, name)
        return project_views(db, container, only=made)[0]

    return await container.store.write(transaction)


async def list_projects(container: Container, viewer: Person | None = None) -> list[ProjectView]:
    """The projects that a viewer sees."""
    return await container.store.read(lambda db: project_views(db, container, viewer))


async def page_of_projects(
    container: Container,
    viewer: Person | None = None,
    words: str = "",
    start: int = 0,
    limit: int = AT_ONCE,
) -> ProjectPage:
    """The projects that a viewer sees, by name, a page at a time, from the project `start` on where
    there are more than a page holds. With words, those whose name holds them.
    """
    sought = words.strip().casefold()

    def query(db: Connection) -> ProjectPage:
        named = projects.first_names(db, visible_projects(db, viewer))
        ids = [number for number, name in named if sought in name.casefold()]
        first = ids.index(start) if start in ids and len(ids) > limit else 0
        end = first + limit
        return ProjectPage(
            tuple(_project_views(db, container, ids[first:end])),
            len(ids),
            ids[end] if end < len(ids) else None,
            first == 0,
        )

    return await container.store.read(query)


async def list_choices(container: Container, viewer: Person) -> list[ProjectChoice]:
    """The projects that a viewer sees, as a list to choose from. One more than MOST_CHOICES says
    that there are too many: a name is typed then.
    """

    def query(db: Connection) -> list[ProjectChoice]:
        named = projects.first_names(db, visible_projects(db, viewer), MOST_CHOICES + 1)
        return [ProjectChoice(*row) for row in named]

    return await container.store.read(query)


async def show_project(
    container: Container, name_or_id: str, viewer: Person | None = None
) -> ProjectView:
    """One project by its name or id. Refused: no-such-project."""
    return await container.store.read(
        lambda db: project_views(db, container, viewer, project_of(db, name_or_id, viewer).id)[0]
    )


def project_views(
    db: Connection, container: Container, viewer: Person | None = None, only: int | None = None
) -> list[ProjectView]:
    """The projects that a viewer sees (None: all), or only the one of the id `only`."""
    visible = visible_projects(db, viewer)
    if only is not None:
        visible = frozenset({only}) if visible is None else visible & {only}
    return _project_views(db, container, visible)


def _project_views(
    db: Connection, container: Container, among: Collection[int] | None
) -> list[ProjectView]:
    """All (None) or these, by name."""
    known = projects.all_(db, among=among)
    aliases: dict[int, list[str]] = defaultdict(list)
    for alias in projects.aliases_of(db, among):
        aliases[alias.project_id].append(alias.address)
    files, members = declarations.files_of(db, "project"), declarations.members_of(db)
    return [
        ProjectView(
            id=item.id,
            name=item.name,
            address=f"{item.key}@{container.domain}",
            aliases=tuple(aliases[item.id]),
            language=item.language,
            created=created,
            unknown_authors=item.unknown_authors,
            team_replies=item.team_replies,
            retention_days=item.retention_days,
            **_rhythm(item.rhythm),
            declared=files.get(item.name),
            declared_people=members.get(item.name, frozenset()),
        )
        for item, created in known
    ]


def _rhythm(rhythm: Rhythm) -> dict[str, Any]:
    """As the settings of these names are set."""
    calendar = rhythm.calendar
    return {
        "time_zone": calendar.zone,
        "working_days": written_days(calendar.days),
        "working_hours": written_hours(calendar.begins, calendar.ends),
        "country": calendar.country,
        "acknowledge": "yes" if rhythm.acknowledges else "no",
        "promise_hours": rhythm.promise_hours,
        "nudge_days": rhythm.nudge_days,
        "closing_days": rhythm.closing_days,
        "chase_days": rhythm.chase_days,
        "survey": "quarterly" if rhythm.surveys else "no",
        "morning": "yes" if rhythm.mornings else "no",
        "weekly": "yes" if rhythm.weekly else "no",
        "decision_maker": rhythm.decision_maker,
    }


def _settings(project: Project) -> dict[str, object]:
    """All of NAMES as they are."""
    plain = ("name", "language", "retention_days", *SETTINGS)
    return {name: getattr(project, name) for name in plain} | _rhythm(project.rhythm)


async def rotate_address(
    container: Container,
    name_or_id: str,
    overlap: timedelta = OVERLAP,
    actor: Person | None = None,
) -> ProjectView:
    """A new random address; the old one works until `overlap` has gone."""

    def transaction(db: Connection) -> ProjectView:
        project, now = project_of(db, name_or_id), container.clock()
        projects.rotate(db, project.id, fresh_key(db, container), now, now + overlap)
        detail = told(
            "a new address; the old one works until {day}", day=str((now + overlap).date())
        )
        audit.record(
            db, container, actor, Act.CHANGED, Matter.PROJECT, project.id, project.name, detail
        )
        return project_views(db, container, only=project.id)[0]

    return await container.store.write(transaction)


async def change_project(
    container: Container, project: str, values: dict[str, str], viewer: Person | None = None
) -> ProjectView:
    """Set any of NAMES. Refused: no-such-project, no-such-setting, bad-setting, name-taken,
    empty.
    """

    def transaction(db: Connection) -> ProjectView:
        found = project_of(db, project, viewer)
        refuse_declared(db, "project", found.name)
        checked = {
            name: _checked_setting(db, container, found.id, name, _one_line(value))
            for name, value in values.items()
        }
        if checked:
            projects.change(db, found.id, **cast(ProjectChange, checked))
            detail = audit.changes(_settings(found), checked)
            audit.record(
                db, container, viewer, Act.CHANGED, Matter.PROJECT, found.id, found.name, detail
            )
        return project_views(db, container, viewer, found.id)[0]

    return await container.store.write(transaction)


def _one_line(value: str) -> str:
    from mailbridge.steps.reading.mime.encoded_words import one_line  # with what reads mail

    return one_line(value).strip()


def _checked_setting(
    db: Connection, container: Container, project_id: int, name: str, value: str
) -> str | int | None:
    if name == "retention_days":
        return checked_days(name, value)
    if name == "name":
        taken = projects.by_name(db, value)
        if not value or (taken is not None and taken.id != project_id):
            raise Refused("name-taken" if value else "empty", name=value)
        return value
    if name == "language":
        return checked_language(container, value)
    if name in CHECKS:
        return checked_setting(name, value)
    if name not in SETTINGS:
        raise Refused("no-such-setting", name=name, names=", ".join(NAMES))
    if value not in SETTINGS[name]:
        raise Refused("bad-setting", name=name, value=value, values=", ".join(SETTINGS[name]))
    return value


async def list_project_addresses(
    container: Container, project: str, viewer: Person | None = None
) -> list[KeyView]:
    """The random addresses that work, the current one first, each with who uses it: aliases
    forwarded to it, and authors.
    """

    def query(db: Connection) -> list[KeyView]:
        found = project_of(db, project, viewer)
        return [
            KeyView(
                f"{key}@{container.domain}",
                retires,
                _users_of_address(projects.uses_of(db, found.id, key)),
            )
            for key, retires in projects.keys_of(db, found.id, container.clock())
        ]

    return await container.store.read(query)


def _users_of_address(
    letters: Iterable[tuple[str, datetime, str]],
) -> tuple[UseView, ...]:
    """Whom to tell of a new address: the alias that is forwarded to it, else the author; the latest
    first.
    """
    found: dict[str, tuple[int, datetime]] = {}
    for author, received, came_through in letters:
        user = came_through or author
        times, last = found.get(user, (0, received))
        found[user] = (times + 1, max(last, received))
    return tuple(
        UseView(user, times, last)
        for user, (times, last) in sorted(found.items(), key=lambda one: one[1][1], reverse=True)
    )
