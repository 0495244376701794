"""The mail log as admins search it: what came and what left, in one list."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.project import Person, Role
from mailbridge.services.checked_day import checked_day
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.text.id_numbers import id_in
from mailbridge.store.outbox import mail_book
from mailbridge.store.outbox.mail_book import Sought
from mailbridge.values import dataclass, replace

AT_ONCE = 50
MOST_WORDS = 6
CAME, LEFT, TROUBLED = "in", "out", "trouble"
WAYS = (CAME, LEFT, TROUBLED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; empty fields leave it open."""

    words: str = ""
    way: str = ""  # one of WAYS
    verdict: str = ""  # a disposition of what came, or a state of letters
    since: str = ""  # days, by the calendar of who asks
    until: str = ""
    after: str = ""  # the `older` of the page before


@dataclass(frozen=True, slots=True)
class BookLine:
    """A message that came, or a letter."""

    id: int
    is_letter: bool
    at: datetime
    subject: str
    who: str  # its author, or its reader
    project: str | None
    project_id: int | None
    state: str | None  # disposition or state; None: still queued
    reason: str  # of what came
    words: str  # of the far side
    forward_path: str = ""


@dataclass(frozen=True, slots=True)
class BookPage:
    lines: tuple[BookLine, ...]
    older: str  # where to go on; "": nothing is older


async def list_book(container: Container, asked: Asked, viewer: Person | None = None) -> BookPage:
    """A page of it, newest first. Refused: not-allowed, for who is no admin; bad-date."""
    if viewer is not None and viewer.role is not Role.ADMIN:
        raise Refused("not-allowed")
    sought = _sought(asked, viewer.time_zone if viewer is not None else "UTC")
    came_before, left_before = _cursor(asked.after)
    shows_came = asked.way in ("", CAME) and sought.state is None
    shows_left = asked.way in ("", LEFT, TROUBLED) and sought.disposition is None

    def query(db: Connection) -> list[BookLine]:
        came = mail_book.came(db, sought, AT_ONCE + 1, came_before) if shows_came else ()
        left = mail_book.left(db, sought, AT_ONCE + 1, left_before) if shows_left else ()
        return [*map(_came, came), *map(_left, left)]

    lines = sorted(await container.store.read(query), key=lambda line: line.at, reverse=True)
    page = tuple(lines[:AT_ONCE])
    return BookPage(page, _older(page, asked.after) if len(lines) > AT_ONCE else "")


def _sought(asked: Asked, zone: str) -> Sought:
    until = checked_day(asked.until, zone)
    words = tuple(word.lstrip("#").strip("<>")[:200] for word in asked.words.split()[:MOST_WORDS])
    sought = Sought(tuple(filter(None, words)), checked_day(asked.since, zone))
    sought = replace(sought, troubled=asked.way == TROUBLED)
    if until is not None:
        sought = replace(sought, until=until + timedelta(days=1))
    if asked.verdict in ("accept", "hold", "reject", "discard"):
        return replace(sought, disposition=asked.verdict)
    return replace(sought, state=asked.verdict) if asked.verdict else sought


def _cursor(after: str) -> tuple[int | None, int | None]:
    came, _, left = after.partition(".")
    return id_in(came), id_in(left)


def _older(page: tuple[BookLine, ...], after: str) -> str:
    """Behind the oldest of either kind; a kind of which the page shows none goes on as before."""
    before = after.partition(".")
    came = [line.id for line in page if not line.is_letter]
    letters = [line.id for line in page if line.is_letter]
    return f"{min(came, default=before[0])}.{min(letters, default=before[2])}"


def _came(row: Any) -> BookLine:
    return BookLine(
        row.id,
        False,
        row.received,
        row.subject,
        row.author or row.reverse_path or "<>",
        row.project,
        row.project_id,
        row.disposition,
        row.reason or "",
        "",
        row.forward_path,
    )


def _left(row: Any) -> BookLine:
    return BookLine(
        row.id,
        True,
        row.created,
        row.subject,
        row.to,
        row.project,
        row.project_id,
        row.state,
        "",
        row.last_reply,
    )
