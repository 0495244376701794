"""The newest number of a time is found by looking at few rows."""

import random
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import insert

from mailbridge.store.engine.schema import projects
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.search.times import last_of_older, newest_before

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize("numbers", [0, 1, 40, 400])
@pytest.mark.parametrize("gaps", [1, 3, 100_000])
async def test_no_row_is_missed(store_url: str, numbers: int, gaps: int) -> None:
    """However far apart the numbers lie: all rows up to it are older, and all behind it are not."""
    some, store = random.Random(numbers + gaps), Store(store_url)
    ids = sorted(some.sample(range(1, numbers * gaps + 1), numbers))
    times = {id_: NOW + timedelta(minutes=place // 3) for place, id_ in enumerate(ids)}
    rows = [{"id": id_, "name": f"{id_}", "created": at} for id_, at in times.items()]
    if rows:
        await store.write(lambda db: db.execute(insert(projects), rows))
    for minutes in (-1, 0, 1, 2, 7, 60, 132, 133, 134, 500):
        at = NOW + timedelta(minutes=minutes)
        for search in (newest_before, last_of_older):
            last = partial(search, number=projects.c.id, time=projects.c.created, at=at)
            found = await store.read(last)
            assert [id_ for id_ in ids if times[id_] < at] == [id_ for id_ in ids if id_ <= found]
    await store.close()


async def test_rows_that_were_brought_here_later_hide_no_newer_ones(store_url: str) -> None:
    """What is as old as it was there has higher numbers than what was written here before."""
    store, ids = Store(store_url), range(1, 221)
    rows = [
        {"id": id_, "name": f"{id_}", "created": NOW + timedelta(days=id_ if id_ <= 200 else -id_)}
        for id_ in ids
    ]
    await store.write(lambda db: db.execute(insert(projects), rows))
    at = NOW + timedelta(days=101)
    for search, number in ((last_of_older, 100), (newest_before, 220)):
        found = partial(search, number=projects.c.id, time=projects.c.created, at=at)
        assert number == await store.read(found)
    await store.close()
