"""What happens is told to programs elsewhere: in order to each of them, and again after a fault."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from sqlalchemy import Connection

from mailbridge.domain.oversight.webhook import Delivery, pause_after
from mailbridge.domain.told import told
from mailbridge.services.container import Container, WebhookAnswer
from mailbridge.services.webhooks import messages
from mailbridge.store.webhooks import deliveries, register, told_events
from mailbridge.store.webhooks.told_events import ToldEvent

BATCH = 10
LEASE = timedelta(minutes=5)  # longer than a batch can take
GONE = 410  # Standard Webhooks: never ask again


async def drain(container: Container) -> int:
    """Tell what is due, a batch at most; returns how many deliveries were looked at. 0: nothing to
    do now.
    """
    now = container.clock()

    def claim(db: Connection) -> list[Delivery]:
        deliveries.spread(db, now)
        return deliveries.take(db, now, LEASE, BATCH)

    if not await container.store.read(register.every):
        return 0
    taken = await container.store.write(claim)
    by_webhook = sorted(taken, key=lambda delivery: (delivery.webhook.id, delivery.event_id))
    await asyncio.gather(
        *(
            _tell(container, list(owed))
            for _, owed in groupby(by_webhook, key=lambda delivery: delivery.webhook.id)
        )
    )
    return len(taken)


async def _tell(container: Container, owed: Sequence[Delivery]) -> None:
    """Those of one webhook, in order; after a fault the rest of them wait as long."""
    for at, delivery in enumerate(owed):
        until = await _deliver(container, delivery)
        if until is None:
            continue
        later, rest = container.clock() + until, owed[at + 1 :]

        def hand_back(db: Connection, rest: Sequence[Delivery] = rest) -> None:
            for each in rest:
                deliveries.hand_back(db, each, later)  # noqa: B023 - the loop ends here

        await container.store.write(hand_back)
        return


async def _deliver(container: Container, delivery: Delivery) -> timedelta | None:
    """Deliver one; returns how long the webhook is left alone after a fault, None: it goes on."""
    happened = await container.store.read(lambda db: told_events.by_id(db, delivery.event_id))
    webhook = delivery.webhook
    if happened is None or (happened.inside and not webhook.inside):
        await container.store.write(lambda db: deliveries.settle(db, delivery, "left_out", ""))
        return None
    answer = await _send(container, delivery, happened)
    if not answer.is_taken:
        return await container.store.write(lambda db: _failed(db, container, delivery, answer))
    await container.store.write(lambda db: deliveries.settle(db, delivery, "sent", answer.words))
    return None


async def _send(container: Container, delivery: Delivery, happened: ToldEvent) -> WebhookAnswer:
    body = messages.body_of(happened, delivery.webhook, container)
    named = f"msg_{container.instance}_{delivery.event_id}"  # the same each time: who has it knows
    fields = messages.fields_of(delivery.webhook, named, container.clock(), body)
    return await container.webhook_line.send(delivery.webhook.url, fields, body)


def _failed(
    db: Connection, container: Container, delivery: Delivery, answer: WebhookAnswer
) -> timedelta:
    gone, words = answer.status == GONE, answer.words
    pause = pause_after(delivery.attempts) if not gone else None
    if pause is not None:
        deliveries.put_off(db, delivery, container.clock() + pause, words)
        return pause
    why = (
        told("The far side says it is gone: {words}", words=words)
        if gone
        else told(
            "It was given up after {count} tries: {words}", count=delivery.attempts, words=words
        )
    )
    deliveries.settle(db, delivery, "given_up", words)
    register.stop(db, delivery.webhook.id, why)
    return LEASE
