"""Whether a client is asked the one question now."""

from datetime import datetime

from mailbridge.domain.follow_up.survey import APART
from mailbridge.domain.project import Person, Role
from mailbridge.domain.told import told
from mailbridge.values import dataclass

CLIENTS = (Role.CLIENT, Role.CLIENT_PLUS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a person who may be asked."""

    person: Person
    last_asked: datetime | None = None  # in whatever project
    has_refused: bool = False
    is_robot: bool = False
    waits_for_us: bool = False  # a question of theirs is overdue
    has_complained: bool = False  # about a letter of ours


def why_not(asked: Asked, now: datetime) -> str | None:
    """Why they are not asked, a sentence of `told`; None: they are asked."""
    person = asked.person
    if person.role not in CLIENTS or asked.is_robot:
        return told("no client")
    if person.disabled or person.unreachable or not person.address:
        return told("cannot be reached")
    if person.staged:
        return told("known by mail only")
    if asked.has_refused:
        return told("wants never to be asked")
    if asked.last_asked is not None and now - asked.last_asked < APART:
        return told("was asked less than 90 days ago")
    if person.away_until is not None and person.away_until > now:
        return told("is away")
    if asked.has_complained:
        return told("has complained")
    return told("waits for an answer of ours") if asked.waits_for_us else None
