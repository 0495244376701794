"""Plain values of a discussion become rows again: under the numbers they had, where those are
free.
"""

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from mailbridge.store.engine import schema
from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.transfer.plain_rows import KIND_OF, PlainRow, as_columns
from mailbridge.store.transfer.take_out import DiscussionRecord, PostRecord
from mailbridge.values import dataclass

TABLES = {
    "project": schema.projects,
    "person": schema.people,
    "discussion": schema.discussions,
    "post": schema.posts,
    "task": schema.tasks,
    "question": schema.questions,
    "inbound": schema.inbounds,
    "raw": schema.raws,
}
KINDS = {table.name: kind for kind, table in TABLES.items()}
NOBODY = 0  # the service itself, among actors


ELSEWHERE = ("runner_up", "merged_into")  # columns that name another discussion


@dataclass(slots=True)
class Links:
    """What discussions of one import say of each other: which number each has here, and rows that
    name one which may come later.
    """

    numbers: dict[int, int] = field(default_factory=dict)
    rows: list[tuple[str, int, str, int]] = field(default_factory=list)  # table, id, column, old


@dataclass(slots=True)
class Numbers:
    """Which number each thing has here, by the one it had."""

    db: Connection
    known: dict[tuple[str, int], int] = field(default_factory=dict)

    def claim(self, kind: str, old: int) -> int:
        """The old number where it is free, else the next one."""
        table = TABLES[kind]
        taken = self.db.execute(select(table.c.id).where(table.c.id == old)).first()
        if taken is not None:
            old = self.db.execute(select(func.max(table.c.id))).scalar_one() + 1
        return old

    def of(self, column: str, old: Any) -> Any:
        """The number of what a column names; None where it did not come along."""
        kind = KIND_OF.get(column)
        if kind is None or old in (None, NOBODY):
            return old
        return self.known.get((kind, old))


def is_known(db: Connection, record: DiscussionRecord, posts: Sequence[PostRecord]) -> bool:
    """Whether the discussion, or one of its messages, is here already."""
    here = db.execute(
        select(schema.projects.c.id).where(schema.projects.c.name == record.project["name"])
    ).scalar()
    if here is None:
        return False
    mine = as_columns(schema.discussions, record.discussion)
    of, said = schema.discussions.c, schema.posts.c
    same = (of.project_id == here) & (of.created == mine["created"])
    same &= of.subject == mine["subject"]
    if db.execute(select(of.id).where(same)).first() is not None:
        return True
    digests = [post.post["digest"] for post in posts if post.post["digest"]]
    wanted = select(said.id).where(said.project_id == here, said.digest.in_(digests))
    ids = [post.post["message_id"] for post in posts]
    return db.execute(wanted.where(said.message_id.in_(ids)).limit(1)).first() is not None


def bring_back(
    db: Connection,
    record: DiscussionRecord,
    posts: Sequence[PostRecord],
    contents: Sequence[dict[str, Any] | None],
    links: Links,
    fresh_key: str,
) -> int:
    """Write all of it; returns the number of the discussion here. `contents`: of each post the
    columns of its raw message, or None. Adds to `links`, for `link` to be called at the end. The
    project gets the fresh key where another has its own.
    """
    numbers = Numbers(db)
    _project(db, numbers, record, fresh_key)
    _people(db, numbers, record)
    for kind, rows in (
        ("discussion", [record.discussion]),
        ("post", [post.post for post in posts]),
        ("inbound", [post.inbound for post in posts if post.inbound is not None]),
        ("task", record.rows["tasks"]),
        ("question", record.rows["questions"]),
    ):
        _claim(numbers, kind, rows)
    _add(db, numbers, schema.discussions, record.discussion)
    for post, content in zip(posts, contents, strict=True):
        _post(db, numbers, post, content)
    for name, rows in record.rows.items():
        for row in rows:
            _add(db, numbers, schema.metadata.tables[name], row)
    _count_on(db)
    made = numbers.known["discussion", record.discussion["id"]]
    links.numbers[record.discussion["id"]] = made
    links.rows += _named_elsewhere(numbers, record, posts)
    return made


def _named_elsewhere(
    numbers: Numbers, record: DiscussionRecord, posts: Sequence[PostRecord]
) -> Iterator[tuple[str, int, str, int]]:
    rows = [("discussion", record.discussion), *(("post", post.post) for post in posts)]
    for kind, row in rows:
        for name in ELSEWHERE:
            if row.get(name) is not None:
                yield TABLES[kind].name, numbers.known[kind, row["id"]], name, row[name]


def link(db: Connection, links: Links) -> None:
    """Write which discussions name each other, as far as they came along."""
    for name, number, column, old in links.rows:
        table = schema.metadata.tables[name]
        if old in links.numbers:
            change = update(table).where(table.c.id == number)
            db.execute(change.values({column: links.numbers[old]}))


