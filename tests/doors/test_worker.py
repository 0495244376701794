"""The worker's rounds: woken, patient when something fails, and done with what they began when they
stop.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text

from mailbridge.domain.inbound import Envelope
from mailbridge.doors import worker
from mailbridge.doors.worker import Round, WorkerDoor
from mailbridge.services.container import Container
from mailbridge.services.follow_up import browse
from mailbridge.services.people import register
from mailbridge.services.receiving import accept
from mailbridge.services.running import next_work, wakeup
from mailbridge.store.engine.schema import inbounds
from mailbridge.store.inbound import queue
from tests.container import add_project, open_container
from tests.doors.smtp.wire import MESSAGE, PROJECT


class Work:
    """So many pieces of work, of which the first `faults` fail."""

    def __init__(self, pieces: int = 0, faults: int = 0) -> None:
        self.pieces = pieces
        self.faults = faults
        self.asked = 0
        self.idle = asyncio.Event()

    async def drain(self) -> int:
        self.asked += 1
        await asyncio.sleep(0)
        if self.faults:
            self.faults -= 1
            raise ConnectionError("no store")
        if not self.pieces:
            self.idle.set()
            return 0
        self.pieces -= 1
        return 1


async def test_a_round_that_is_cancelled_ends() -> None:
    """Also where the fault of a rollback stands in the place of the cancellation."""

    async def drain() -> int:
        try:
            await asyncio.sleep(60)
        finally:
            raise ConnectionError("the connection was closed in the middle of operation")

    task = asyncio.create_task(Round("test", drain).run())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(ConnectionError):
        await asyncio.wait_for(task, 5)


async def test_what_another_process_keeps_is_filed_at_once(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A door without a worker rings, on PostgreSQL; also after the connection that listens was
    cut.
    """
    monkeypatch.setattr(wakeup, "AGAIN", 0.1)
    here, there = (
        await open_container(postgres_url, tmp_path),
        await open_container(postgres_url, tmp_path),
    )
    await add_project(here)
    door = WorkerDoor(here, poll=600)
    await door.start()
    wakeup.ring_other_processes(there)
    first = await _listener(there, 0)
    await _filed_at_once(there, b"one")
    await there.store.write(lambda db: db.execute(text(f"select pg_terminate_backend({first})")))
    await _listener(there, first)
    await _filed_at_once(there, b"two")
    await door.stop()
    await there.close()
    await here.close()


async def test_what_another_process_leaves_in_the_file_is_found(
    sqlite_url: str, tmp_path: Path
) -> None:
    """SQLite tells nobody; its journal shows that something was committed."""
    here, there = (
        await open_container(sqlite_url, tmp_path),
        await open_container(sqlite_url, tmp_path),
    )
    await add_project(here)
    door = WorkerDoor(here, poll=0.02)
    await door.start()
    await asyncio.sleep(0.1)  # its rounds are at rest, for half a minute
    await _filed_at_once(there, b"one")
    await door.stop()
    await there.close()
    await here.close()


async def _filed_at_once(container: Container, words: bytes) -> None:
    await accept.accept(container, [Envelope("maria@client.example", PROJECT)], MESSAGE + words)
    async with asyncio.timeout(5):
        while await container.store.read(queue.count_waiting):  # noqa: ASYNC110 - another house files it
            await asyncio.sleep(0.01)


async def _listener(container: Container, before: int) -> int:
    """The connection that listens, other than the one before."""
    wanted = text(
        "select pid from pg_stat_activity"
        " where query ilike 'listen %' and datname = current_database() and state = 'idle' and "
        f"pid <> {before}"
    )
    async with asyncio.timeout(15):
        while (found := await container.store.read(lambda db: db.execute(wanted).scalar())) is None:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.05)
    return int(found)


async def test_a_round_goes_on_while_there_is_work() -> None:
    """And then waits until it is woken."""
    work = Work(pieces=3)
    each = Round("test", work.drain, quiet=60)
    running = asyncio.create_task(each.run())
    await asyncio.wait_for(work.idle.wait(), 5)
    assert (4, 0) == (work.asked, work.pieces)
    work.idle.clear()
    work.pieces = 1
    each.wake()
    await asyncio.wait_for(work.idle.wait(), 5)
    assert (6, 0) == (work.asked, work.pieces)
    each.stop()
    await asyncio.wait_for(running, 5)


async def test_a_round_that_is_woken_while_it_works_looks_again() -> None:
    """A wake between the last look and the wait is not lost."""
    work = Work()
    each = Round("test", work.drain, quiet=60)
    running = asyncio.create_task(each.run())
    await asyncio.sleep(0)
    each.wake()
    await until(lambda: work.asked >= 2)
    each.stop()
    await asyncio.wait_for(running, 5)


