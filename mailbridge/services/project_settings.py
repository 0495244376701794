"""What a project is set to, and which of its random addresses are still in use."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services import administer
from mailbridge.services.access import project_of
from mailbridge.services.aliases.arrivals import came_through
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import KeyView, ProjectView, UseView
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.store.directory import projects

SETTINGS = {
    "language": ("en", "ru"),
    "team_replies": ("client", "internal"),
    "unknown_authors": ("accept", "hold", "reject"),
}


async def change(
    container: Container, project: str, values: dict[str, str], viewer: Person | None = None
) -> ProjectView:
    """Set any of SETTINGS, and `name`. Refused: no-such-project, no-such-setting, bad-setting,
    name-taken, empty.
    """

    def work(db: Connection) -> str:
        found = project_of(db, project, viewer)
        checked = {
            name: _checked(db, found.id, name, one_line(value).strip())
            for name, value in values.items()
        }
        if checked:
            projects.change(db, found.id, **checked)
        return str(found.id)

    number = await container.store.write(work)
    return next(
        view for view in await administer.projects(container, viewer) if str(view.id) == number
    )


def _checked(db: Connection, project_id: int, name: str, value: str) -> str:
    if name == "name":
        taken = projects.by_name(db, value)
        if not value or (taken is not None and taken.id != project_id):
            raise Refused("name-taken" if value else "empty", name=value)
        return value
    if name not in SETTINGS:
        raise Refused("no-such-setting", name=name, names=", ".join(["name", *SETTINGS]))
    if value not in SETTINGS[name]:
        raise Refused("bad-setting", name=name, value=value, values=", ".join(SETTINGS[name]))
    return value


async def addresses(
    container: Container, project: str, viewer: Person | None = None
) -> list[KeyView]:
    """The random addresses that work, the current one first, each with who uses it: aliases
    forwarded to it, and authors.
    """

    def work(db: Connection) -> list[KeyView]:
        found = project_of(db, project, viewer)
        return [
            KeyView(
                f"{key}@{container.domain}", retires, _users(projects.uses_of(db, found.id, key))
            )
            for key, retires in projects.keys_of(db, found.id, container.clock())
        ]

    return await container.store.read(work)


def _users(letters: Iterable[tuple[str, datetime, Sequence[str]]]) -> tuple[UseView, ...]:
    """Whom to tell of a new address: the alias that is forwarded to it, else the author; the latest
    first.
    """
    found: dict[str, tuple[int, datetime]] = {}
    for author, received, trail in letters:
        user = came_through(trail) or author
        times, last = found.get(user, (0, received))
        found[user] = (times + 1, max(last, received))
    return tuple(
        UseView(user, times, last)
        for user, (times, last) in sorted(found.items(), key=lambda one: one[1][1], reverse=True)
    )
