"""Prepared statements: they answer as SQLAlchemy does, and what they touch of it is named here."""

import inspect
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.sql.compiler import SQLCompiler

from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import Id, Time
from mailbridge.store.engine.sqlite_form import TOGETHER, SqliteForm
from mailbridge.store.engine.unit_of_work import Store

NOON = datetime(2026, 11, 23, 12, 0, 0, 250, tzinfo=UTC)
THINGS = Table(  # a column of each type that the schema has
    "things",
    MetaData(),
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("at", Time),
    Column("is_kept", Boolean, nullable=False, default=False),
    Column("words", JSON, nullable=False, default=list),
    Column("content", LargeBinary),
    UniqueConstraint("name"),
)
ROWS: list[dict[str, Any]] = [
    {"id": 1, "name": "a", "at": NOON, "is_kept": True, "words": ["x"], "content": b"\x00\xff"},
    {"id": 2, "name": "b", "at": None, "is_kept": False, "words": {"y": None}, "content": None},
    {"id": 3, "name": "ж'\"", "at": NOON, "is_kept": True, "words": [], "content": b""},
]
IDS, NAME, AT = bindparam("ids", expanding=True), bindparam("called"), bindparam("when", type_=Time)
READING: dict[str, tuple[Any, dict[str, Any]]] = {
    "everything": (select(THINGS).order_by(THINGS.c.id), {}),
    "one": (select(THINGS).where(THINGS.c.name == NAME), {"called": "ж'\""}),
    "none": (select(THINGS).where(THINGS.c.name == NAME), {"called": "nobody"}),
    "a list": (select(THINGS).where(THINGS.c.id.in_(IDS)).order_by(THINGS.c.id), {"ids": [1, 3]}),
    "an empty list": (select(THINGS).where(THINGS.c.id.in_(IDS)), {"ids": []}),
    "not in a list": (select(THINGS.c.id).where(THINGS.c.id.not_in(IDS)), {"ids": [1, 3]}),
    "a list of moments": (
        select(THINGS.c.id).where(THINGS.c.at.in_(bindparam("moments", expanding=True))),
        {"moments": [NOON]},
    ),
    "a constant list": (select(THINGS.c.name).where(THINGS.c.name.in_(["a", "b"])), {}),
    "a moment": (
        select(THINGS.c.id).where(THINGS.c.at == AT).order_by(THINGS.c.id),
        {"when": NOON},
    ),
    "constants": (
        select(THINGS.c.id).where(THINGS.c.is_kept.is_(True), THINGS.c.name != "a").limit(5),
        {},
    ),
    "a list among others": (
        select(THINGS.c.id)
        .where(THINGS.c.name != NAME, THINGS.c.id.in_(IDS), THINGS.c.is_kept == bindparam("kept"))
        .order_by(THINGS.c.id),
        {"kept": True, "ids": [1, 2, 3], "called": "a"},
    ),
    "a function": (select(func.max(THINGS.c.id).label("last")), {}),
}


async def opened(url: str) -> Store:
    """A store whose only rows are those of THINGS."""
    store = Store(url)

    def make(db: Connection) -> None:
        THINGS.create(db)
        db.execute(insert(THINGS), ROWS)

    await store.write(make)
    return store


@pytest.mark.parametrize("way", ["read", "write"])
async def test_it_answers_as_sqlalchemy_does(bare_url: str, way: str) -> None:
    """By names and by places, on both engines, whether it goes to the driver or not."""
    store = await opened(bare_url)
    run = store.read if way == "read" else store.write
    for case, (statement, params) in READING.items():
        usual, found = await run(_both_ways(statement, params))
        assert (case, usual) == (case, found)
    await store.close()


def _both_ways(statement: Any, params: dict[str, Any]) -> Callable[[Connection], tuple[Any, Any]]:
    """What SQLAlchemy gives and what a prepared statement gives: names and values, all rows and
    the first.
    """
    prepared = Prepared(statement)

    def work(db: Connection) -> tuple[Any, Any]:
        usual = [(row._asdict(), tuple(row)) for row in db.execute(statement, params)]
        rows = [(row._asdict(), tuple(row)) for row in prepared.all(db, params)]
        one, scalar = prepared.first(db, params), prepared.scalar(db, params)
        first = usual[0][1] if usual else None
        return (usual, first, first and first[0]), (rows, one and tuple(one), scalar)

    return work


