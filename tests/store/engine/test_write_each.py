"""Units that are written in order, each by itself."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import meta
from mailbridge.store.engine.transaction import InterruptedWork
from mailbridge.store.engine.unit_of_work import Store, Work


def _write(name: str) -> Work[str]:
    def unit(db: Connection) -> str:
        db.execute(insert(meta).values(name=name, value=name))
        return name

    return unit


def _fail(name: str) -> Work[str]:
    def unit(db: Connection) -> str:
        _write(name)(db)
        raise ValueError(name)

    return unit


def _names(db: Connection) -> list[str]:
    written = select(meta.c.name).where(meta.c.name.like("unit %")).order_by(meta.c.name)
    return list(db.execute(written).scalars())


@pytest.mark.parametrize("bad", [{0}, {2}, {3, 4}, {8}, {0, 1, 2, 3}, set()])
async def test_a_unit_that_raises_is_undone_alone(store: Store, bad: set[int]) -> None:
    """Those before and after it are kept, each with what it returns, wherever it stands."""
    names = [f"unit {number}" for number in range(9)]
    works = [(_fail if at in bad else _write)(name) for at, name in enumerate(names)]
    done = await store.write_each(works)
    kept = [name for at, name in enumerate(names) if at not in bad]
    assert names == [str(one) for one in done]
    assert kept == [one for one in done if not isinstance(one, ValueError)]
    assert kept == await store.read(_names)


def _change(name: str) -> Work[str]:
    def unit(db: Connection) -> str:
        db.execute(update(meta).where(meta.c.name == name).values(value=meta.c.value + "!"))
        db.execute(select(func.pg_sleep(0.2)))
        return name

    return unit


async def test_who_waits_for_each_other_begins_anew(postgres_url: str) -> None:
    """Two that change the same rows in other orders: none of the units fails for it."""
    stores = [Store(postgres_url), Store(postgres_url)]
    names = ["unit 0", "unit 1"]
    await stores[0].write_each([_write(name) for name in names])
    orders = names, names[::-1]
    done = await asyncio.gather(
        *(
            store.write_each(list(map(_change, order)))
            for store, order in zip(stores, orders, strict=True)
        )
    )
    assert done == [*map(list, orders)]
    values = select(meta.c.value).where(meta.c.name.in_(names)).order_by(meta.c.name)
    assert await stores[0].read(lambda db: list(db.execute(values).scalars())) == [
        f"{name}!!" for name in names
    ]
    for store in stores:
        await store.close()


BREAKING = select(func.pg_terminate_backend(func.pg_backend_pid()).label("broken"))
SLEEPING = select(func.pg_sleep(60).label("slept"))


def _by_sqlalchemy(statement: Any) -> Callable[[Connection], object]:
    return lambda db: db.execute(statement)


def _prepared(statement: Any) -> Callable[[Connection], object]:
    return lambda db: Prepared(statement).all(db, {})


@pytest.mark.parametrize("asked", [_by_sqlalchemy, _prepared])
async def test_a_lost_connection_is_no_fault_of_a_unit(
    postgres_url: str, asked: Callable[[Any], Callable[[Connection], str]]
) -> None:
    """It is raised, as the store's; what was written before it is kept, and told of."""
    store, heard = Store(postgres_url), list[str]()
    store.heard.append(lambda: heard.append("a commit"))
    with pytest.raises(InterruptedWork) as interrupted:
        await store.write_each([_write("unit 0"), asked(BREAKING), _write("unit 2")])
    assert isinstance(interrupted.value.__cause__, DBAPIError)
    assert (["unit 0"], ["a commit"]) == (interrupted.value.done, heard)
    assert ["unit 0"] == await store.read(_names)
    await store.close()


@pytest.mark.parametrize("asked", [_by_sqlalchemy, _prepared])
async def test_who_is_cancelled_in_the_middle_of_a_unit_ends(
    postgres_url: str, asked: Callable[[Any], Callable[[Connection], str]]
) -> None:
    """Nothing of it is kept."""
    store = Store(postgres_url)

    def slow(db: Connection) -> None:
        _write("unit 0")(db)
        asked(SLEEPING)(db)

    writing = asyncio.create_task(store.write_each([slow, slow]))
    await asyncio.sleep(0.3)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(writing, 10)
    assert [] == await store.read(_names)
    await store.close()
