"""The webhooks there are."""

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from mailbridge.domain.oversight.webhook import Webhook, WebhookForm
from mailbridge.domain.told import as_json, from_json
from mailbridge.store.engine.schema import events, webhooks


def add(db: Connection, webhook: Webhook) -> Webhook:
    """Put a new one in; it is told of what happens from now on. Its id is the store's."""
    newest = db.execute(select(func.coalesce(func.max(events.c.id), 0))).scalar_one()
    values = {
        "url": webhook.url,
        "secret": webhook.secret,
        "form": webhook.form.value,
        "project_id": webhook.project_id,
        "kinds": " ".join(sorted(webhook.kinds)),
        "inside": webhook.inside,
        "since": newest,
        "created": webhook.created,
    }
    return webhook_of(db.execute(insert(webhooks).values(**values).returning(webhooks)).one())


def every(db: Connection) -> list[Webhook]:
    """All of them, the oldest first."""
    return [webhook_of(row) for row in db.execute(select(webhooks).order_by(webhooks.c.id))]


def by_id(db: Connection, webhook_id: int) -> Webhook | None:
    """One of them."""
    row = db.execute(select(webhooks).where(webhooks.c.id == webhook_id)).first()
    return webhook_of(row) if row is not None else None


def remove(db: Connection, webhook_id: int) -> None:
    """Take one out, with what it has yet to be told."""
    db.execute(delete(webhooks).where(webhooks.c.id == webhook_id))


def stop(db: Connection, webhook_id: int, why: str) -> None:
    """Nothing goes there until it is resumed; what happens meanwhile is kept for it."""
    _set_stopped(db, webhook_id, as_json(why))


def resume(db: Connection, webhook_id: int) -> None:
    """Have it told again."""
    _set_stopped(db, webhook_id, None)


def _set_stopped(db: Connection, webhook_id: int, why: Any) -> None:
    db.execute(update(webhooks).where(webhooks.c.id == webhook_id).values(stopped=why))


def webhook_of(row: Any) -> Webhook:
    """A webhook from its row."""
    return Webhook(
        row.id,
        row.url,
        row.secret,
        WebhookForm(row.form),
        row.project_id,
        frozenset(row.kinds.split()),
        row.inside,
        row.created,
        from_json(row.stopped) if row.stopped is not None else "",
        row.last_reply,
    )