async def test_a_round_looks_now_and_then_without_being_woken() -> None:
    """Other processes leave work, too."""
    work = Work()
    each = Round("test", work.drain, quiet=0.01)
    running = asyncio.create_task(each.run())
    await until(lambda: work.asked >= 3)
    each.stop()
    await asyncio.wait_for(running, 5)


async def test_a_round_looks_again_when_something_is_due() -> None:
    """A letter that waits to be taken back, a message that is tried again."""
    work = Work()

    async def soon() -> timedelta:
        return timedelta(seconds=0.01)

    each = Round("test", work.drain, quiet=60, until_due=soon)
    running = asyncio.create_task(each.run())
    await until(lambda: work.asked >= 3)
    each.stop()
    await asyncio.wait_for(running, 5)


async def test_what_waits_for_its_time_is_known(tmp_path: Path, store_url: str) -> None:
    """The next of what is queued beyond now; nothing, where nothing is. What somebody has may be
    given back soon.
    """
    container = await open_container(store_url, tmp_path)
    await add_project(container)
    assert [None, None] == [
        await next_work.until_message_due(container),
        await next_work.until_letter_due(container),
    ]
    await accept.accept(container, [Envelope("maria@client.example", PROJECT)], MESSAGE)
    now, lease = container.clock(), timedelta(hours=1)
    (claim,) = await container.store.write(
        partial(queue.claim, claimant="another", now=now, lease=lease)
    )
    assert next_work.GIVEN_BACK == await next_work.until_message_due(container)
    await container.store.write(lambda db: queue.postpone(db, claim, now + lease, "not now"))
    assert lease == await next_work.until_message_due(container)
    await container.close()


async def test_a_round_that_fails_tries_again_after_growing_pauses() -> None:
    """A failing store is asked less and less often, however loudly somebody wakes it, and at once
    again when it is back.
    """
    work = Work(pieces=2, faults=3)
    each = Round("test", work.drain, quiet=60)
    each._pause = 0.02
    began = asyncio.get_running_loop().time()
    running = asyncio.create_task(each.run())
    while not work.idle.is_set():
        each.wake()
        await asyncio.sleep(0.001)
    assert asyncio.get_running_loop().time() - began >= 0.02 + 0.04 + 0.08
    assert worker.FIRST_PAUSE == each._pause
    each.stop()
    await asyncio.wait_for(running, 5)


async def test_a_stop_waits_for_what_was_begun() -> None:
    """The piece of work under way is finished, and no other is begun."""
    gate, finished = asyncio.Event(), []

    async def drain() -> int:
        await gate.wait()
        finished.append(1)
        return 1

    each = Round("test", drain)
    running = asyncio.create_task(each.run())
    await asyncio.sleep(0)
    each.stop()
    gate.set()
    await asyncio.wait_for(running, 5)
    assert [1] == finished


async def test_the_worker_files_what_a_dead_one_had_claimed(tmp_path: Path, store_url: str) -> None:
    """A lease that its owner will never use again is no reason to wait."""
    container = await open_container(store_url, tmp_path)
    await add_project(container)
    envelope = Envelope("anna@client.test", PROJECT, "192.0.2.1", "client.test", "smtp")
    ids = [(await accept.accept(container, [envelope], MESSAGE))[0] for _ in range(2)]
    await container.store.write(
        partial(
            queue.claim,
            claimant="1.dead",
            now=container.clock(),
            lease=timedelta(hours=1),
            inbound_id=ids[0],
        )
    )
    (tmp_path / "claimants").mkdir()
    (tmp_path / "claimants" / "1.dead").touch()
    door = WorkerDoor(container, poll=0.05)
    await door.start()
    wanted = select(inbounds.c.disposition).order_by(inbounds.c.id)
    found: list[str | None] = []
    for _ in range(1000):
        found = list(await container.store.read(lambda db: db.execute(wanted).scalars().all()))
        if None not in found:
            break
        await asyncio.sleep(0.02)
    assert ["accept", "discard"] == found  # the same message twice
    await door.stop()
    await container.close()


async def until(happened: Callable[[], bool]) -> None:
    for _ in range(5000):
        if happened():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it never happened")


async def test_who_joins_while_it_runs_has_a_morning_letter(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to start the worker anew."""
    monkeypatch.setattr(worker, "PLANNING", 0.02)
    container = await open_container(sqlite_url, tmp_path)
    door = WorkerDoor(container)
    await door.start()
    await asyncio.sleep(0.1)
    await register.add_person(container, "anna@agency.example", "Anna", "member")
    for _ in range(200):
        planned, _ = await browse.list_due(container, kinds=("daily",))
        if planned:
            break
        await asyncio.sleep(0.02)
    await door.stop()
    await container.close()
    assert [due.reader for due in planned] == ["anna@agency.example"]
