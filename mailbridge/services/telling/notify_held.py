"""Admins are told by letter, once a day, of mail that waits for them."""

from sqlalchemy import Connection

from mailbridge.domain.verdict import Reason
from mailbridge.services.container import Container
from mailbridge.services.telling import automatic_letters
from mailbridge.services.telling.admin_letters import admins_reached
from mailbridge.services.telling.owe import About, owe
from mailbridge.steps.telling.letters.held import HELD, Held


def notify_of_held(
    db: Connection, container: Container, inbound_id: int, author: str, subject: str, reason: Reason
) -> None:
    """Write to each admin, once a day, that a message waits for a decision. `author` and `subject`
    are the message's.
    """
    admins = tuple(
        person
        for person in admins_reached(db, container)
        if automatic_letters.may_write(db, container, person.address, "held")
    )
    facts = Held(author, subject, reason, admins, inbound_id)
    owe(db, container, HELD, facts, About(inbound_id=inbound_id))
