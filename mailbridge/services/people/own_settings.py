"""What a member sets for themselves: the hour of the morning letter, and a signature."""

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import DueState
from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.follow_up import due_work
from mailbridge.store.mine import own_settings
from mailbridge.store.mine.own_settings import OwnSettings

DAILY = "daily"  # the kind of work that a morning letter is
HOURS = range(5, 12)
SIGNATURE, LINES = 600, 8  # characters, and lines


async def show_own_settings(container: Container, person: Person) -> OwnSettings:
    """As they were set last."""
    return await container.store.read(lambda db: own_settings.read(db, person.id))


async def change_own_settings(
    container: Container,
    person: Person,
    hour: str | None = None,
    signature: str | None = None,
) -> OwnSettings:
    """Set what is given; a letter that waits comes at the new hour. Refused: bad-setting,
    not-allowed for who is no member.
    """
    if not person.role.is_team:
        raise Refused("not-allowed")
    if hour is not None and hour not in map(str, HOURS):
        shown = f"{HOURS[0]}-{HOURS[-1]}"
        raise Refused("bad-setting", name="hour", value=hour, values=shown)
    words = _signature(signature) if signature is not None else None

    def transaction(db: Connection) -> OwnSettings:
        before = own_settings.read(db, person.id)
        chosen = OwnSettings(
            int(hour) if hour is not None else before.hour,
            words if words is not None else before.signature,
        )
        own_settings.write(db, person.id, chosen)
        if chosen.hour != before.hour:
            _move(db, person, chosen.hour)
        return chosen

    return await container.store.write(transaction)


def _signature(text: str) -> str:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")]
    cleaned = "\n".join(lines)
    if len(lines) > LINES or len(cleaned) > SIGNATURE:
        limit = f"{LINES} × {SIGNATURE // LINES}"
        raise Refused("bad-setting", name="signature", value=f"{cleaned[:40]}…", values=limit)
    return cleaned


def _move(db: Connection, person: Person, hour: int) -> None:
    """The letter that waits comes on its day, at that hour."""
    for due in due_work.rows_of(db, [DAILY], person_id=person.id):
        if due.wanted.state is DueState.WAITING:
            local = due.wanted.at.astimezone(zone(person.time_zone))
            at = local.replace(hour=hour, minute=0, second=0, microsecond=0)
            due_work.move(db, due.id, at)
