"""Mail that waits for an admin is told to the admins by letter, once a day: nothing waits in
silence.
"""

from sqlalchemy import Connection

from mailbridge.domain.letter import Letter
from mailbridge.domain.project import Person
from mailbridge.domain.verdict import Reason
from mailbridge.services.container import Container
from mailbridge.services.telling import admin_letters, automatic_letters
from mailbridge.services.telling.letter_context import letterhead
from mailbridge.steps.telling.letters.held import held_letter
from mailbridge.steps.telling.words.reason_words import reason_words


def notify_of_held(
    db: Connection, container: Container, inbound_id: int, author: str, subject: str, reason: Reason
) -> None:
    now, head = container.clock(), letterhead(container)

    def write(one: Person) -> Letter:
        why = reason_words(reason.value, head.words.of(one.language))
        return held_letter(one, author, subject, why, inbound_id, head, now)

    admin_letters.write_to_admins(
        db,
        container,
        inbound_id,
        write,
        wanted=lambda one: automatic_letters.may_write(db, container, one.address, "held"),
        inbound_id=inbound_id,
    )
