"""How often one may try to sign in, counted for all processes together."""

import hashlib
import math
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Connection

from mailbridge.services.container import Container
from mailbridge.store.directory import tries

WITHIN = timedelta(minutes=15)
MOST = 100_000  # rows: a flood from ever other networks fills no disk


async def count_try(container: Container, limits: Mapping[str, int]) -> int:
    """Count a try of each name and return 0; or say how many seconds to wait, where one of them has
    had as many lately as it may, and count nothing. What is past is forgotten.
    """
    named = {_hashed(name): times for name, times in limits.items()}

    def waiting(db: Connection) -> int:
        now = container.clock()
        lately = tries.moments(db, named, now - WITHIN)
        full = [lately[name][-times] for name, times in named.items() if len(lately[name]) >= times]
        return max((math.ceil((at + WITHIN - now).total_seconds()) for at in full), default=0)

    def transaction(db: Connection) -> int:
        wait = waiting(db)
        if not wait:
            now = container.clock()
            tries.forget(db, now - WITHIN, MOST)
            tries.add(db, named, now)
        return wait

    # who has to wait costs no writing
    return await container.store.read(waiting) or await container.store.write(transaction)


async def forget_past_tries(container: Container) -> None:
    """Delete what is past, where nobody tries any more."""
    before = container.clock() - WITHIN
    await container.store.write(lambda db: tries.forget(db, before, MOST))


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
