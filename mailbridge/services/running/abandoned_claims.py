"""What a process had claimed that ended before it was done: nobody need wait for its lease."""

import asyncio

from sqlalchemy import Connection

from mailbridge.services.container import Container
from mailbridge.store.inbound import queue as inbound_queue
from mailbridge.store.outbox import queue as outbox_queue


async def release_abandoned(container: Container) -> int:
    """Free the messages and letters that processes had claimed which have ended. Those of a process
    that lives, or of which nobody knows here, stay with it until their lease ends. Returns how many
    were freed.
    """
    ended = await asyncio.to_thread(container.claimants.ended)
    if not ended:
        return 0

    def free(db: Connection) -> int:
        messages = inbound_queue.free_claims_of(db, ended)
        return messages + outbox_queue.free_claims_of(db, ended, container.clock())

    freed = await container.store.write(free)
    await asyncio.to_thread(container.claimants.forget)
    return freed
