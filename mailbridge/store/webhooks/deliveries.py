"""Which event each webhook has yet to be told, and what came of each.

An event may become visible after one with a higher number, of a transaction that ran longer. So
the newest are looked through again, and the key of webhook and event keeps each from being told
twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from mailbridge.domain.oversight.webhook import Delivery, Webhook
from mailbridge.store.engine.schema import discussions, events, webhook_deliveries, webhooks
from mailbridge.store.webhooks.register import every, webhook_of

AT_ONCE = 500  # events that are spread to one webhook in one transaction
SETTLED = timedelta(minutes=5)  # no transaction that records events lasts longer


def spread(db: Connection, now: datetime) -> int:
    """Have each webhook owed what happened since; returns how many deliveries that made."""
    return sum(_spread_to(db, webhook, now) for webhook in every(db) if not webhook.stopped)


def _spread_to(db: Connection, webhook: Webhook, now: datetime) -> int:
    mine = select(webhooks.c.since).where(webhooks.c.id == webhook.id).with_for_update()
    since = db.execute(mine).scalar_one()  # two workers spread to one webhook in turns
    new = _new_to(db, webhook, since)
    if new:
        rows = [{"webhook_id": webhook.id, "event_id": event_id, "run_at": now} for event_id in new]
        db.execute(insert(webhook_deliveries), rows)
    _go_on_from(db, webhook.id, since, new[-1] if len(new) == AT_ONCE else None, now)
    return len(new)


def _new_to(db: Connection, webhook: Webhook, since: int) -> Sequence[int]:
    told = exists().where(
        webhook_deliveries.c.webhook_id == webhook.id, webhook_deliveries.c.event_id == events.c.id
    )
    wanted = select(events.c.id).where(events.c.id > since, ~told)
    if webhook.kinds:
        wanted = wanted.where(events.c.kind.in_(sorted(webhook.kinds)))
    if webhook.project_id is not None:
        place = discussions.c.id == events.c.discussion_id
        wanted = wanted.join(discussions, place).where(
            discussions.c.project_id == webhook.project_id
        )
    return db.execute(wanted.order_by(events.c.id).limit(AT_ONCE)).scalars().all()


def _go_on_from(
    db: Connection, webhook_id: int, since: int, last: int | None, now: datetime
) -> None:
    """Past the events that are settled, and forget what came of those. `last`: there are more
    beyond this one.
    """
    settled = (events.c.id > since) & (events.c.at <= now - SETTLED)
    if last is not None:
        settled &= events.c.id <= last
    newest = db.execute(select(func.max(events.c.id)).where(settled)).scalar()
    if newest is not None:
        db.execute(update(webhooks).where(webhooks.c.id == webhook_id).values(since=newest))
    db.execute(
        delete(webhook_deliveries).where(
            webhook_deliveries.c.webhook_id == webhook_id,
            webhook_deliveries.c.event_id <= (since if newest is None else newest),
            webhook_deliveries.c.state != "waiting",
        )
    )


def take(db: Connection, now: datetime, lease: timedelta, limit: int) -> list[Delivery]:
    """Take the deliveries that are due, in the order of events, at most `limit`; nobody else takes
    them until the lease ends.
    """
    due = (webhook_deliveries.c.state == "waiting") & (webhook_deliveries.c.run_at <= now)
    goes = webhooks.c.stopped.is_(None)
    wanted = (
        select(webhook_deliveries.c.id)
        .join(webhooks, webhooks.c.id == webhook_deliveries.c.webhook_id)
        .where(due, goes)
        .order_by(webhook_deliveries.c.event_id)
        .limit(limit)
        .with_for_update(of=webhook_deliveries, skip_locked=True)
    )
    ids = db.execute(wanted).scalars().all()
    if not ids:
        return []
    attempts = webhook_deliveries.c.attempts + 1
    mine = update(webhook_deliveries).where(webhook_deliveries.c.id.in_(ids))
    db.execute(mine.values(run_at=now + lease, attempts=attempts))
    rows = db.execute(
        select(
            webhooks,
            *(webhook_deliveries.c[name].label(f"delivery_{name}") for name in _OF_DELIVERY),
        )
        .join(webhook_deliveries, webhook_deliveries.c.webhook_id == webhooks.c.id)
        .where(webhook_deliveries.c.id.in_(ids))
        .order_by(webhook_deliveries.c.event_id, webhook_deliveries.c.id)
    )
    return [
        Delivery(row.delivery_id, webhook_of(row), row.delivery_event_id, row.delivery_attempts)
        for row in rows
    ]


_OF_DELIVERY = ("id", "event_id", "attempts")


def settle(db: Connection, delivery: Delivery, state: str, reply: str) -> bool:
    """Note that a delivery was sent, left_out or given_up (`state`). False: another process has it
    by now.
    """
    return _change(db, delivery, {"state": state}, reply)


def put_off(db: Connection, delivery: Delivery, until: datetime, reply: str) -> bool:
    """Note that a delivery failed, to be tried again at `until`. False: another process has it by
    now.
    """
    return _change(db, delivery, {"run_at": until}, reply)


def hand_back(db: Connection, delivery: Delivery, until: datetime) -> bool:
    """Give back a delivery that was not tried, since an earlier one of its webhook failed. False:
    another process has it by now.
    """
    return _change(db, delivery, {"run_at": until, "attempts": delivery.attempts - 1})


def _change(db: Connection, delivery: Delivery, values: dict[str, Any], reply: str = "") -> bool:
    mine = (
        (webhook_deliveries.c.id == delivery.id)
        & (webhook_deliveries.c.attempts == delivery.attempts)
        & (webhook_deliveries.c.state == "waiting")
    )
    is_mine = db.execute(update(webhook_deliveries).where(mine).values(**values)).rowcount == 1
    if is_mine and reply:
        row = update(webhooks).where(webhooks.c.id == delivery.webhook.id)
        db.execute(row.values(last_reply=reply))
    return is_mine


def next_due(db: Connection, after: datetime) -> datetime | None:
    """When the first that waits beyond this moment is due."""
    later = (webhook_deliveries.c.state == "waiting") & (webhook_deliveries.c.run_at > after)
    moment: datetime | None = db.execute(
        select(func.min(webhook_deliveries.c.run_at)).where(later)
    ).scalar()
    return moment


def count_waiting(db: Connection) -> dict[int, int]:
    """How many deliveries wait, of each webhook that has some, by its id."""
    rows = db.execute(
        select(webhook_deliveries.c.webhook_id, func.count())
        .where(webhook_deliveries.c.state == "waiting")
        .group_by(webhook_deliveries.c.webhook_id)
    )
    return {row[0]: row[1] for row in rows}