def _claim(numbers: Numbers, kind: str, rows: Sequence[PlainRow]) -> None:
    """Numbers for all of them, before any row names another."""
    given: set[int] = set()
    for row in rows:
        number = numbers.claim(kind, row["id"])
        while number in given:
            number += 1
        given.add(number)
        numbers.known[kind, row["id"]] = number


def _add(db: Connection, numbers: Numbers, table: Table, row: PlainRow) -> None:
    """Insert a row with what it names; a row that is there already stays."""
    values = as_columns(table, row)
    for name in values:
        if name != "id":
            values[name] = numbers.of(name, values[name])
    kind = KINDS.get(table.name)
    if kind is not None:
        values["id"] = numbers.known[kind, row["id"]]
    elif "id" in values:
        _free_number(db, table, values)
    if values.get("once") is not None and values["discussion_id"] != row["discussion_id"]:
        values["once"] = None  # it names the number of before
    if not any(values[name] is None for name in _must(table) if name in values):
        db.execute(insert_ignore(db, table).values(**values))


def _free_number(db: Connection, table: Table, values: dict[str, Any]) -> None:
    if db.execute(select(table.c.id).where(table.c.id == values["id"])).first() is not None:
        values["id"] = db.execute(select(func.max(table.c.id))).scalar_one() + 1


def _must(table: Table) -> list[str]:
    return [column.name for column in table.c if not column.nullable]


def _project(db: Connection, numbers: Numbers, record: DiscussionRecord, fresh_key: str) -> None:
    """The project of this name, or a new one with its settings and its addresses."""
    old = record.project["id"]
    projects, keys = schema.projects, schema.project_keys
    here = db.execute(
        select(projects.c.id).where(projects.c.name == record.project["name"])
    ).scalar()
    if here is not None:
        numbers.known["project", old] = here
        return
    numbers.known["project", old] = numbers.claim("project", old)
    _add(db, numbers, projects, record.project)
    for key in record.keys:
        values = as_columns(keys, key) | {"project_id": numbers.known["project", old]}
        db.execute(insert_ignore(db, keys).values(**values))
    mine = (keys.c.project_id == numbers.known["project", old]) & keys.c.retires.is_(None)
    if db.execute(select(keys.c.key).where(mine)).first() is None:
        made = as_columns(schema.projects, record.project)["created"]
        values = {"key": fresh_key, "project_id": numbers.known["project", old], "created": made}
        db.execute(insert(keys).values(**values))


def _people(db: Connection, numbers: Numbers, record: DiscussionRecord) -> None:
    """Whoever has one of their addresses is them; the others are made."""
    addresses, project = schema.person_addresses, numbers.known["project", record.project["id"]]
    for person in record.people:
        theirs = addresses.c.address.in_(person["addresses"])
        here = db.execute(select(addresses.c.person_id).where(theirs)).scalar()
        numbers.known["person", person["id"]] = here or numbers.claim("person", person["id"])
        number = numbers.known["person", person["id"]]
        if here is None:
            values = as_columns(schema.people, person) | {"id": number}
            db.execute(insert(schema.people).values(**values))
        for position, address in enumerate(person["addresses"]):
            row = {"address": address, "person_id": number, "position": position}
            db.execute(insert_ignore(db, addresses).values(**row))
        if person["joined"]:
            joined = {"project_id": project, "person_id": number}
            db.execute(insert_ignore(db, schema.memberships).values(**joined))


def _post(
    db: Connection, numbers: Numbers, post: PostRecord, content: dict[str, Any] | None
) -> None:
    """The message first, then the post, then what belongs to it."""
    if content is not None and post.raw is not None:
        number = numbers.claim("raw", post.raw["id"])
        db.execute(insert(schema.raws).values(id=number, **content))
        numbers.known["raw", post.raw["id"]] = number
    if post.inbound is not None:
        _add(db, numbers, schema.inbounds, post.inbound)
    _add(db, numbers, schema.posts, post.post)
    for name, rows in post.rows.items():
        for row in rows:
            _add(db, numbers, schema.metadata.tables[name], row)


def _count_on(db: Connection) -> None:
    """New rows get numbers after those that came back."""
    if db.dialect.name != "postgresql":
        return
    for table in schema.metadata.sorted_tables:
        if "id" in table.c and table.c.id.primary_key:
            sequence = func.pg_get_serial_sequence(table.name, "id")
            last = select(func.max(table.c.id)).scalar_subquery()
            if db.execute(select(sequence)).scalar() is not None:
                now = func.coalesce(last, 1)
                db.execute(select(func.setval(sequence, now, last.is_not(None))))
