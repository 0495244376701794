"""Mail in and out in one list: a page of each, found by the same words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Select, literal_column, or_, select, text

from mailbridge.steps.searching.wish import term
from mailbridge.steps.text.id_numbers import id_in
from mailbridge.store.engine.schema import discussions, inbounds, outbox, projects
from mailbridge.store.engine.search_table import Kind, search_words
from mailbridge.store.search import mail_words
from mailbridge.store.search.match import group, matches, numbers_of_rare
from mailbridge.store.search.times import last_of_older, newest_before
from mailbridge.values import dataclass

TROUBLE = ("bounced", "failed", "deferred")  # states of letters
# as the partial indexes have it: neither engine compares values that it does not see
NOT_ARRIVED = text("outbox.state in ('bounced', 'failed', 'deferred')")
WAITING = text("outbox.state in ('queued', 'held', 'deferred')")
NOT_FILED = text("inbounds.disposition <> 'accept'")
LATE = timedelta(hours=1)  # numbers rise with time but for transactions that took so long


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. Words, or beginnings of such, stand in addresses, subject or Message-ID,
    or are the number.
    """

    words: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    disposition: str | None = None  # of what came
    state: str | None = None  # of letters
    troubled: bool = False  # letters that did not arrive, alone


def came(db: Connection, sought: Sought, limit: int, before_id: int | None) -> Sequence[Any]:
    """What came, newest first."""
    columns = inbounds.c
    wanted = (
        select(inbounds, projects.c.name.label("project"))
        .outerjoin(projects, projects.c.id == columns.project_id)
        .limit(limit)
    )
    if sought.disposition == "accept":
        wanted = wanted.where(columns.disposition == "accept")
    elif sought.disposition is not None:
        # as the partial index has it
        wanted = wanted.where(NOT_FILED, columns.disposition == sought.disposition)
    narrowed = _narrowed(db, wanted, sought, columns.id, columns.received, before_id)
    return _found(db, narrowed, Kind.MAIL, sought.words, limit)


def left(db: Connection, sought: Sought, limit: int, before_id: int | None) -> Sequence[Any]:
    """Letters, newest first; not those that hold a link for their reader alone."""
    columns = outbox.c
    wanted = (
        select(outbox, projects.c.name.label("project"), projects.c.id.label("project_id"))
        .outerjoin(discussions, discussions.c.id == columns.discussion_id)
        .outerjoin(projects, projects.c.id == discussions.c.project_id)
        .where(columns.letter != "sign_in")
        .limit(limit)
    )
    if sought.troubled:
        wanted = wanted.where(NOT_ARRIVED)
    if sought.state is not None:
        partly = NOT_ARRIVED if sought.state in TROUBLE else WAITING
        wanted = wanted.where(columns.state == sought.state)
        wanted = wanted.where(partly) if sought.state != "sent" else wanted
    narrowed = _narrowed(db, wanted, sought, columns.id, columns.created, before_id)
    return _found(db, narrowed, Kind.LETTER, sought.words, limit)


def _narrowed(
    db: Connection,
    wanted: Select[Any],
    sought: Sought,
    number: Column[Any],
    at: Column[Any],
    before_id: int | None,
) -> Select[Any]:
    """Days are looked for among the numbers that were given then, or nearly."""
    if before_id is not None:
        wanted = wanted.where(number < before_id)
    if sought.since is not None:
        first = last_of_older(db, number, at, sought.since - LATE)
        wanted = wanted.where(at >= sought.since, number > first)
    if sought.until is not None:
        last = newest_before(db, number, at, sought.until + LATE)
        wanted = wanted.where(at < sought.until, number <= last)
    return wanted


def _found(
    db: Connection, wanted: Select[Any], kind: Kind, words: Sequence[str], limit: int
) -> Sequence[Any]:
    """What the words are in: what was taken in by its words, what came since row by row, and what
    has the number.
    """
    number = mail_words.TABLES[kind].c.id
    newest_first = wanted.order_by(number.desc())
    if not words:
        return db.execute(newest_first).all()
    known = mail_words.taken_in(db, kind)
    literally = [_stands_in(word, number, mail_words.NAMED[kind]) for word in words]
    rows = list(db.execute(newest_first.where(number > known, *literally)).all())
    groups = [group(begun) for word in words if (begun := term(f"{word}*")) is not None]
    if len(rows) < limit and known and groups:
        older, rare = wanted.where(number <= known), numbers_of_rare(db, kind, groups)
        if rare is not None:
            rows += db.execute(older.where(number.in_(rare)).order_by(number.desc())).all()
        else:
            row = search_words.c.rowid - literal_column(str(kind.row(0)))
            matched = older.where(number == row, matches(db, kind, groups))
            rows += db.execute(matched.order_by(search_words.c.rowid.desc())).all()
    named = [name for name in map(id_in, words) if name is not None]
    if named:
        rows += db.execute(newest_first.where(number.in_(named), *literally)).all()
    once = {row.id: row for row in rows}
    return sorted(once.values(), key=lambda row: row.id, reverse=True)[:limit]


def _stands_in(word: str, number: Column[Any], named: Sequence[Column[Any]]) -> Any:
    """As it was typed, in small letters, or with a capital: SQLite folds no letters but ASCII."""
    forms = dict.fromkeys((word, word.lower(), word.capitalize()))
    named_so = id_in(word)
    is_number = [number == named_so] if named_so is not None else []
    return or_(
        *is_number,
        *(column.icontains(form, autoescape=True) for column in named for form in forms),
    )
