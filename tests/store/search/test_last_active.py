"""Discussions that are asked for without words: the last active first."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert

from mailbridge.store.engine.schema import discussions, projects
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.search.find import Asked, Scope, find_discussions

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ALL, LIMIT, STEPS = Scope(None), 10, 100  # steps of SQLite's machine between two counts
STATES = (("open", "team"), ("open", "client"), ("closed", "nobody"))


def _fill(db: Connection, first: int, last: int) -> None:
    """Discussions with these numbers, each active a second after the one before, by turns in the
    STATES.
    """
    for number in range(first, last + 1):
        at = NOW + timedelta(seconds=number)
        state, whose_move = STATES[number % 3]
        row = {"id": number, "project_id": 1, "subject": f"{number}", "base_subject": f"{number}"}
        row |= {"internal": False, "created": at, "updated": at, "last_written": at}
        row |= {"state": state, "whose_move": whose_move}
        db.execute(insert(discussions).values(row))


def _found(db: Connection, *states: str) -> list[int]:
    return [row.id for row in find_discussions(db, ALL, Asked(states=states), LIMIT)]


async def test_the_last_active_of_a_state_come_first(store_url: str) -> None:
    """On either engine, those alone that are asked for."""
    store = Store(store_url)

    def fill_and_find(db: Connection) -> list[list[int]]:
        db.execute(insert(projects).values({"id": 1, "name": "Bloom", "created": NOW}))
        _fill(db, 1, 60)
        return [_found(db, "ours"), _found(db, "waiting"), _found(db, "closed"), _found(db)]

    ours, waiting, closed, all_ = await store.write(fill_and_find)
    await store.close()
    assert (list(range(60, 30, -3)), list(range(58, 28, -3))) == (ours, waiting)
    assert (list(range(59, 29, -3)), list(range(60, 50, -1))) == (closed, all_)


async def test_few_are_found_among_many_as_soon_as_among_few(sqlite_url: str) -> None:
    """SQLite does not look at all that are open to show the newest."""
    store = Store(sqlite_url)

    def steps(db: Connection) -> int:
        count = 0

        def step() -> int:
            nonlocal count
            count += 1
            return 0

        driver = db.connection.dbapi_connection
        assert driver is not None
        driver.set_progress_handler(step, STEPS)
        _found(db, "ours")
        driver.set_progress_handler(None, STEPS)
        return count

    def measured(db: Connection) -> tuple[int, int]:
        db.execute(insert(projects).values({"id": 1, "name": "Bloom", "created": NOW}))
        _fill(db, 1, 100)
        among_few = steps(db)
        _fill(db, 101, 3000)
        return among_few, steps(db)

    among_few, among_many = await store.write(measured)
    await store.close()
    assert 0 < among_few
    assert among_many <= among_few + 2
