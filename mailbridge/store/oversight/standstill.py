"""What stands still: work that is overdue, letters that nobody takes, programs that are told
nothing.
"""

from datetime import datetime

from sqlalchemy import Connection, func, select, text

from mailbridge.store.engine.schema import due_work, inbounds, outbox, webhook_deliveries, webhooks
from mailbridge.store.outbox.mail_book import NOT_ARRIVED
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Standstill:
    overdue: int  # work by the clock whose time has gone
    oldest_overdue: datetime | None
    deferred: int  # letters that the relay did not take yet
    refused: int  # letters that came back or were given up
    held: int  # messages in the quarantine
    deliveries: int  # to programs elsewhere, waiting
    stopped: tuple[str, ...]  # programs that are told nothing any more


def find(db: Connection, now: datetime) -> Standstill:
    """All that stands still at this moment."""
    overdue = text("due_work.state = 'waiting'") & (due_work.c.run_at < now)
    count, oldest = db.execute(
        select(func.count(), func.min(due_work.c.run_at)).where(overdue)
    ).one()
    by_state = select(outbox.c.state, func.count()).where(NOT_ARRIVED).group_by(outbox.c.state)
    letters = {row[0]: int(row[1]) for row in db.execute(by_state)}
    held = select(func.count()).select_from(inbounds)
    held = held.where(text("inbounds.disposition = 'hold'"))
    waiting = select(func.count()).where(webhook_deliveries.c.state == "waiting")
    stopped = select(webhooks.c.url).where(webhooks.c.stopped.is_not(None))
    return Standstill(
        int(count),
        oldest,
        letters.get("deferred", 0),
        letters.get("bounced", 0) + letters.get("failed", 0),
        int(db.execute(held).scalar_one()),
        int(db.execute(waiting).scalar_one()),
        tuple(db.execute(stopped).scalars()),
    )
