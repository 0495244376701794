"""Connections to PostgreSQL."""

import asyncio
from functools import partial

from sqlalchemy import Connection, column, select, table, text
from sqlalchemy.exc import NotSupportedError

from mailbridge.store.engine.prepared import Prepared
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


async def test_a_change_of_tables_fails_no_more_than_one_transaction(
    bare_postgres_url: str,
) -> None:
    """What a connection has prepared for the tables of before is given up, also where another
    process changed them.
    """
    store, other = Store(bare_postgres_url), Store(bare_postgres_url)
    await store.write(lambda db: db.execute(text("CREATE TABLE things AS SELECT 2::bigint AS id")))
    prepared = Prepared(select(column("id")).select_from(table("things")))
    assert 2 == await store.read(lambda db: prepared.scalar(db, {}))
    await other.write(lambda db: db.execute(text("ALTER TABLE things ALTER id TYPE integer")))
    answers = [await store.read(partial(_asked, prepared)) for _ in range(2)]
    await store.close()
    await other.close()
    assert [None, 2] == answers


def _asked(prepared: Prepared, db: Connection) -> int | None:
    """None: PostgreSQL would answer otherwise than when it was prepared."""
    try:
        return int(prepared.scalar(db, {}))
    except NotSupportedError:
        return None
