"""What an API token may do: everything that its person may, or only what its scopes name."""

from collections.abc import Iterable
from enum import StrEnum


class Area(StrEnum):
    """A part of the API."""

    PROJECTS = "projects"
    PEOPLE = "people"
    DISCUSSIONS = "discussions"
    TASKS = "tasks"
    MAIL = "mail"
    OUTBOX = "outbox"
    AUDIT = "audit"
    SEARCH = "search"
    WEBHOOKS = "webhooks"
    SURVEYS = "surveys"
    SETTINGS = "settings"
    SETUP = "setup"


READ, WRITE = "read", "write"
SCOPES = (READ, *(f"{area}:{verb}" for area in Area for verb in (READ, WRITE)))
_AREAS = {  # by the first segment of a path
    "projects": Area.PROJECTS,
    "aliases": Area.PROJECTS,
    "people": Area.PEOPLE,
    "companies": Area.PEOPLE,
    "contacts": Area.PEOPLE,
    "policies": Area.PEOPLE,
    "discussions": Area.DISCUSSIONS,
    "posts": Area.DISCUSSIONS,
    "attachments": Area.DISCUSSIONS,
    "draft-files": Area.DISCUSSIONS,
    "follow-ups": Area.DISCUSSIONS,
    "open-questions": Area.DISCUSSIONS,
    "inbox": Area.DISCUSSIONS,
    "day": Area.DISCUSSIONS,
    "activity": Area.DISCUSSIONS,
    "updates": Area.DISCUSSIONS,
    "views": Area.SEARCH,
    "{kind}": Area.DISCUSSIONS,
    "tasks": Area.TASKS,
    "mail": Area.MAIL,
    "quarantine": Area.MAIL,
    "lab": Area.MAIL,
    "book": Area.MAIL,
    "machines": Area.MAIL,
    "outbox": Area.OUTBOX,
    "audit": Area.AUDIT,
    "search": Area.SEARCH,
    "webhooks": Area.WEBHOOKS,
    "surveys": Area.SURVEYS,
    "settings": Area.SETTINGS,
    "retention": Area.SETUP,
    "setup": Area.SETUP,
    "health": Area.SETUP,
    "sending": Area.SETUP,
    "letters": Area.SETUP,
}


def needed_scope(method: str, path: str) -> str | None:
    """The scope that a request needs, by method and route (`/posts/{id}/share`); None for a route
    of no area: only a token with the person's whole rights calls it.
    """
    area = _AREAS.get(path.split("/")[1])
    return f"{area}:{READ if method == 'GET' else WRITE}" if area is not None else None


def allows(scopes: Iterable[str], needed: str | None) -> bool:
    """Whether a token of these scopes may do it. None at all: the person's whole rights; who may
    write in an area reads it, too; `read` reads everywhere.
    """
    given = set(scopes)
    if not given:
        return True
    if needed is None:
        return False
    area, _, verb = needed.partition(":")
    return f"{area}:{WRITE}" in given or (verb == READ and bool({READ, needed} & given))
