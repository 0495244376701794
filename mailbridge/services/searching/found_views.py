"""What was found, as pages, the API and the command show it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.flag import Flag
from mailbridge.domain.message import AttachedLetter
from mailbridge.services.views.names import names_of_projects
from mailbridge.steps.searching.excerpt import (
    Piece,
    excerpt,
    has_all_as_typed,
    marked,
    meant_terms,
)
from mailbridge.steps.searching.file_words import said_in_letter
from mailbridge.steps.searching.score import IN_TITLE, Found, points
from mailbridge.steps.searching.wish import Term
from mailbridge.store.directory import people
from mailbridge.store.engine.typed_json import from_json
from mailbridge.values import dataclass

Terms = Sequence[Term]


@dataclass(frozen=True, slots=True)
class FoundView:
    kind: str  # discussion, post, person, task, file
    id: int
    discussion_id: int | None
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    when: datetime | None  # None: of a person
    project: str = ""
    by: str = ""  # who wrote it
    inside: bool = False
    state: str = ""  # of a discussion: open, closed; of a task, its own
    whose_move: str = ""
    size: int = 0  # of a file, in bytes
    found: Found | None = None

    def order(self, now: datetime, newest: bool) -> tuple[float, float]:
        """What comes first has less."""
        at = -self.when.timestamp() if self.when is not None else 0.0
        if newest:
            return (at, 0.0)
        return (-(points(self.found, now) if self.found is not None else IN_TITLE), at)


def _how(title: str, text: str, terms: Terms, at: datetime) -> Found:
    whole = f"{title}\n{text}"
    all_there = bool(terms) and meant_terms(title, terms) == len(terms)
    return Found(all_there, bool(terms) and has_all_as_typed(whole, terms), at)


def of_posts(db: Connection, rows: Sequence[Any], terms: Terms) -> list[FoundView]:
    """Posts; those of which only the subject was meant are left to their discussion."""
    known = people.by_ids(db, {row.author_id for row in rows})
    names = names_of_projects(db, (row.project_id for row in rows))
    made: list[FoundView] = []
    for row in rows:
        text, by = _text_of(row), known[row.author_id]
        own = meant_terms(f"{text}\n{by.name}\n{' '.join(by.addresses)}", terms)
        if terms and not own:
            continue
        made.append(
            FoundView(
                "post",
                row.id,
                row.discussion_id,
                marked(row.subject, terms),
                excerpt(text, terms),
                row.created,
                names[row.project_id],
                by.called,
                row.internal,
                row.state,
                row.whose_move,
                found=Found(False, has_all_as_typed(text, terms), row.created),
            )
        )
    return made


def _text_of(row: Any) -> str:
    quoted = row.quoted if Flag.QUOTES_UNKNOWN in row.flags else ""
    return "\n".join(filter(None, (row.reply, row.signature, quoted)))


def of_files(db: Connection, rows: Sequence[Any], terms: Terms) -> list[FoundView]:
    """Files by name; of attached letters with what they say."""
    names = names_of_projects(db, (row.project_id for row in rows))
    return [
        FoundView(
            "file",
            row.id,
            row.discussion_id,
            marked(row.filename or "", terms),
            excerpt(_said_in(row), terms),
            row.created,
            names[row.project_id],
            inside=row.internal,
            size=row.size,
            found=_how(row.filename or "", "", terms, row.created),
        )
        for row in rows
    ]


def _said_in(row: Any) -> str:
    return said_in_letter(from_json(AttachedLetter, row.letter)) if row.letter else ""


def of_tasks(db: Connection, rows: Sequence[Any], terms: Terms) -> list[FoundView]:
    """Tasks by title, with the subject they belong to."""
    names = names_of_projects(db, (row.project_id for row in rows))
    return [
        FoundView(
            "task",
            row.id,
            row.discussion_id,
            marked(row.title, terms),
            marked(row.subject, terms),
            row.created,
            names[row.project_id],
            state=row.state,
            found=_how(row.title, "", terms, row.created),
        )
        for row in rows
    ]


def of_discussions(db: Connection, rows: Sequence[Any], terms: Terms) -> list[FoundView]:
    """Discussions by subject."""
    names = names_of_projects(db, (row.project_id for row in rows))
    return [
        FoundView(
            "discussion",
            row.id,
            row.id,
            marked(row.subject, terms),
            (),
            row.updated,
            names[row.project_id],
            inside=row.internal,
            state=row.state,
            whose_move=row.whose_move,
            found=_how(row.subject, "", terms, row.updated),
        )
        for row in rows
    ]


def of_people(db: Connection, ids: Sequence[int], terms: Terms) -> list[FoundView]:
    """People, with their addresses."""
    known = people.by_ids(db, ids)
    return [
        FoundView(
            "person",
            one,
            None,
            marked(known[one].called, terms),
            marked(", ".join(known[one].addresses), terms),
            None,
            by=known[one].address,
        )
        for one in ids
    ]
