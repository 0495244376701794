"""Letters to all admins whom a letter reaches."""

from collections.abc import Callable

from sqlalchemy import Connection

from mailbridge.domain.letter import Letter
from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.steps.telling.recipients import ours
from mailbridge.store.directory import people
from mailbridge.store.outbox import queue
from mailbridge.store.outbox.queue import Writing


def write_to_admins(
    db: Connection,
    container: Container,
    number: int,
    write: Callable[[Person], Letter],
    wanted: Callable[[Person], bool] | None = None,
    inbound_id: int | None = None,
    alias_id: int | None = None,
) -> None:
    """Owe each the letter that `write` makes for them, if they are `wanted`; the same number and
    letter once. The ids say which message or alias it is about.
    """
    written = [
        (one, write(one))
        for one in people.admins(db)
        if _is_reached(container, one) and (wanted is None or wanted(one))
    ]
    rows = [
        Writing(
            letter,
            one.address,
            f"{letter.name}:{number}:{one.id}",
            one.id,
            inbound_id=inbound_id,
            alias_id=alias_id,
        )
        for one, letter in written
    ]
    queue.add(db, rows, container.clock())


def _is_reached(container: Container, person: Person) -> bool:
    return (
        bool(person.address)
        and not person.unreachable
        and not ours(person.address, container.domains, container.keys)
    )
