"""What knows a conversation again: the ids it has to do with, and sketches of its words."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from mailbridge.domain.inbound import Seen
from mailbridge.domain.message import Kind
from mailbridge.store.discussions.posts import PostRow
from mailbridge.store.engine import insert_ignore
from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import (
    attachments,
    outbox,
    participants,
    posts,
    seen_ids,
    shown_addresses,
    sketches,
)

_IN: Any = bindparam("project_id")
MOST_SEEN = (
    200  # discussions that one letter may point to: a newsletter's id is referred to by each answer
)

HashedPost = tuple[PostRow, frozenset[str]]  # and the sha256 of its files
MOST_WRITTEN = 20  # posts of one second among which another copy of a letter is looked for
_WRITTEN_AT = Prepared(
    select(posts)
    .where(posts.c.project_id == _IN, posts.c.written == bindparam("written"))
    .order_by(posts.c.id.desc())
    .limit(MOST_WRITTEN)
)
_NAMED = select(seen_ids).where(
    seen_ids.c.project_id == _IN, seen_ids.c.message_id.in_(bindparam("ids", expanding=True))
)
_SEEN = Prepared(
    _NAMED.order_by(seen_ids.c.by_us.desc(), seen_ids.c.discussion_id.desc()).limit(MOST_SEEN)
)
_SEEN_BY = Prepared(
    _NAMED.join(participants, participants.c.discussion_id == seen_ids.c.discussion_id)
    .where(participants.c.person_id == bindparam("person_id"))
    .limit(MOST_SEEN)
)
_OTHERS = Prepared(
    select(seen_ids.c.discussion_id).where(
        seen_ids.c.discussion_id.in_(bindparam("discussions", expanding=True)),
        seen_ids.c.message_id.like(bindparam("begins")),
        seen_ids.c.message_id.not_in(bindparam("ids", expanding=True)),
    )
)
_SHOW = on_either(lambda dialect: dialect.insert(shown_addresses).on_conflict_do_nothing())
_SHOWN = Prepared(
    select(shown_addresses.c.numbers).where(shown_addresses.c.numbers == bindparam("this"))
)
_SKETCH = on_either(lambda dialect: dialect.insert(sketches).on_conflict_do_nothing())
_RUNS = Prepared(
    select(sketches.c.discussion_id).where(
        sketches.c.project_id == _IN, sketches.c.run.in_(bindparam("runs", expanding=True))
    )
)


def _remembering(dialect: Any) -> Any:
    """An id that was only referred to becomes ours when its message comes at last."""
    fresh = dialect.insert(seen_ids)
    grown = {"by_us": or_(seen_ids.c.by_us, fresh.excluded.by_us)}
    return fresh.on_conflict_do_update(index_elements=list(seen_ids.primary_key), set_=grown)


_REMEMBER = on_either(_remembering)


def remember_ids(
    db: Connection,
    project_id: int,
    discussion_id: int,
    ours: Iterable[str],
    named: Iterable[str] = (),
) -> None:
    """`ours`: ids of posts and letters; `named`: ids that were only referred to."""
    by_us = dict.fromkeys(named, False) | dict.fromkeys(ours, True)
    rows = [
        {"project_id": project_id, "message_id": one, "discussion_id": discussion_id, "by_us": flag}
        for one, flag in by_us.items()
    ]
    _REMEMBER.run_each(db, rows)


def seen(db: Connection, project_id: int, ids: Iterable[str]) -> tuple[Seen, ...]:
    """Who knows these ids, the newest first, MOST_SEEN at most."""
    wanted = sorted(set(ids))
    if not wanted:
        return ()
    rows = _SEEN.all(db, {"project_id": project_id, "ids": wanted})
    return tuple(Seen(row.message_id, row.discussion_id, row.by_us) for row in rows)


def seen_by(
    db: Connection, project_id: int, ids: Iterable[str], person_id: int
) -> tuple[Seen, ...]:
    """Who knows these ids, as `seen` has it, of the discussions in which this person takes part."""
    rows = _SEEN_BY.all(
        db, {"project_id": project_id, "ids": sorted(set(ids)), "person_id": person_id}
    )
    return tuple(Seen(row.message_id, row.discussion_id, row.by_us) for row in rows)


def with_other_ids(
    db: Connection, discussion_ids: Sequence[int], begins: str, ids: Sequence[str]
) -> set[int]:
    """The discussions that know an id which begins with `begins` and is none of `ids`."""
    values = {"discussions": list(discussion_ids), "begins": f"{begins}%", "ids": list(ids)}
    return {row.discussion_id for row in _OTHERS.all(db, values)}


def remember_words(
    db: Connection, project_id: int, discussion_id: int, runs: Iterable[int]
) -> None:
    """Keep sketches of words that were written in a discussion."""
    rows = [
        {"project_id": project_id, "run": run, "discussion_id": discussion_id}
        for run in sorted(set(runs))
    ]
    _SKETCH.run_each(db, rows)


def where_written(db: Connection, project_id: int, runs: Sequence[int]) -> list[int]:
    """The discussion of each run of words that is known, repeated as often as it matches."""
    places: list[int] = []
    for start in range(0, len(runs), insert_ignore.CHUNK):
        rows = _RUNS.all(
            db, {"project_id": project_id, "runs": list(runs[start : start + insert_ignore.CHUNK])}
        )
        places += [row.discussion_id for row in rows]
    return places


def remember_shown(db: Connection, numbers: Iterable[str], now: datetime) -> None:
    """Reply addresses that others saw."""
    for number in numbers:
        _SHOW.run(db, {"numbers": number, "shown": now})


def is_exposed(db: Connection, numbers: str, discussion_id: int, person_id: int) -> bool:
    """Whether the reply address was seen in a letter that went to others, too."""
    if _SHOWN.scalar(db, {"this": numbers}) is not None:
        return True
    same = (participants.c.discussion_id == discussion_id) & (participants.c.person_id == person_id)
    return bool(db.execute(select(participants.c.exposed).where(same)).scalar())


def answers_internal(
    db: Connection, project_id: int, person_id: int, ids: Sequence[str], among: Iterable[int]
) -> bool:
    """Whether a message answers an internal note: by the ids it names; where they name nothing of
    ours, by the last letter to its author.
    """
    ours = (
        select(posts.c.internal)
        .join(outbox, outbox.c.post_id == posts.c.id)
        .where(posts.c.project_id == project_id, outbox.c.person_id == person_id)
    )
    if ids:
        named = db.execute(ours.where(outbox.c.message_id.in_(ids)).limit(1)).scalar()
        if named is None:
            own = select(posts.c.internal).where(
                posts.c.project_id == project_id, posts.c.message_id.in_(ids)
            )
            named = db.execute(own.limit(1)).scalar()
        if named is not None:
            return bool(named)
    last = (
        ours.where(posts.c.discussion_id.in_(sorted(among))).order_by(outbox.c.id.desc()).limit(1)
    )
    return bool(db.execute(last).scalar())


def with_message_id(db: Connection, project_id: int, message_id: str) -> list[HashedPost]:
    """The posts of a project with this msg-id, and the hashes of their files."""
    same = (posts.c.project_id == project_id) & (posts.c.message_id == message_id)
    return _with_hashes(db, db.execute(select(posts).where(same).order_by(posts.c.id)).all())


def written_at(
    db: Connection, project_id: int, written: datetime, *, by_list: bool
) -> list[HashedPost]:
    """The newest posts of a project with this Date, and the hashes of their files; `by_list`: only
    those that a list brought.
    """
    rows = _WRITTEN_AT.all(db, {"project_id": project_id, "written": written})
    return _with_hashes(db, [row for row in rows if not by_list or row.kind == Kind.LIST.value])


def _with_hashes(db: Connection, rows: Sequence[PostRow]) -> list[HashedPost]:
    if not rows:
        return []
    wanted = attachments.c.post_id.in_([row.id for row in rows])
    hashes = select(attachments.c.post_id, attachments.c.sha256).where(wanted)
    files = [(row.post_id, row.sha256) for row in db.execute(hashes)]
    return [
        (row, frozenset(sha256 for post_id, sha256 in files if post_id == row.id)) for row in rows
    ]
