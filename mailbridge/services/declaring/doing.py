"""One change that files ask for, done."""

from typing import cast

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Project, Role
from mailbridge.services import audit
from mailbridge.services.access import project_of
from mailbridge.services.aliases.register import ARMED
from mailbridge.services.container import Container
from mailbridge.services.declaring.checks import kept_values
from mailbridge.services.people import mail_of_leavers
from mailbridge.services.people.leaving import take_out_of_project
from mailbridge.services.people.register import close_what_is_lost
from mailbridge.services.projects import fresh_key
from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.declared_changes import Change
from mailbridge.store.directory import aliases, author_policies, people, projects
from mailbridge.store.directory.people import PersonChange
from mailbridge.store.directory.projects import ProjectChange


def make(db: Connection, container: Container, change: Change) -> None:
    """Make one declared change; what is no longer declared stays as it is."""
    match change.kind:
        case "add project":
            _add_project(db, container, change)
        case "rename project":
            projects.change(db, project_of(db, change.name).id, name=change.values["name"])
        case "set project":
            project = project_of(db, change.name)
            projects.change(db, project.id, **cast("ProjectChange", kept_values(change.values)))
        case "set alias":
            _set_alias(db, container, change.name, _project(db, change))
        case "remove alias":
            projects.remove_alias(db, change.name)
        case "set policy":
            choice = change.values.get("choice")
            where = _project(db, change).id if change.project is not None else None
            author_policies.set_policy(db, change.name, choice, where)
        case _:
            _make_of_person(db, container, change)


def _make_of_person(db: Connection, container: Container, change: Change) -> None:
    match change.kind:
        case "add person":
            values = {"name": "", "language": "en", **change.values}
            people.add(
                db,
                change.name,
                values["name"],
                values["role"],
                values["language"],
                container.clock(),
            )
        case "set person":
            values = dict(change.values)
            changed: dict[str, object] = {**values, "staged": False}
            if "role" in values:
                changed["role"] = Role(values["role"])
            person = _person(db, change)
            people.change(db, person.id, **cast("PersonChange", changed))
            close_what_is_lost(db, person, Role(values.get("role", person.role)))
        case "join":
            person, project = _person(db, change), _project(db, change)
            people.join(db, project.id, [person.id])
            mail_of_leavers.take_mail(db, container, person, project, None)
        case "leave":
            take_out_of_project(db, container, _person(db, change), _project(db, change), None)


def _project(db: Connection, change: Change) -> Project:
    return project_of(db, str(change.project))


def _person(db: Connection, change: Change) -> Person:
    person = people.by_address(db, change.name)
    if person is None:
        raise Refused("no-such-person", address=change.name)
    return person


def _add_project(db: Connection, container: Container, change: Change) -> None:
    settings = dict(change.values)
    language = settings.pop("language", "en")
    key = fresh_key(db, container)
    made = projects.add(db, change.name, language, key, container.clock())
    if settings:
        projects.change(db, made, **cast("ProjectChange", kept_values(settings)))


def _set_alias(db: Connection, container: Container, address: str, project: Project) -> None:
    """A new one awaits its provider's confirmation for a while, like one that was made by hand."""
    projects.remove_alias(db, address)
    projects.add_alias(db, address, project.id, container.clock())
    aliases.arm(db, address, container.clock() + ARMED)


ACTS = {
    "add": Act.ADDED,
    "set": Act.CHANGED,
    "rename": Act.CHANGED,
    "remove": Act.REMOVED,
    "join": Act.JOINED,
    "leave": Act.LEFT,
}
MATTERS = {"project": Matter.PROJECT, "alias": Matter.ALIAS, "policy": Matter.AUTHOR}


def note(db: Connection, container: Container, change: Change) -> None:
    """In the audit log, as the operator's."""
    word, _, kind = change.kind.partition(" ")
    if word not in ACTS:
        return
    if kind in MATTERS:
        matter, number, name = MATTERS[kind], None, change.name
    else:
        matter, number, name = Matter.PERSON, _person(db, change).id, ""
    audit.record(db, container, None, ACTS[word], matter, number, name, change.words)
