"""An answer to a morning letter is written down, to be obeyed at once."""

import hashlib

from sqlalchemy import Connection

from mailbridge.domain.address import MorningAddress
from mailbridge.domain.follow_up.due import DueWork
from mailbridge.domain.inbound import Inbound
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.falling_due import put_due
from mailbridge.services.telling import automatic_letters

KIND = "morning_orders"
MOST_WORDS = 20_000  # characters


def note_answer_to_morning(
    db: Connection, container: Container, inbound: Inbound, why_not: str
) -> None:
    """Write down what a proven member asks for, unless there is a reason why not. The same words
    are told of once a day, so that no two machines answer each other.
    """
    own = inbound.route.own if inbound.route is not None else None
    person = inbound.author.person if inbound.author is not None else None
    if why_not or not isinstance(own, MorningAddress) or person is None:
        return
    message, now = inbound.reading.message, container.clock()
    words = inbound.reading.trimmed.reply[:MOST_WORDS]
    about = hashlib.sha256(f"{own.due_id}\n{words}".encode()).hexdigest()[:16]
    answer = automatic_letters.may_answer(db, container, inbound, person.address, KIND, about)
    asked = DueWork(
        KIND,
        now,
        told("{name} answered a morning letter", name=person.called),
        f"{KIND}:{inbound.id}",
        person_id=person.id,
        details={
            "morning": own.due_id,
            "words": words,
            "written": (message.date or now).isoformat(),
            "subject": message.subject[:500],
            "message_id": message.message_id or "",
            "answer": answer,
        },
    )
    put_due(db, container, [asked])
