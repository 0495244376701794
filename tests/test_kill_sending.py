"""A letter that the relay took is remembered: whatever kills the worker, few leave again."""

import asyncio
import random
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, update

from mailbridge.services.telling.record_outcomes import MOST_FORGOTTEN
from mailbridge.store import migrations
from mailbridge.store.engine.schema import outbox
from mailbridge.store.engine.unit_of_work import Store
from tests.container import open_container
from tests.receiving_server import ReceivingServer
from tests.services.agency import Agency
from tests.test_kill import Servers

KILLS = 5
POSTS = 90  # three letters each
MESSAGE_ID = re.compile(rb"^Message-ID: <(.*)>", re.MULTILINE)
Name = tuple[str, str]  # of a letter: its Message-ID and its reader's address


@pytest.mark.timeout(120)
async def test_a_killed_worker_forgets_few_letters_that_were_taken(
    bare_url: str, tmp_path: Path
) -> None:
    """They leave again with the same Message-ID, and none is left out."""
    await write_letters(bare_url, tmp_path)
    store = Store(bare_url)
    async with ReceivingServer() as relay:
        url = {"MAILBRIDGE_RELAY__URL": f"smtp://127.0.0.1:{relay.port}?tls=none"}
        async with Servers(bare_url, tmp_path / "data", **url) as servers:
            for _ in range(KILLS):
                enough = len(relay.taken) + random.randrange(1, 40)
                await servers.start()
                await until(lambda: len(relay.taken) >= enough)  # noqa: B023 - awaited here
                assert -signal.SIGKILL == await servers.end(signal.SIGKILL)
                forgotten = taken(relay) - await store.read(sent)
                assert len(forgotten) <= MOST_FORGOTTEN
                await store.write(end_leases)
            await servers.start()
            await until(lambda: len(taken(relay)) == 3 * POSTS)
            assert 0 == await servers.end(signal.SIGTERM)
    assert taken(relay) == await store.read(sent)
    await store.close()


async def write_letters(url: str, folder: Path) -> None:
    store = Store(url)
    await store.write(migrations.upgrade)
    await store.close()
    container = await open_container(url, folder)
    agency = await Agency(container).open()
    for _ in range(POSTS):
        await agency.posted(agency.anna, agency.maria, agency.tom, agency.igor)
    await container.close()


async def until(happened: Callable[[], bool]) -> None:
    for _ in range(20_000):
        if happened():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never happened")


def taken(relay: ReceivingServer) -> set[Name]:
    found = [(MESSAGE_ID.search(content), to) for _, [to], content in relay.taken]
    return {(named[1].decode(), to) for named, to in found if named is not None}


def sent(db: Connection) -> set[Name]:
    wanted = select(outbox.c.message_id, outbox.c.to).where(outbox.c.state == "sent")
    return {(row.message_id, row.to) for row in db.execute(wanted)}


def end_leases(db: Connection) -> None:
    """As if five minutes had gone."""
    due = select(func.min(outbox.c.created)).scalar_subquery()
    db.execute(update(outbox).where(outbox.c.run_at.is_not(None)).values(run_at=due))
