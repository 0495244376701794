"""What became of letters is recorded together, in its order, and at last each by itself."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from structlog.testing import capture_logs

from mailbridge.services.telling import record_outcomes
from mailbridge.services.telling.drain_outbox import LEASE
from mailbridge.services.telling.record_outcomes import (
    PATIENCE,
    SOON,
    TOGETHER,
    Outcome,
    Recorder,
)
from mailbridge.store.engine.schema import outbox
from mailbridge.store.inbound import counts
from mailbridge.store.outbox import queue
from mailbridge.store.outbox.queue import Owed
from tests.container import open_container
from tests.services.agency import Agency


@pytest.fixture
async def agency(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Agency]:
    container = await open_container(sqlite_url, tmp_path)
    yield await Agency(container).open()
    await container.close()


class Counted:
    """Counts the transactions of a store, and keeps each back until it `may` go on."""

    def __init__(self, agency: Agency) -> None:
        self._write = agency.container.store.write
        agency.container.store.write_each = self._each  # type: ignore[method-assign]
        self.begun = 0
        self.may = asyncio.Event()
        self.may.set()
        agency.container.store.write = self  # type: ignore[method-assign,assignment]

    async def _each(self, works: Any) -> Any:
        raise AssertionError("what can be recorded together is not recorded one by one")

    async def __call__(self, work: Any) -> Any:
        self.begun += 1
        await self.may.wait()
        return await self._write(work)


async def taken(agency: Agency, posts: int = 1) -> list[Owed]:
    """Letters to Maria, one for each post, that are ours to send."""
    for _ in range(posts):
        await agency.posted(agency.anna, agency.maria)
    now = agency.container.clock()
    return await agency.container.store.write(lambda db: queue.claim(db, "me", now, LEASE, posts))


def became(agency: Agency, owed: Owed, state: str = "sent", **more: Any) -> Outcome:
    return Outcome(owed, agency.container.clock(), state, "250 ok", **more)


async def until(agency: Agency, states: list[str]) -> None:
    """Wait until the letters have these states; a busy machine takes its time."""
    for _ in range(int(20 / SOON)):
        if await agency.states() == states:
            return
        await asyncio.sleep(SOON)
    assert states == await agency.states()


async def test_an_outcome_waits_a_moment_for_others_and_is_written_by_itself(
    agency: Agency,
) -> None:
    """Nobody has to ask for it; what comes meanwhile goes with it."""
    first, second, third = await taken(agency, 3)
    store, recorder = Counted(agency), Recorder(agency.container)
    await recorder.add(became(agency, first))
    await recorder.add(became(agency, second))
    assert (0, ["queued"] * 3) == (store.begun, await agency.states())
    await until(agency, ["sent", "sent", "queued"])
    assert 1 == store.begun
    await recorder.add(became(agency, third))
    await until(agency, ["sent"] * 3)
    assert (2, ["sent"] * 3) == (store.begun, await agency.states())


async def test_what_comes_while_a_transaction_runs_goes_into_the_next(agency: Agency) -> None:
    """One at a time."""
    first, second, third = await taken(agency, 3)
    store, recorder = Counted(agency), Recorder(agency.container)
    store.may.clear()
    await recorder.add(became(agency, first))
    await asyncio.sleep(SOON * 2)
    await recorder.add(became(agency, second))
    await asyncio.sleep(SOON * 2)
    await recorder.add(became(agency, third))
    await asyncio.sleep(SOON * 2)
    assert 1 == store.begun
    store.may.set()
    await asyncio.sleep(SOON * 4)
    assert (2, ["sent"] * 3) == (store.begun, await agency.states())


async def test_so_many_are_written_at_once(agency: Agency) -> None:
    """Without waiting for more; who adds to a full load waits for the transaction before."""
    letters = await taken(agency, 2 * TOGETHER)
    store, recorder = Counted(agency), Recorder(agency.container)
    store.may.clear()
    for owed in letters[: TOGETHER - 1]:
        await recorder.add(became(agency, owed))
    await asyncio.sleep(0)
    assert 0 == store.begun
    await recorder.add(became(agency, letters[TOGETHER - 1]))
    await asyncio.sleep(0)
    assert 1 == store.begun
    for owed in letters[TOGETHER:-1]:
        await recorder.add(became(agency, owed))
    last = asyncio.create_task(recorder.add(became(agency, letters[-1])))
    await asyncio.sleep(SOON * 2)
    assert (1, False) == (store.begun, last.done())
    store.may.set()
    await last
    await recorder.flush()
    assert (2, ["sent"] * 2 * TOGETHER) == (store.begun, await agency.states())


async def test_a_flush_returns_when_all_is_written(agency: Agency) -> None:
    """What runs, and what waits; nothing is written where nothing waits."""
    first, second = await taken(agency, 2)
    store, recorder = Counted(agency), Recorder(agency.container)
    await recorder.flush()
    assert 0 == store.begun
    store.may.clear()
    await recorder.add(became(agency, first))
    await asyncio.sleep(SOON * 2)
    await recorder.add(became(agency, second))
    flushed = asyncio.create_task(recorder.flush())
    await asyncio.sleep(SOON)
    assert not flushed.done()
    store.may.set()
    await flushed
    assert (2, ["sent"] * 2) == (store.begun, await agency.states())
    await asyncio.sleep(SOON * 2)
    assert 2 == store.begun


async def test_one_that_cannot_be_recorded_does_not_take_the_others_with_it(
    agency: Agency,
) -> None:
    """Who flushes hears of it; the others are recorded, each once."""
    letters = await taken(agency, 3)
    recorder = Recorder(agency.container)
    naive = datetime(2026, 11, 23, 9, 0)
    broken = replace(became(agency, letters[1], "deferred"), at=naive)
    for outcome in (became(agency, letters[0], "failed"), broken, became(agency, letters[2])):
        await recorder.add(outcome)
    with pytest.raises(TypeError, match="offset-naive"):
        await recorder.flush()
    assert ["failed", "queued", "sent"] == (await agency.states())[:3]
    assert ["250 ok"] == [one["words"] for one in await agency.failures()]


@pytest.mark.parametrize(
    "trouble",
    [
        OSError("refused"),
        OperationalError("UPDATE", {}, Exception("the database is starting up")),
        DBAPIError("UPDATE", {}, Exception("the connection was closed")),
    ],
)
async def test_what_the_relay_took_is_remembered_until_the_store_is_back(
    agency: Agency, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    """However often it has to be tried; then it is recorded once."""
    monkeypatch.setattr(record_outcomes, "AGAIN", 0.0)
    (owed,) = await taken(agency)
    usual, faults = agency.container.store.write, [trouble] * 50

    async def write(work: Any) -> Any:
        if faults:
            raise faults.pop()
        return await usual(work)

    agency.container.store.write = write  # type: ignore[method-assign,assignment]
    recorder = Recorder(agency.container)
    await recorder.add(became(agency, owed))
    await recorder.flush()
    assert (["sent"], []) == (await agency.states(), faults)
    totals = await agency.container.store.read(counts.totals)
    assert 1 == totals["letters:sent"]


async def test_a_letter_that_the_store_does_not_take_is_tried_alone_at_once(
    agency: Agency,
) -> None:
    """It is not waited for the store."""
    (owed,) = await taken(agency)
    usual = agency.container.store.write

    async def write(work: Any) -> Any:
        raise DataError("UPDATE", {}, Exception("too long"))

    agency.container.store.write = write  # type: ignore[method-assign,assignment]
    recorder = Recorder(agency.container)
    await recorder.add(became(agency, owed))
    await recorder.flush()
    agency.container.store.write = usual  # type: ignore[method-assign]
    assert ["sent"] == await agency.states()


async def test_each_outcome_is_a_line_of_the_log_once_it_is_true(agency: Agency) -> None:
    """Not for a letter that somebody else has by now; its outcome changes nothing."""
    sent, deferred, failed, lost = await taken(agency, 4)
    recorder = Recorder(agency.container)
    for outcome in (
        became(agency, sent, said="hello"),
        became(agency, deferred, "deferred"),
        became(agency, failed, "failed"),
        *(became(agency, replace(lost, fence=9), one) for one in ("sent", "deferred", "failed")),
    ):
        await recorder.add(outcome)
    with capture_logs() as lines:
        await recorder.flush()
    told = [one for one in lines if "reply" in one]
    address, words = "maria@bloom.test", "250 ok"
    assert [
        ("letter sent", sent.id, address, words, None),
        ("letter deferred", deferred.id, address, words, 1),
        ("letter failed", failed.id, address, words, None),
    ] == [
        (one["event"], one["letter"], one["to"], one["reply"], one.get("attempts")) for one in told
    ]
    assert ["sent", "deferred", "failed", "queued"] == (await agency.states())[:4]
    totals = await agency.container.store.read(counts.totals)
    assert (1, 1) == (totals["letters:sent"], totals["letters:failed"])
    when = select(outbox.c.sent_at).where(outbox.c.id == sent.id)
    now = await agency.container.store.read(lambda db: db.execute(when).scalar_one())
    assert agency.container.clock() == now
    due = (await agency.outbox())[1].run_at
    assert due == agency.container.clock() + timedelta(minutes=1)


@pytest.mark.parametrize(("age", "state"), [(PATIENCE, "failed"), (PATIENCE / 2, "deferred")])
async def test_who_was_deferred_for_days_has_failed(
    agency: Agency, age: timedelta, state: str
) -> None:
    """From the fifth day on, to the second."""
    (owed,) = await taken(agency)
    recorder = Recorder(agency.container)
    late = replace(became(agency, owed, "deferred"), at=owed.created + age)
    await recorder.add(late)
    await recorder.flush()
    assert state == (await agency.states())[0]
