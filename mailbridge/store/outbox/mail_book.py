"""Mail in and out in one list: a page of each, found by the same words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, or_, select

from mailbridge.store.engine.schema import discussions, inbounds, outbox, projects

TROUBLE = ("bounced", "failed", "deferred")  # states of letters


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. Words stand in addresses, subject or Message-ID, or are the number."""

    words: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    disposition: str | None = None  # of what came
    state: str | None = None  # of letters
    troubled: bool = False  # letters that did not arrive, alone


def came(db: Connection, sought: Sought, limit: int, before_id: int | None) -> Sequence[Any]:
    """What came, newest first."""
    columns = inbounds.c
    within = (columns.author, columns.reverse_path, columns.forward_path)
    wanted = (
        select(inbounds, projects.c.name.label("project"))
        .outerjoin(projects, projects.c.id == columns.project_id)
        .order_by(columns.id.desc())
        .limit(limit)
    )
    if sought.disposition is not None:
        wanted = wanted.where(columns.disposition == sought.disposition)
    named = (*within, columns.subject, columns.message_id)
    narrowed = _narrowed(wanted, sought, columns.id, named, columns.received, before_id)
    return db.execute(narrowed).all()


def left(db: Connection, sought: Sought, limit: int, before_id: int | None) -> Sequence[Any]:
    """Letters, newest first; not those that hold a link for their reader alone."""
    columns = outbox.c
    wanted = (
        select(outbox, projects.c.name.label("project"), projects.c.id.label("project_id"))
        .outerjoin(discussions, discussions.c.id == columns.discussion_id)
        .outerjoin(projects, projects.c.id == discussions.c.project_id)
        .where(columns.letter != "sign_in")
        .order_by(columns.id.desc())
        .limit(limit)
    )
    if sought.troubled:
        wanted = wanted.where(columns.state.in_(TROUBLE))
    if sought.state is not None:
        wanted = wanted.where(columns.state == sought.state)
    named = (columns.to, columns.subject, columns.message_id)
    narrowed = _narrowed(wanted, sought, columns.id, named, columns.created, before_id)
    return db.execute(narrowed).all()


def _narrowed(
    wanted: Select[Any],
    sought: Sought,
    number: Column[Any],
    named: Sequence[Column[Any]],
    at: Column[Any],
    before_id: int | None,
) -> Select[Any]:
    for word in sought.words:
        is_number = [number == int(word)] if word.isascii() and word.isdigit() else []
        wanted = wanted.where(or_(*is_number, *(_stands_in(word, column) for column in named)))
    if before_id is not None:
        wanted = wanted.where(number < before_id)
    if sought.since is not None:
        wanted = wanted.where(at >= sought.since)
    if sought.until is not None:
        wanted = wanted.where(at < sought.until)
    return wanted


def _stands_in(word: str, column: Column[Any]) -> Any:
    """As it was typed, in small letters, or with a capital: SQLite folds no letters but ASCII."""
    forms = dict.fromkeys((word, word.lower(), word.capitalize()))
    return or_(*(column.icontains(form, autoescape=True) for form in forms))
