"""How much waits for somebody: a few numbers in one statement."""

from typing import Any

from sqlalchemy import Connection, ScalarSelect, select


def ask_together(db: Connection, *numbers: ScalarSelect[Any]) -> tuple[int, ...]:
    """Each of these numbers."""
    return tuple(db.execute(select(*numbers)).one())
