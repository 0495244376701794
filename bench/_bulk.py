"""A store that has seen years of mail, made by the engine itself: each table filled by one
statement.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import URL

from mailbridge.store.engine.schema import EPOCH

POSTS = 5  # of a discussion
RUNS = 6  # kept of each post's words
TEAM = 5  # members of a project
KEY = "abcdefghjkmnpq"  # and three letters for the project
NUMBERED = (
    "projects",
    "people",
    "discussions",
    "inbounds",
    "posts",
    "events",
    "outbox",
    "audiences",
    "due_work",
    "audit_log",
    "tasks",
    "questions",
)
LETTERS = "abcdefghjkmnpqrst"


@dataclass(frozen=True)
class Size:
    discussions: int
    projects: int
    clients: int
    span: timedelta  # in which it all happened

    def project_of(self, discussion: int) -> int:
        return 1 + discussion % self.projects

    def client_of(self, discussion: int) -> int:
        return 1 + discussion % self.clients


def key(project: int) -> str:
    """The local-part of a project's address."""
    many = len(LETTERS)
    return KEY + "".join(LETTERS[project // many**place % many] for place in (2, 1, 0))


def address(client: int) -> str:
    return f"client{client}@house{client % 997}.test"


@dataclass(frozen=True)
class Filling:
    """The rows of a table as SQL: `n` counts them from 1, `d` counts the discussions they belong
    to.
    """

    table: str
    rows: int
    each: int  # rows of a discussion
    columns: dict[str, str]

    def statement(self, series: str) -> str:
        """`series` is a query of the engine's that counts from 1."""
        numbered = f"SELECT n, (n - 1) / {self.each} + 1 AS d FROM g"
        names, values = (
            ", ".join(f'"{name}"' for name in self.columns),
            ", ".join(self.columns.values()),
        )
        return (
            f"INSERT INTO {self.table} ({names}) {series.format(self.rows)} SELECT {values} FROM "
            f"({numbered}) AS numbered"
        )


def fillings(size: Size, now: datetime) -> list[Filling]:
    last, many, posts, team = (
        micros(now),
        size.discussions,
        size.discussions * POSTS,
        size.projects * TEAM,
    )
    at = f"{last} - ({many} - d) * {size.span // timedelta(microseconds=1) // many}"
    client, project = f"1 + d % {size.clients}", f"1 + d % {size.projects}"
    member = f"{size.clients} + 1 + (d % {size.projects}) * {TEAM} + (d / {size.projects}) % {TEAM}"
    is_client, author = (
        f"n <= {size.clients}",
        f"CASE WHEN n % 2 = 0 THEN {member} ELSE {client} END",
    )
    topic = f"opic number ' || {_text('d')}"
    words = f"'We looked at it today and the second draft is ready, number ' || {_text('n')}"
    address_ = (
        f"CASE WHEN {is_client} THEN 'client' || {_text('n')} || '@house' || {_text('n % 997')} "
        "|| '.test' "
        f"ELSE 'member' || {_text('n')} || '@agency.test' END"
    )
    role = f"CASE WHEN {is_client} THEN 'client' ELSE 'member' END"
    where, whose = (
        {"discussion_id": "d", "project_id": project},
        {"discussion_id": "d", "joined": at},
    )
    theirs, ours = f"'p' || {_text('n')} || '@bulk.test'", f"'l' || {_text('n')} || '@bridge.test'"
    answered = {"state": "'answered'", "changed_in": f"d * {POSTS}", "changed_at": at}
    letter = {
        "letter": "'team'",
        "to": f"'member' || {_text(member)} || '@agency.test'",
        "subject": f"'Re: T{topic}",
        "content": """'{"why": "follows"}'""",
        "once": f"'post:' || {_text('n')}",
        "state": "'sent'",
    }
    post = {
        "author_id": author,
        "inbound_id": "n",
        "message_id": theirs,
        "digest": _text("n"),
        "text": words,
        "reply": words,
    }
    client_address = (
        f"'client' || {_text(client)} || '@house' || {_text(f'({client}) % 997')} || '.test'"
    )
    mail = {
        "reverse_path": client_address,
        "author": client_address,
        "forward_path": f"'project' || {_text(project)} || '@bridge.test'",
        "subject": f"'Re: T{topic}",
        "message_id": theirs,
        "disposition": "'accept'",
        "reason": "'member'",
    }
    times = {"created": at, "updated": at, "last_written": at}
    promised = {"answer_by": f"{at} + {timedelta(hours=8) // timedelta(microseconds=1)}"}
    return [
        Filling("projects", size.projects, 1, {"id": "n", "name": (
            f"'Project ' || {_text('n')}"
        ), "created": str(last)}),
        Filling("people", size.clients + team, 1, {"id": "n", "name": (
            f"'Person ' || {_text('n')}"
        ), "role": role, "created": str(last)}),
        Filling("person_addresses", size.clients + team, 1, {"address": address_,
        "person_id": "n"}),
        Filling("memberships", team, TEAM, {"project_id": "d", "person_id": f"{size.clients} + n"}),
        Filling("discussions", many, 1, {"id": "d", "project_id": project, "subject": f"'T{topic}",
        "base_subject": f"'t{topic}", **times, **promised}),
        Filling("participants", many, 1, {**whose, "person_id": client}),
        Filling("participants", many, 1, {**whose, "person_id": member}),
        Filling("questions", many, 1, {"discussion_id": "d", "number": "1", "text": "'Is it?'",
        "asked_by": client, **answered}),
        Filling("inbounds", posts, POSTS, {"id": "n", **where, "received": at, "state": "'done'",
        "post_id": "n", **mail}),
        Filling("posts", posts, POSTS, {"id": "n", **where, **post, "created": at}),
        Filling("seen_ids", posts, POSTS, {**where, "message_id": theirs, "by_us": "TRUE"}),
        Filling("seen_ids", posts, POSTS, {**where, "message_id": ours, "by_us": "TRUE"}),
        Filling("events", posts, POSTS, {"discussion_id": "d", "kind": "'posted'", "at": at,
        "post_id": "n", "actor_id": author}),
        Filling("outbox", posts, POSTS, {
            **letter, "discussion_id": "d", "post_id": "n", "person_id": member,
                "message_id": ours, "created": at}),
        Filling("tasks", many // 10, 1, {"project_id": project, "discussion_id": "d", "title": (
            f"'Task ' || {_text('n')}"
        ), "state": "CASE WHEN n % 20 = 0 THEN 'open' ELSE 'done' END", "created": at}),
        Filling("sketches", posts * RUNS, POSTS * RUNS, {**where, "run": (
            "CAST(n AS BIGINT) * 76147"
        )}),
    ]  # fmt: skip