async def test_it_writes_as_sqlalchemy_does(bare_url: str) -> None:
    """Each way of writing leaves the rows that it should; only columns with parameters are set."""
    store = await opened(bare_url)
    add = on_either(
        lambda dialect: dialect.insert(THINGS).on_conflict_do_nothing().returning(THINGS.c.id)
    )
    change = Prepared(update(THINGS).where(THINGS.c.id == bindparam("this")))
    drop = Prepared(delete(THINGS).where(THINGS.c.id.in_(IDS)))
    put = Prepared(insert(THINGS))
    new = {"at": NOON, "is_kept": False, "words": {"z": 1}, "content": None}

    def work(db: Connection) -> list[Any]:
        put.run_each(db, [])
        put.run_each(db, [{"id": 4, "name": "d", **new}, {"id": 5, "name": "e", **new}])
        made = add.each(db, [{"id": 6, "name": "f", **new}, {"id": 7, "name": "f", **new}])
        counts = [change.run(db, {"this": 1, "words": [], "at": None})]
        counts += [change.run(db, {"this": 99, "name": "g"}), drop.run(db, {"ids": [2, 3]})]
        return [
            [row.id for row in made],
            counts,
            db.execute(select(THINGS).order_by(THINGS.c.id)).all(),
        ]

    made, counts, rows = await store.write(work)
    await store.close()
    changed = {**ROWS[0], "words": [], "at": None}
    added = [{"id": at, "name": name, **new} for at, name in ((4, "d"), (5, "e"), (6, "f"))]
    assert ([6], [1, 0, 2]) == (made, counts)
    assert [changed, *added] == [row._asdict() for row in rows]


async def test_many_rows_go_in_together(bare_url: str) -> None:
    """As many as one statement takes, and more; what is there already is left out of the answer."""
    store, count = await opened(bare_url), 2 * TOGETHER + 3
    add = on_either(
        lambda dialect: dialect.insert(THINGS).on_conflict_do_nothing().returning(THINGS.c.id)
    )
    put = Prepared(insert(THINGS))
    row = {"at": NOON, "is_kept": True}
    rows = [{"id": at, "name": f"n{at}", "words": [at], **row} for at in range(1, count + 1)]
    later = [{**row, "id": row["id"] + count, "name": f"later {row['id']}"} for row in rows]

    def work(db: Connection) -> tuple[list[int], list[Any]]:
        made = sorted(row.id for row in add.each(db, rows))
        put.run_each(db, later)
        kept = db.execute(select(THINGS.c.id, THINGS.c.words).where(THINGS.c.id > len(ROWS)))
        return made, sorted(kept.all())

    made, kept = await store.write(work)
    await store.close()
    assert [row["id"] for row in rows if row["id"] > len(ROWS)] == made
    assert [(row["id"], row["words"]) for row in [*rows, *later]][len(ROWS) :] == kept


async def test_a_fault_is_sqlalchemys_and_names_no_value(bare_url: str) -> None:
    """A log is no place for addresses."""
    store, put = await opened(bare_url), Prepared(insert(THINGS))
    secret = {"id": 9, "name": "a", "is_kept": True, "words": ["secret@bloom.test"]}
    with pytest.raises(IntegrityError) as fault:
        await store.write(lambda db: put.run(db, secret))
    await store.close()
    if bare_url.startswith("sqlite"):
        assert (None, sqlite3.IntegrityError) == (fault.value.params, type(fault.value.orig))
        assert "secret" not in str(fault.value)


async def test_on_the_writing_thread_of_sqlite_it_goes_to_the_driver(bare_sqlite_url: str) -> None:
    """SQLAlchemy hears nothing of it, and it is compiled once for each set of names."""
    store, prepared = await opened(bare_sqlite_url), Prepared(READING["one"][0])
    heard: list[str] = []

    def work(db: Connection) -> None:
        event.listen(db, "before_cursor_execute", lambda *args: heard.append(args[2]))
        for name in ("a", "b", "c"):
            prepared.first(db, {"called": name})

    await store.write(work)
    await store.close()
    assert ([], 1) == (heard, len(prepared._forms["pysqlite"]))


