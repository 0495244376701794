"""Failures, delays, receipts, complaints and out-of-office letters: noted where they belong, told to nobody but those concerned."""

from dataclasses import dataclass

from sqlalchemy import Connection

from mailbridge.domain.address import ReturnPath
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.inbound import Inbound
from mailbridge.domain.message import Away, Kind
from mailbridge.services import notify
from mailbridge.services.house import House
from mailbridge.store import discussions, mail_log
from mailbridge.store import outbox as outbox_store

HARD = "5"  # class of an enhanced status code (RFC 3463) that will not get better


@dataclass(frozen=True, slots=True)
class Belongs:
    """The discussion a machine's mail is about, if one could be found."""

    discussion_id: int | None = None
    project_id: int | None = None


def note(db: Connection, house: House, inbound: Inbound) -> Belongs:
    """Find the letter of ours it speaks of, and do what follows."""
    letter_id = _letter_of(db, inbound)
    if letter_id is None:
        return Belongs()
    kind = inbound.reading.kind
    if kind is Kind.BOUNCE:
        bounce = inbound.reading.bounce
        status = bounce.status if bounce and bounce.status else "5.0.0"
        words = (bounce.words if bounce else None) or inbound.reading.message.subject
        told = words if status in words else f"{status} {words}".strip()
        notify.bounced(db, house, letter_id, told, hard=status.startswith(HARD))
    row = outbox_store.by_id(db, letter_id)
    if row is None or row.discussion_id is None:
        return Belongs()
    found = discussions.by_id(db, row.discussion_id)
    if kind is Kind.COMPLAINT and row.person_id is not None:
        discussions.change_participant(db, row.discussion_id, row.person_id, muted=True)
        discussions.record(db, [Event(row.discussion_id, EventKind.MUTED, house.clock(), row.person_id)])
    if inbound.reading.away is not None and row.person_id is not None:
        away(db, house, row.discussion_id, row.person_id, inbound.reading.away)
    return Belongs(row.discussion_id, found.project_id if found else None)


def _letter_of(db: Connection, inbound: Inbound) -> int | None:
    """Our signed return path says which; else the id of the letter that the report encloses."""
    own = inbound.route.own if inbound.route else None
    if isinstance(own, ReturnPath):
        return own.letter_id
    bounce, message = inbound.reading.bounce, inbound.reading.message
    ids = [bounce.original_message_id] if bounce and bounce.original_message_id else list(message.in_reply_to)
    recipient = bounce.recipient if bounce else (message.author.address if message.author else None)
    return mail_log.letter_named(db, ids, recipient) if ids and recipient else None


def away(db: Connection, house: House, discussion_id: int, person_id: int, away: Away) -> None:
    """Somebody is out of office: an event on the discussion, which stays as it was."""
    details = {
        "until": f" until {away.until.isoformat()}" if away.until else "",
        "deputy": f" ({away.deputy})" if away.deputy else "",
    }
    discussions.record(db, [Event(discussion_id, EventKind.AWAY, house.clock(), person_id, details=details)])
