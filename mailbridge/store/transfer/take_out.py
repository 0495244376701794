"""What the database holds of a discussion, as plain values."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select

from mailbridge.store.engine import schema
from mailbridge.store.transfer.plain_rows import (
    OF_DISCUSSION,
    OF_POST,
    PlainRow,
    people_named,
    plain_rows,
)
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A post with what belongs to it; `rows` by the names of tables."""

    post: PlainRow
    inbound: PlainRow | None
    raw: PlainRow | None
    rows: dict[str, list[PlainRow]]


@dataclass(frozen=True, slots=True)
class DiscussionRecord:
    """A discussion with its project and people, without its posts."""

    discussion: PlainRow
    project: PlainRow
    keys: list[PlainRow]
    people: list[PlainRow]  # with "addresses", and whether they belong to the project
    rows: dict[str, list[PlainRow]]


def discussions_of(db: Connection, project_id: int) -> Sequence[int]:
    """The discussions of a project that hold posts, in order."""
    wanted = select(schema.posts.c.discussion_id).where(schema.posts.c.project_id == project_id)
    return db.execute(wanted.distinct().order_by(schema.posts.c.discussion_id)).scalars().all()


def posts_of(db: Connection, discussion_id: int) -> list[PostRecord]:
    """In order."""
    return [
        PostRecord(
            post,
            _one(db, schema.inbounds, post["inbound_id"]),
            _raw(db, post["inbound_id"]),
            {of.name: plain_rows(db, of, of.c.post_id == post["id"]) for of in OF_POST},
        )
        for post in plain_rows(db, schema.posts, schema.posts.c.discussion_id == discussion_id)
    ]


def _one(db: Connection, table: Any, number: int | None) -> PlainRow | None:
    rows = plain_rows(db, table, table.c.id == number) if number is not None else []
    return rows[0] if rows else None


def _raw(db: Connection, inbound_id: int | None) -> PlainRow | None:
    inbound = _one(db, schema.inbounds, inbound_id)
    return _one(db, schema.raws, inbound["raw_id"]) if inbound is not None else None


def record_of(
    db: Connection, discussion_id: int, posts: Sequence[PostRecord]
) -> DiscussionRecord | None:
    """Of a discussion and whoever its posts name; None: there is none."""
    discussion = _one(db, schema.discussions, discussion_id)
    if discussion is None:
        return None
    project_id = discussion["project_id"]
    rows = {
        of.name: plain_rows(db, of, of.c.discussion_id == discussion_id) for of in OF_DISCUSSION
    }
    asked = [question["id"] for question in rows["questions"]]
    changed = schema.question_changes
    rows[changed.name] = plain_rows(db, changed, changed.c.question_id.in_(asked))
    named = set(people_named([discussion, *chain(*rows.values())]))
    for post in posts:
        named |= set(
            people_named([post.post, *(row for many in post.rows.values() for row in many)])
        )
    keys = schema.project_keys
    return DiscussionRecord(
        discussion,
        plain_rows(db, schema.projects, schema.projects.c.id == project_id)[0],
        plain_rows(db, keys, keys.c.project_id == project_id),
        _people(db, sorted(named), project_id),
        rows,
    )


def _people(db: Connection, ids: Sequence[int], project_id: int) -> list[PlainRow]:
    addresses, members = schema.person_addresses, schema.memberships
    people = plain_rows(db, schema.people, schema.people.c.id.in_(ids))
    owned = plain_rows(db, addresses, addresses.c.person_id.in_(ids))
    owned.sort(key=lambda row: (row["position"], row["address"]))
    joined = set(
        db.execute(select(members.c.person_id).where(members.c.project_id == project_id)).scalars()
    )
    for person in people:
        person["merged_into"] = None
        mine = [row["address"] for row in owned if row["person_id"] == person["id"]]
        person |= {"addresses": mine, "joined": person["id"] in joined}
    return people