@pytest.mark.parametrize("case", [case for case, (_, params) in READING.items() if params])
def test_its_text_and_values_are_those_that_sqlalchemy_would_send(case: str) -> None:
    """`SqliteForm` takes apart what `SQLCompiler.construct_expanded_state` does; the two agree."""
    statement, params = READING[case]
    dialect = sqlite.dialect()
    compiled = statement.compile(dialect=dialect, column_keys=list(params))
    expanded = compiled.construct_expanded_state(params)
    form = SqliteForm(statement, _Bare(dialect), tuple(params))  # type: ignore[arg-type]
    write = {**compiled._bind_processors, **expanded.processors}
    values = [(name, expanded.parameters[name]) for name in expanded.positiontup]
    sent = [write[name](value) if name in write else value for name, value in values]
    assert _plain(expanded.statement) == _plain(form.text(params))
    assert sent == form.values(params)


@pytest.mark.parametrize("case", ["constants", "a constant list"])
def test_constants_stand_in_its_text(case: str) -> None:
    """A bound one may have SQLite plan the statement anew each time."""
    form = SqliteForm(READING[case][0], _Bare(sqlite.dialect()), ())  # type: ignore[arg-type]
    assert ([], False) == (form.values({}), "?" in form.text({}))


class _Bare:
    """What `SqliteForm` asks of a connection: its dialect."""

    def __init__(self, dialect: Any) -> None:
        self.dialect = dialect


def _plain(text: str) -> str:
    """An empty list is spelt in two ways that mean the same."""
    return " ".join(text.split()).replace("(SELECT 1 FROM (SELECT 1) WHERE 1!=1)", "(NULL)")


def test_what_it_touches_of_sqlalchemy_is_there() -> None:
    """Names that SQLAlchemy may change without notice, each as the forms of statements use it."""
    dialect = sqlite.dialect()
    statement = select(THINGS.c.id, THINGS.c.at).where(THINGS.c.at == AT, THINGS.c.id.in_(IDS))
    compiled = statement.compile(dialect=dialect, column_keys=["when", "ids"])
    assert isinstance(compiled, SQLCompiler)
    assert {"when", "ids"} == set(compiled.bind_names.values())
    assert ["when", "ids"] == compiled.positiontup
    assert "things.id IN (__[POSTCOMPILE_ids])" in str(compiled)
    assert {"when": False, "ids": True} == {
        name: bind.expanding for bind, name in compiled.bind_names.items()
    }
    assert ["id", "at"] == [column.key for column in statement.exported_columns]
    moment = THINGS.c.at.type.dialect_impl(dialect)
    kept = moment.bind_processor(dialect)(NOON)
    assert NOON == moment.result_processor(dialect, None)(kept)
    wanted = ["statement", "params", "orig", "dbapi_base_err", "dialect"]
    taken = inspect.signature(DBAPIError.instance).parameters
    assert wanted == [name for name in taken if name in wanted]


async def test_on_postgresql_it_goes_to_the_driver_unless_its_text_is_made_each_time(
    bare_postgres_url: str,
) -> None:
    """SQLAlchemy hears of a list, and of nothing else."""
    store, heard = await opened(bare_postgres_url), list[str]()

    def work(db: Connection) -> None:
        event.listen(db, "before_cursor_execute", lambda *args: heard.append(args[2]))
        for statement, params in READING.values():
            Prepared(statement).all(db, params)

    await store.read(work)
    await store.close()
    lists = [case for case in READING if "list" in case]
    assert (len(lists), True) == (len(heard), all(" IN (" in text for text in heard))


def test_what_it_touches_of_sqlalchemy_for_postgresql_is_there() -> None:
    """Names as `PostgresForm` uses them."""
    statement = select(THINGS.c.id).where(THINGS.c.at == AT, THINGS.c.name == NAME)
    compiled = statement.compile(dialect=asyncpg.dialect(), column_keys=["when", "called"])
    assert isinstance(compiled, SQLCompiler)
    assert ["when", "called"] == compiled.positiontup
    assert "things.at = $1::BIGINT AND things.name = $2::VARCHAR" in str(compiled)
    taken = inspect.signature(Connection._handle_dbapi_exception).parameters
    assert ["e", "statement", "parameters", "cursor", "context"] == list(taken)[1:6]


async def test_the_connection_below_is_sqlites_own(bare_sqlite_url: str) -> None:
    """`Connection.connection.dbapi_connection` has an `execute` of its own."""
    store = Store(bare_sqlite_url)
    found = await store.write(lambda db: (db.dialect.driver, type(db.connection.dbapi_connection)))
    await store.close()
    assert ("pysqlite", sqlite3.Connection) == found
