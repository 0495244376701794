"""When there will be something to do that nobody has to tell of."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mailbridge.services.container import Container
from mailbridge.store.follow_up import due_work
from mailbridge.store.inbound import queue as inbound_queue
from mailbridge.store.outbox import queue as outbox_queue
from mailbridge.store.webhooks import deliveries

GIVEN_BACK = timedelta(seconds=1)  # after which a worker may have given back what it claimed


async def until_message_due(container: Container) -> timedelta | None:
    """How long until a message is tried again, or may be given back by a worker that has it; None:
    there is none.
    """
    due = await _until(container, inbound_queue.next_due)
    others_have = due is not None and await container.store.read(inbound_queue.is_any_claimed)
    return min(due, GIVEN_BACK) if due is not None and others_have else due


async def until_letter_due(container: Container) -> timedelta | None:
    """How long until a letter may leave, or is tried again; None: there is none."""
    return await _until(container, outbox_queue.next_due)


async def until_work_due(container: Container) -> timedelta | None:
    """How long until something is to be done by the clock; None: there is nothing."""
    return await _until(container, due_work.next_due)


async def until_webhook_due(container: Container) -> timedelta | None:
    """How long until a program elsewhere is told again; None: nothing waits."""
    return await _until(container, deliveries.next_due)


async def _until(
    container: Container, next_due: Callable[[Connection, datetime], datetime | None]
) -> timedelta | None:
    now = container.clock()
    due = await container.store.read(lambda db: next_due(db, now))
    return None if due is None else due - now
