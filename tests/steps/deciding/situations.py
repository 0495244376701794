"""Small messages on their way in, for tests of what is decided about them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from mailbridge.domain.discussion import Discussion, State
from mailbridge.domain.inbound import Author, Envelope, Facts, Inbound, Route
from mailbridge.domain.message import Kind, Mailbox, Message, Reading
from mailbridge.domain.project import Person, Project, Role

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MARIA = Person(1, "Maria Lopez", Role.CLIENT, ("maria@bloom.test",))
ANNA = Person(2, "Anna Petrova", Role.MEMBER, ("anna@agency.test",))
BOSS = Person(3, "Olga", Role.ADMIN, ("olga@agency.test",))
STAGED = Person(4, "", Role.CLIENT, ("new@rye.test",), staged=True)
BLOOM = Project(1, "Bloom", "abcdefghjkmnpqrst")


def facts(**more: Any) -> Facts:
    return Facts(NOW, own_domains=frozenset({"bridge.test"}), project=BLOOM, **more)


def author(person: Person | None = MARIA, **more: Any) -> Author:
    """Somebody who is known, or new@nowhere.test."""
    address = person.address if person is not None else "new@nowhere.test"
    return Author(address, person.name if person is not None else "", person, **more)


def discussion(
    number: int, subject: str = "New menu page", days: float = 1, **more: Any
) -> Discussion:
    """An open one that was last written to so many days ago."""
    then = NOW - timedelta(days=days)
    made = Discussion(
        number, 1, subject, subject.lower(), State.OPEN, then, then, last_written=then
    )
    return replace(made, **more)


def letter(*from_: Mailbox, **more: Any) -> Message:
    return Message(from_=from_ or (Mailbox("Maria Lopez", "maria@bloom.test"),), **more)


def inbound(
    message: Message | None = None,
    reverse_path: str = "maria@bloom.test",
    kind: Kind = Kind.HUMAN,
    route: Route | None = None,
    author: Author | None = None,
    **of_reading: Any,
) -> Inbound:
    """It came to bloom@bridge.test."""
    reading = Reading(message if message is not None else letter(), kind=kind, **of_reading)
    made = Inbound(1, Envelope(reverse_path, "bloom@bridge.test"), NOW, reading)
    return replace(made, route=route or Route(BLOOM), author=author)
