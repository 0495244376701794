"""What somebody set for themselves: when their morning letter comes, and how they sign."""

from sqlalchemy import Connection, select, update

from mailbridge.store.engine.schema import people
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class OwnSettings:
    hour: int = 7  # of their clock, at which the morning letter comes
    signature: str = ""  # below what they write in the web


def read(db: Connection, person_id: int) -> OwnSettings:
    """As they were set last."""
    wanted = select(people.c.daily_hour, people.c.signature).where(people.c.id == person_id)
    row = db.execute(wanted).first()
    return OwnSettings(row.daily_hour, row.signature) if row is not None else OwnSettings()


def write(db: Connection, person_id: int, chosen: OwnSettings) -> None:
    """Set the person's own settings."""
    values = {"daily_hour": chosen.hour, "signature": chosen.signature}
    db.execute(update(people).where(people.c.id == person_id).values(**values))
