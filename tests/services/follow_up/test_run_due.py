"""Work that falls due is done once, whoever takes it and whatever fails."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import (
    Became,
    Due,
    DueState,
    DueWork,
    is_done,
    is_moot,
    is_put_off,
)
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.falling_due import put_due, settle_due
from mailbridge.services.follow_up import browse, run_due
from mailbridge.services.follow_up.due_kind import DueKind
from mailbridge.services.running import next_work
from mailbridge.store.engine.schema import meta
from tests.container import MORNING, open_container

STATES = ("waiting", "held", "done", "skipped")


@pytest.fixture
async def container(store_url: str, tmp_path: Path) -> AsyncIterator[Container]:
    opened = await open_container(store_url, tmp_path)
    yield opened
    await opened.close()


def work(number: int, what: str = "bell", minutes: float = 0, **more: object) -> DueWork:
    return DueWork(
        what,
        MORNING + timedelta(minutes=minutes),
        told("number {number}", number=number),
        f"{what}:{number}",
        **more,  # type: ignore[arg-type]
    )


def rung(db: Connection, container: Container, due: Due) -> Became:
    """Leaves a mark that a second time would stumble over."""
    db.execute(meta.insert().values(name=due.wanted.once, value="rung"))
    return is_done(told("rung"))


def kinds(**handles: object) -> run_due.Kinds:
    return {name: DueKind(name, handle) for name, handle in handles.items()}  # type: ignore[arg-type]


BELL = kinds(bell=rung)


async def put(container: Container, *works: DueWork) -> None:
    await container.store.write(lambda db: put_due(db, container, works))


async def listed(container: Container) -> list[tuple[str, str]]:
    found, _ = await browse.list_due(container, states=STATES)
    return [(view.why, view.state) for view in found]


async def test_each_piece_is_done_once_by_many_takers(container: Container) -> None:
    """What is not due yet waits; who looks for work is told when it is."""
    await put(container, *(work(number, minutes=-number) for number in range(12)))
    await put(container, work(99, minutes=5))
    counts = await asyncio.gather(*(run_due.drain(container, BELL) for _ in range(4)))
    assert 12 == sum(counts)
    assert [("number 99", "waiting")] == [
        row for row in await listed(container) if row[1] != "done"
    ]
    assert timedelta(minutes=5) == await next_work.until_work_due(container)


async def test_what_was_written_once_is_not_written_again(container: Container) -> None:
    """Not even when it was done."""
    await put(container, work(1))
    await run_due.drain(container, BELL)
    await put(container, work(1), work(1))
    assert 0 == await run_due.drain(container, BELL)
    assert [("number 1", "done")] == await listed(container)


async def test_a_kind_that_fails_leaves_nothing_and_keeps_nobody_back(
    container: Container,
) -> None:
    """Its transaction is undone; it is tried again later, ever more slowly."""

    def failing(db: Connection, container: Container, due: Due) -> Became:
        rung(db, container, due)
        raise ValueError("no such bell")

    both = {**BELL, **kinds(broken=failing)}
    await put(container, work(1, "broken", minutes=-1), work(2))
    assert 2 == await run_due.drain(container, both)
    assert [("number 1", "waiting"), ("number 2", "done")] == await listed(container)
    assert timedelta(minutes=1) == await next_work.until_work_due(container)
    found, _ = await browse.list_due(container)
    assert "It failed and is tried again: ValueError: no such bell" == found[0].said
    mended = kinds(broken=rung)
    container.clock.forward(minutes=1)  # type: ignore[attr-defined]
    assert 1 == await run_due.drain(container, mended)
    assert ("number 1", "done") in await listed(container)


async def test_a_kind_may_put_its_work_off_or_find_it_moot(container: Container) -> None:
    """It is put off until a time to come."""
    later = MORNING + timedelta(days=2)

    def away(db: Connection, container: Container, due: Due) -> Became:
        moot = due.wanted.details.get("moot")
        return is_moot(told("nobody asks")) if moot else is_put_off(later, told("Maria is away"))

    works = work(1, "note"), work(2, "note", details={"moot": True})
    await put(container, *works)
    await run_due.drain(container, kinds(note=away))
    found, _ = await browse.list_due(container, states=STATES)
    assert [("skipped", "nobody asks"), ("waiting", "Maria is away")] == [
        (view.state, view.said) for view in found
    ]
    assert later == found[1].at


async def test_as_of_a_time_to_come_missed_work_is_done_once_and_letters_leave_now(
    container: Container,
) -> None:
    """A daily bell that missed a week rings once, and then a day later."""

    def daily(db: Connection, container: Container, due: Due) -> Became:
        now = container.clock()
        following = now + timedelta(days=1)
        put_due(
            db,
            container,
            [DueWork("daily", following, told("daily"), f"daily:{following.isoformat()}")],
        )
        return is_done(told("rung on {day}", day=f"{now:%d}"))

    await put(container, work(1, "daily"))
    week = MORNING + timedelta(days=7)
    done = await run_due.run_as_of(container, week, kinds(daily=daily))
    assert ["rung on 30"] == [due.said for due in done]
    assert [("daily", "waiting")] == (await listed(container))[1:]
    assert MORNING == container.clock()


async def test_what_is_wanted_no_more_is_skipped_and_may_come_back(container: Container) -> None:
    """What a person skipped does not."""
    scope = {"project_id": await _project(container)}

    async def settle(*wanted: DueWork) -> None:
        await container.store.write(lambda db: settle_due(db, {"bell"}, wanted, MORNING, **scope))

    await settle(work(1, **scope), work(2, **scope))
    await settle(work(2, minutes=7, **scope))
    assert [("number 1", "skipped"), ("number 2", "waiting")] == await listed(container)
    assert timedelta(minutes=7) == await next_work.until_work_due(container)
    await settle(work(1, **scope))
    assert [("number 1", "waiting"), ("number 2", "skipped")] == await listed(container)


async def _project(container: Container) -> int:
    from tests.container import add_project

    return (await add_project(container)).id


async def test_a_kind_seeds_what_nothing_else_brings(container: Container) -> None:
    """As often as it is asked, the same work is there once."""

    def sow(db: Connection, container: Container) -> None:
        put_due(db, container, [work(5)])

    seeded = {"bell": DueKind("bell", rung, sow)}
    for _ in range(2):
        await run_due.seed(container, seeded)
    assert [("number 5", "waiting")] == await listed(container)
    assert [DueState.DONE] == [
        due.wanted.state for due in await run_due.run_as_of(container, MORNING, seeded)
    ]