def micros(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def _text(number: str) -> str:
    return f"CAST({number} AS TEXT)"


def fill(url: URL, size: Size, now: datetime, more: Sequence[str] = ()) -> None:
    """`more`: statements that are run afterwards."""
    keys = [(key(project), project, micros(now)) for project in range(1, size.projects + 1)]
    if url.get_backend_name() == "sqlite":
        _fill_sqlite(str(url.database), fillings(size, now), keys, more)
    else:
        asyncio.run(_fill_postgres(url, fillings(size, now), keys, more))


def _fill_sqlite(
    file: str, made: list[Filling], keys: list[tuple[str, int, int]], more: Sequence[str]
) -> None:
    db = sqlite3.connect(file, isolation_level=None)
    for pragma in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-400000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("BEGIN")
    for one in made:
        db.execute(
            one.statement(
                "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {})"
            )
        )
    db.executemany("INSERT INTO project_keys (key, project_id, created) VALUES (?, ?, ?)", keys)
    for statement in more:
        db.execute(statement)
    db.execute("COMMIT")
    db.close()


async def _fill_postgres(
    url: URL, made: list[Filling], keys: list[tuple[str, int, int]], more: Sequence[str]
) -> None:
    import asyncpg

    db = await asyncpg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False)
    )
    await db.execute(
        "SET session_replication_role = replica; SET synchronous_commit = off; SET "
        "maintenance_work_mem = '256MB'"
    )
    for one in made:
        await db.execute(
            one.statement("WITH g(n) AS (SELECT generate_series(1, CAST({} AS BIGINT)))"),
            timeout=3600,
        )
    await db.executemany(
        "INSERT INTO project_keys (key, project_id, created) VALUES ($1, $2, $3)", keys
    )
    for statement in more:
        await db.execute(statement, timeout=3600)
    for table in NUMBERED:
        await db.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
        )
    await db.execute(
        "VACUUM ANALYZE", timeout=3600
    )  # as the server does by itself, some time later
    await db.close()
