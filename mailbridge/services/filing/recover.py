"""After a death: what somebody had begun is free for whoever comes next."""

from functools import partial

from mailbridge.services.container import Container
from mailbridge.store.inbound import queue


async def recover(container: Container) -> int:
    """Free the inbounds that were claimed, so that nobody waits for a dead worker's lease to end.
    Returns how many.
    """
    return await container.store.write(partial(queue.release, now=container.clock()))
