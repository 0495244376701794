"""Statements of a size both engines take, and insertion that keeps what is there."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

CHUNK = 500  # bound parameters in one statement


def insert_ignore(db: Connection, table: Table) -> Any:
    """INSERT … ON CONFLICT DO NOTHING, on either engine."""
    return _statement(db.dialect.name, table)


@cache
def _statement(dialect: str, table: Table) -> Any:
    inserts = postgresql if dialect == "postgresql" else sqlite
    return inserts.insert(table).on_conflict_do_nothing()
