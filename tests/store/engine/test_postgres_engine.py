"""Connections to PostgreSQL."""

import asyncio

from sqlalchemy import Connection, text

from mailbridge.store.engine.unit_of_work import Store

AT_ONCE = 4


def _slow(db: Connection) -> None:
    db.execute(text("SELECT pg_sleep(0.1)"))


def _connection(db: Connection) -> int:
    """The number of the server's process for it."""
    return int(db.execute(text("SELECT pg_backend_pid()")).scalar_one())


async def test_one_after_the_other_have_the_same_connection(postgres_url: str) -> None:
    """Though there are several that rest: a statement is prepared for each of those that it is
    asked by.
    """
    store = Store(postgres_url)
    await asyncio.gather(*(store.read(_slow) for _ in range(AT_ONCE)))
    used = {await store.read(_connection) for _ in range(AT_ONCE)}
    await store.close()
    assert 1 == len(used)
