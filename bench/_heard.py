"""What an open store says to its database, and how the database would do it."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, event

from mailbridge.store.engine.postgres_form import PostgresForm
from mailbridge.store.engine.unit_of_work import Store


def hear_prepared(hear: Callable[[str, Any], None]) -> Callable[[], None]:
    """Tell of each statement that goes to PostgreSQL's driver straight away, with its values.
    Returns what ends that.
    """
    one, many = PostgresForm.ask, PostgresForm.ask_each

    def ask(form: PostgresForm, db: Connection, params: Any) -> Any:
        hear(form.text, tuple(form.values(params)))
        return one(form, db, params)

    def ask_each(form: PostgresForm, db: Connection, rows: Sequence[Any]) -> Iterator[Any]:
        hear(form.text, tuple(form.values(rows[0])))
        return many(form, db, rows)

    def end() -> None:
        PostgresForm.ask, PostgresForm.ask_each = one, many  # type: ignore[method-assign]

    PostgresForm.ask, PostgresForm.ask_each = ask, ask_each  # type: ignore[method-assign]
    return end


class Heard:
    """Listens from the store's first connection on; `statements` since it was told to forget."""

    def __init__(self, store: Store) -> None:
        self.statements: list[tuple[str, Any]] = []
        engine: Any = store._engine
        if store.is_sqlite:
            for one in (engine._readable, engine._writer._engine):
                one.dispose()
                event.listen(one, "connect", self._trace)
            engine._writer._disconnect()
        else:
            event.listen(engine._engine.sync_engine, "before_cursor_execute", self._hear)
            hear_prepared(lambda statement, params: self.statements.append((statement, params)))

    def _trace(self, connection: Any, record: Any) -> None:
        connection.set_trace_callback(self._traced)

    def _traced(self, statement: str) -> None:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            self.statements.append((statement, None))

    def _hear(
        self, connection: Any, cursor: Any, statement: str, params: Any, context: Any, many: bool
    ) -> None:
        self.statements.append((statement, params[0] if many else params))

    def forget(self) -> None:
        self.statements.clear()

    async def plans(self, store: Store, slow: float) -> list[str]:
        """Of those that only read and take longer than so many milliseconds now."""
        asked, told = list(self.statements), []
        for statement, params in asked:
            if statement.startswith(("SELECT", "WITH")):
                told += await store.read(lambda db, s=statement, p=params: _plan(db, s, p, slow))
        self.forget()
        return told


def _plan(db: Connection, statement: str, params: Any, slow: float) -> list[str]:
    """CPU counts on SQLite, the server's own time on PostgreSQL: the machine may be busy."""
    if db.dialect.name == "sqlite":
        began = time.thread_time()
        db.exec_driver_sql(statement, params).all()
        took = (time.thread_time() - began) * 1e3
        plan = _lines(db, f"EXPLAIN QUERY PLAN {statement}", params) if took >= slow else []
    else:
        plan = _lines(db, f"EXPLAIN ANALYZE {statement}", params)
        took = sum(
            float(line.split()[2])
            for line in plan
            if line.startswith(("Planning Time", "Execution Time"))
        )
    shown = " ".join(statement.split())[:1500]
    return [f"{took:.0f} ms: {shown}", *(f"    {line}" for line in plan)] if took >= slow else []


def _lines(db: Connection, statement: str, params: Any) -> list[str]:
    return [str(row[-1]) for row in db.exec_driver_sql(statement, params)]
