"""Statements of a size both engines take, and insertion that keeps what is there."""

from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table

CHUNK = 500  # bound parameters in one statement


def insert_ignore(db: Connection, table: Table) -> Any:
    """INSERT … ON CONFLICT DO NOTHING, on either engine."""
    return _statement(db.dialect.name, table)


@cache
def _statement(dialect: str, table: Table) -> Any:
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table).on_conflict_do_nothing()
