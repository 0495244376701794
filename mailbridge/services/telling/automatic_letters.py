"""Limits of what a machine of ours writes: the same to the same reader once a day, and few letters
in all.
"""

import logging

from sqlalchemy import Connection

from mailbridge.domain.inbound import Inbound
from mailbridge.services.container import Container
from mailbridge.steps.deciding.machine_mail.answerable import unanswerable
from mailbridge.store.outbox import automatic_letters

MOST = 20  # automatic letters of all kinds to one address in a day
DAY = 86_400
log = logging.getLogger("mailbridge.automatic")


def may_answer(
    db: Connection, container: Container, inbound: Inbound, address: str, kind: str, about: str = ""
) -> bool:
    """Whether an automatic letter may answer this mail; then it is as good as written: the next one
    of the day is refused.
    """
    return unanswerable(inbound, container.domains) is None and may_write(
        db, container, address, kind, about
    )


def may_write(
    db: Connection, container: Container, address: str, kind: str, about: str = ""
) -> bool:
    """Whether an automatic letter that answers no mail may be written to this address: one a day
    for each kind and `about` ("": for the kind), and MOST of all kinds. A True counts as the letter
    of that day.
    """
    day = int(container.clock().timestamp()) // DAY
    if automatic_letters.count_automatic_letters(db, address, day) >= MOST:
        log.warning("%s had %d automatic letters today: no more", address, MOST)
        return False
    return automatic_letters.note_automatic_letter(db, address, day, kind, about)
