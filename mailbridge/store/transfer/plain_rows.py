"""Rows as plain values of JSON, and which of their columns name something."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql import ColumnElement

from mailbridge.store.engine import schema
from mailbridge.store.engine.schema import Time

PlainRow = dict[str, Any]
OF_DISCUSSION = (
    schema.participants,
    schema.following,
    schema.seen_ids,
    schema.sketches,
    schema.questions,
    schema.tasks,
    schema.events,
)
OF_POST = (schema.audiences, schema.reactions, schema.attachments)
NAMES = {  # what a column names, by its own name
    "project": ("project_id", "accepted_into"),
    "discussion": ("discussion_id", "runner_up", "merged_into"),
    "post": ("post_id", "changed_in"),
    "task": ("task_id",),
    "question": ("question_id",),
    "inbound": ("inbound_id",),
    "raw": ("raw_id",),
    "person": (
        "person_id",
        "author_id",
        "actor_id",
        "asked_by",
        "asked_of",
        "assignee_id",
        "changed_by",
        "created_by",
        "released_by",
    ),
}
KIND_OF = {column: kind for kind, columns in NAMES.items() for column in columns}


def plain_rows(db: Connection, table: Table, *where: ColumnElement[bool]) -> list[PlainRow]:
    """The rows in the order of their keys, without the octets of raw messages."""
    columns = [column for column in table.c if column.name != "content"]
    wanted = select(*columns).where(*where).order_by(*table.primary_key.columns)
    return [_plain(row._asdict()) for row in db.execute(wanted)]


def _plain(row: Mapping[str, Any]) -> PlainRow:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def people_named(rows: list[PlainRow]) -> Iterator[int]:
    """The ids of all people whom rows name."""
    for row in rows:
        yield from (row[name] for name in NAMES["person"] if row.get(name))


def as_columns(table: Table, row: PlainRow) -> dict[str, Any]:
    """The inverse of a plain row; what this version does not know is left out."""
    return {
        column.name: _as_kept(column.type, row[column.name])
        for column in table.c
        if column.name in row
    }


def _as_kept(kind: object, value: Any) -> Any:
    is_time = isinstance(kind, Time) and value is not None
    return datetime.fromisoformat(value) if is_time else value
