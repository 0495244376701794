"""An upgrade that does not come to its end leaves the database as it was."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from mailbridge.bootstrap import load, opened
from mailbridge.store import migrations
from mailbridge.store.engine.unit_of_work import Store
from tests.files import ROOT
from tests.upgrades.dumping import file_of, read_dump, restore

KILLED_IN_THE_MIDDLE = """
import asyncio, os, signal
from mailbridge.store import migrations
from mailbridge.store.engine.unit_of_work import Store

def heard(table, done, total):
    if table == "inbounds" and done:
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(Store(os.environ["URL"]).write(lambda db: migrations.upgrade(db, progress=heard)))
"""


@pytest.fixture
async def old(bare_url: str) -> str:
    """A database of the first schema."""
    engine = "sqlite" if bare_url.startswith("sqlite") else "postgres"
    await restore(bare_url, read_dump(file_of("0001", engine)))
    return bare_url


async def test_progress_tells_rows_done_of_how_many(old: str) -> None:
    """Of each table that is rewritten, from nothing to all."""
    heard: list[tuple[str, int, int]] = []
    store = Store(old)
    posts = await store.read(lambda db: db.execute(text("SELECT count(*) FROM posts")).scalar())
    await store.write(lambda db: migrations.upgrade(db, progress=lambda *said: heard.append(said)))
    await store.close()
    assert [("posts", 0, posts), ("posts", posts, posts)] == heard[:2]
    assert {"posts", "questions", "discussions", "events", "inbounds", "outbox"} <= {
        table for table, _, _ in heard
    }


class NoMoreError(Exception):
    """Of somebody who watched."""


async def test_what_a_watcher_raises_gives_it_up(old: str) -> None:
    """All that was done by then is undone, and the next start begins where this one did."""

    def heard(table: str, done: int, total: int) -> None:
        if table == "inbounds" and done:
            raise NoMoreError

    store = Store(old)
    with pytest.raises(NoMoreError):
        await store.write(lambda db: migrations.upgrade(db, progress=heard))
    assert "0001" == await store.read(migrations.current)
    assert await store.write(migrations.upgrade) is True
    await store.close()


async def test_a_process_that_is_killed_in_the_middle_leaves_what_was(tmp_path: Path) -> None:
    """The next start upgrades it from where it stood."""
    url = f"sqlite:///{tmp_path}/mailbridge.sqlite"
    await restore(url, read_dump(file_of("0001", "sqlite")))
    environment = {**os.environ, "URL": url, "PYTHONPATH": str(ROOT)}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED_IN_THE_MIDDLE, env=environment, stderr=subprocess.DEVNULL
    )
    assert -signal.SIGKILL == await child.wait()
    store = Store(url)
    assert "0001" == await store.read(migrations.current)
    assert await store.write(migrations.upgrade) is True
    await store.close()


async def test_ctrl_c_gives_an_upgrade_up(tmp_path: Path) -> None:
    """The thread that does it stops at the next rows, and the schema is the one from before."""
    url = f"sqlite:///{tmp_path}/mailbridge.sqlite"
    await restore(url, read_dump(file_of("0001", "sqlite")))
    settings = load(None, {"MAILBRIDGE_DATA_DIR": str(tmp_path)})
    loop = asyncio.get_running_loop()

    async def press() -> None:
        opening.cancel()
        for _ in range(10):  # the task hears of it
            await asyncio.sleep(0)

    def heard(table: str, done: int, total: int) -> None:
        asyncio.run_coroutine_threadsafe(press(), loop).result()

    async def start() -> None:
        async with opened(settings, heard):
            pass

    opening = asyncio.create_task(start())
    with pytest.raises(asyncio.CancelledError):
        await opening
    store = Store(url)
    assert "0001" == await store.read(migrations.current)
    await store.close()
