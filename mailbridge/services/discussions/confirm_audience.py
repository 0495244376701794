"""Whom a confirmed answer reaches besides the audience it was given when it came: its commands were
not obeyed then.
"""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.message import Command
from mailbridge.domain.project import Person, Role
from mailbridge.services.filing.add_post import add_participants
from mailbridge.services.filing.participants import clients_named
from mailbridge.services.filing.post_audience import clients_meant
from mailbridge.services.people.leaving import leave_discussions
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import people
from mailbridge.store.discussions import audiences, taking_part
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An answer that is its member's after all."""

    discussion: Discussion
    post_id: int
    author: Person
    commands: tuple[Command, ...]
    at: datetime


def obey_audience_commands(db: Connection, answer: Confirmed) -> None:
    """#client and #all widen the audience, #without takes people out. A word that fits nobody is
    told to the member when the other commands are carried out.
    """
    for command in answer.commands:
        with suppress(Refused):
            _obey(db, answer, command)


def _obey(db: Connection, answer: Confirmed, command: Command) -> None:
    place = answer.discussion.id
    if command.name == "all":
        present = audiences.present(db, place)
        audiences.widen(db, answer.post_id, present.clients - present.aside, passed_on=False)
    elif command.name == "client" and command.argument.strip():
        named = clients_named(db, answer.discussion.project_id, command.argument)
        _bring_in(db, answer, [_person(db, answer, one) for one in named])
    elif command.name == "without":
        for person in clients_meant(db, place, command.argument):
            leave_discussions(db, [place], person, answer.author, answer.at)


def _bring_in(db: Connection, answer: Confirmed, named: list[Person]) -> None:
    place, ids = answer.discussion.id, [person.id for person in named]
    add_participants(db, place, named, taking_part.everyone_in(db, place), answer.at)
    people.join(db, answer.discussion.project_id, ids)
    audiences.widen(db, answer.post_id, ids, passed_on=False)


def _person(db: Connection, answer: Confirmed, named: Person | str) -> Person:
    if isinstance(named, Person):
        return named
    language = answer.author.language
    made = people.add(db, named, "", Role.CLIENT.value, language, answer.at, staged=True)
    return Person(made, "", Role.CLIENT, (named,), language, staged=True)
