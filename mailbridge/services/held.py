"""Mail that waits for an admin is told to the admins by letter, once a day: nothing waits in silence."""

from sqlalchemy import Connection

from mailbridge.domain.verdict import Reason
from mailbridge.services import automatic
from mailbridge.services.house import House
from mailbridge.services.letterhead import letterhead
from mailbridge.services.reason_words import reason_words
from mailbridge.steps.held_letter import held_letter
from mailbridge.steps.recipients import ours
from mailbridge.store import outbox, people
from mailbridge.store.outbox import Writing


def tell(db: Connection, house: House, inbound_id: int, author: str, subject: str, reason: Reason) -> None:
    now, head = house.clock(), letterhead(house)
    for one in people.admins(db):
        reachable = one.address and not one.unreachable and not ours(one.address, house.domains, house.keys)
        if reachable and automatic.may_write(db, house, one.address, "held"):
            letter = held_letter(one, author, subject, reason_words(reason.value, one.language), inbound_id, head, now)
            outbox.add(db, [Writing(letter, one.address, f"held:{inbound_id}:{one.id}", one.id)], now)
