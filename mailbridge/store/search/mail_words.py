"""The words of mail that came and of letters that left, for the search of the mail log.

They are taken in after both were written, in the order of their numbers, so that filing pays
nothing for them. What has not been taken in yet is looked through row by row. Where it has come to
stands in `meta`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, func, select, text, update

from mailbridge.store.engine.insert_ignore import CHUNK, insert_ignore
from mailbridge.store.engine.schema import inbounds, meta, outbox
from mailbridge.store.engine.search_table import Kind, search_words
from mailbridge.store.search import index

NAME = "mail words"
BEHIND = 500  # numbers in which is looked for what was committed late
TABLES: Mapping[Kind, Table] = {Kind.MAIL: inbounds, Kind.LETTER: outbox}
NAMED: Mapping[Kind, tuple[Column[Any], ...]] = {  # the columns that are searched
    Kind.MAIL: (
        inbounds.c.author,
        inbounds.c.reverse_path,
        inbounds.c.forward_path,
        inbounds.c.subject,
        inbounds.c.message_id,
    ),
    Kind.LETTER: (outbox.c.to, outbox.c.subject, outbox.c.message_id),
}


def taken_in(db: Connection, kind: Kind) -> int:
    """The number up to which all of this kind is found by its words."""
    return _marks(db).get(kind, 0)


def next_ids(db: Connection, limit: int) -> dict[Kind, list[int]]:
    """Of each kind those that come next; mail that still waits to be decided stops those behind
    it.
    """
    known = _marks(db)
    ids: dict[Kind, list[int]] = {}
    for kind in TABLES:
        since = known.get(kind, 0)
        later = list(db.execute(_next(db, kind, since).limit(limit)).scalars())
        ids[kind] = [*_passed_over(db, kind, since), *later][:limit]
    return ids


def _passed_over(db: Connection, kind: Kind, since: int) -> list[int]:
    """Those that PostgreSQL had given a lower number and that were committed later."""
    if db.dialect.name != "postgresql":
        return []
    of = TABLES[kind]
    has_words = select(search_words.c.rowid).where(search_words.c.rowid == of.c.id + kind.row(0))
    wanted = select(of.c.id).where(of.c.id > since - BEHIND, of.c.id <= since)
    if kind is Kind.MAIL:
        wanted = wanted.where(inbounds.c.state != "queued")
    return list(db.execute(wanted.where(~has_words.exists()).order_by(of.c.id)).scalars())


def _next(db: Connection, kind: Kind, since: int) -> Select[Any]:
    of = TABLES[kind]
    wanted = select(of.c.id).where(of.c.id > since).order_by(of.c.id)
    if kind is not Kind.MAIL:
        return wanted
    queued = select(func.min(inbounds.c.id)).where(text("inbounds.state = 'queued'"))
    first = db.execute(queued.where(inbounds.c.id > since)).scalar()
    return wanted if first is None else wanted.where(of.c.id < first)


def take_in(db: Connection, ids: Mapping[Kind, Sequence[int]]) -> None:
    """Take in the words of these rows, the next ones of their kinds, so that they are found by
    them.
    """
    known = _marks(db)
    for kind, numbers in ids.items():
        if numbers:
            of = TABLES[kind]
            rows = select(of.c.id, *NAMED[kind]).where(of.c.id.in_(numbers))
            said = {row[0]: row[1:] for row in db.execute(rows)}
            index.put_mail(db, kind, said)
            known[kind] = max(known.get(kind, 0), *said, 0)
    _write(db, known)


def put_again(db: Connection, kind: Kind, ids: Iterable[int]) -> None:
    """The words of these as they are now, as far as they were taken in."""
    last, of = taken_in(db, kind), TABLES[kind]
    wanted = sorted(number for number in set(ids) if number <= last)
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        rows = db.execute(select(of.c.id, *NAMED[kind]).where(of.c.id.in_(chunk)))
        index.put_mail(db, kind, {row[0]: row[1:] for row in rows})


def forget(db: Connection, kind: Kind, ids: Sequence[int]) -> None:
    """The words of these, which are gone, are kept no longer. SQLite gives the highest numbers
    anew once nothing has them, so what comes next under these is taken in as well.
    """
    index.forget(db, kind, ids)
    known = _marks(db)
    if db.dialect.name != "sqlite" or kind not in known:
        return
    newest = db.execute(select(func.max(TABLES[kind].c.id))).scalar() or 0
    if known[kind] > newest:
        _write(db, known | {kind: newest})


def begin(db: Connection) -> None:
    """All is to be taken in anew."""
    _write(db, {})


def _marks(db: Connection) -> dict[Kind, int]:
    kept = db.execute(select(meta.c.value).where(meta.c.name == NAME)).scalar()
    return {Kind(int(kind)): last for kind, last in json.loads(kept or "{}").items()}


def _write(db: Connection, known: Mapping[Kind, int]) -> None:
    value = json.dumps({str(kind.value): last for kind, last in known.items()})
    if not db.execute(update(meta).where(meta.c.name == NAME).values(value=value)).rowcount:
        db.execute(insert_ignore(db, meta).values(name=NAME, value=value))
