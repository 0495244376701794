"""What is found, newest first, and may be read by who asks: that is asked of the tables, each time
anew.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    false,
    func,
    or_,
    select,
)

from mailbridge.store.engine.schema import (
    attachments,
    audiences,
    discussions,
    memberships,
    people,
    posts,
    questions,
    tasks,
)
from mailbridge.store.engine.search_table import RANGE, Kind
from mailbridge.store.search.index import in_project
from mailbridge.store.search.match import Group, marks
from mailbridge.store.search.names import MOST_MARKS
from mailbridge.store.search.newest import Sought, newest
from mailbridge.store.search.times import numbered_in_time
from mailbridge.values import dataclass

SHOWN = 20_000  # characters of a text that an excerpt is looked for in
MOST_PEOPLE = 50  # that a name may mean


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose eyes it is for."""

    projects: frozenset[int] | None  # None: all
    inside: bool = True  # reads what is internal
    reader_id: int | None = None  # who reads only what was meant for them


@dataclass(frozen=True, slots=True)
class Asked:
    """The groups of words that are looked for, and what else must hold."""

    groups: tuple[Group, ...] = ()
    states: tuple[str, ...] = ()
    authors: tuple[frozenset[int], ...] = ()  # one of each
    readers: tuple[frozenset[int], ...] = ()
    has_file: bool = False
    asks: bool = False
    task: str | None = None
    after: datetime | None = None
    before: datetime | None = None
    author_marks: tuple[Group, ...] = ()  # what `authors` wrote is marked so


_LEFT_OUT, _HEARD = audiences.alias("left_out"), audiences.alias("heard")
_SOMEBODY_LEFT_OUT = exists(
    select(_LEFT_OUT.c.id).where(
        _LEFT_OUT.c.post_id == posts.c.id,
        _LEFT_OUT.c.heard.is_(False),
        ~exists(
            select(_HEARD.c.id).where(
                _HEARD.c.post_id == posts.c.id,
                _HEARD.c.person_id == _LEFT_OUT.c.person_id,
                _HEARD.c.heard,
            )
        ),
    )
)
_STATES: dict[str, ColumnElement[bool]] = {
    "open": discussions.c.state == "open",
    "closed": discussions.c.state == "closed",
    "ours": and_(discussions.c.state == "open", discussions.c.whose_move == "team"),
    "waiting": and_(discussions.c.state == "open", discussions.c.whose_move == "client"),
    "internal": discussions.c.internal.is_(True),
}
_ASKS = exists(
    select(questions.c.id).where(
        questions.c.discussion_id == discussions.c.id, questions.c.state == "open"
    )
)
_FILES = attachments.alias("its_files")
_HAS_FILE = exists(
    select(_FILES.c.id).where(_FILES.c.post_id == posts.c.id, _FILES.c.inline.is_(False))
)


def _visible_post(scope: Scope) -> list[ColumnElement[bool]]:
    """As pages show posts to those who read nothing internal."""
    if scope.inside:
        return []
    meant = exists(
        select(audiences.c.id).where(
            audiences.c.post_id == posts.c.id,
            audiences.c.person_id == scope.reader_id,
            audiences.c.heard,
        )
    )
    return [posts.c.internal.is_(False), posts.c.released, or_(~_SOMEBODY_LEFT_OUT, meant)]


def _visible_discussion(scope: Scope) -> list[ColumnElement[bool]]:
    seen: list[ColumnElement[bool]] = [] if scope.inside else [discussions.c.internal.is_(False)]
    if scope.projects is not None:
        seen.append(discussions.c.project_id.in_(scope.projects))
    return seen


def _of_discussion(asked: Asked) -> list[ColumnElement[bool]]:
    wanted = [_STATES[state] for state in asked.states]
    return [*wanted, _ASKS] if asked.asks else wanted


def _of_post(asked: Asked) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [
        posts.c.author_id.in_(ids) if ids else false() for ids in asked.authors
    ]
    for ids in asked.readers:
        meant = select(audiences.c.id).where(
            audiences.c.post_id == posts.c.id, audiences.c.person_id.in_(ids), audiences.c.heard
        )
        wanted.append(exists(meant) if ids else false())
    return [*wanted, _HAS_FILE] if asked.has_file else wanted


def _in_time(asked: Asked, at: Column[Any]) -> list[ColumnElement[bool]]:
    times = [at >= asked.after] if asked.after is not None else []
    return [*times, at < asked.before] if asked.before is not None else times


def _newest(
    db: Connection,
    kind: Kind,
    rows: Select[Any],
    key: Column[Any],
    scope: Scope,
    asked: Asked,
    limit: int,
) -> Sequence[Any]:
    """Rows whose words match, the newest first; where no words are asked for, all of them."""
    authors = asked.author_marks if kind is Kind.POST else ()
    persons = (*asked.authors, *asked.readers) if kind in (Kind.POST, Kind.FILE) else ()
    if scope.projects == frozenset() or not all((*asked.groups, *authors, *persons)):
        return ()  # nothing is of no project, no word is one of none, and no post is of nobody
    if not asked.groups and not authors:
        return db.execute(rows.order_by(key.desc()).limit(limit)).all()
    after, up_to = 0, RANGE - 1
    if kind is Kind.POST:
        after, up_to = numbered_in_time(db, asked.after, asked.before)
    groups, marked = (*asked.groups, *authors), _marked(scope, kind)
    return newest(db, Sought(kind, groups, rows, key, limit, marked, after, up_to))


def _marked(scope: Scope, kind: Kind) -> Group | None:
    """The marks of the projects that somebody sees; None: there are too many to ask for, or no
    marks.
    """
    if scope.projects is None or len(scope.projects) > MOST_MARKS or kind is Kind.PERSON:
        return None
    return marks(map(in_project, sorted(scope.projects)))


def find_posts(db: Connection, scope: Scope, asked: Asked, limit: int) -> Sequence[Any]:
    """Posts, each with `subject`, `state` and `whose_move` of its discussion."""
    said = [
        func.substr(column, 1, SHOWN).label(column.name)
        for column in (posts.c.reply, posts.c.signature, posts.c.quoted)
    ]
    wanted = (
        select(
            posts.c.id,
            posts.c.discussion_id,
            posts.c.author_id,
            posts.c.internal,
            posts.c.channel,
            posts.c.created,
            posts.c.flags,
            *said,
            discussions.c.project_id,
            discussions.c.subject,
            discussions.c.state,
            discussions.c.whose_move,
        )
        .select_from(posts)
        .join(discussions, discussions.c.id == posts.c.discussion_id)
    )
    also = [*_visible_post(scope), *_visible_discussion(scope), *_of_discussion(asked)]
    also += [*_of_post(asked), *_in_time(asked, posts.c.created)]
    return _newest(db, Kind.POST, wanted.where(*also), posts.c.id, scope, asked, limit)


def find_files(db: Connection, scope: Scope, asked: Asked, limit: int) -> Sequence[Any]:
    """Files, each with when its post was written, and the subject."""
    wanted = (
        select(
            attachments.c.id,
            attachments.c.filename,
            attachments.c.size,
            attachments.c.letter,
            posts.c.discussion_id,
            posts.c.author_id,
            posts.c.internal,
            posts.c.created,
            discussions.c.project_id,
            discussions.c.subject,
        )
        .select_from(attachments)
        .join(posts, posts.c.id == attachments.c.post_id)
        .join(discussions, discussions.c.id == posts.c.discussion_id)
    )
    shown = [] if scope.inside else [attachments.c.stays_inside.is_not(True)]
    also = [*shown, *_visible_post(scope), *_visible_discussion(scope), *_of_discussion(asked)]
    also += [*_of_post(asked), *_in_time(asked, posts.c.created)]
    return _newest(db, Kind.FILE, wanted.where(*also), attachments.c.id, scope, asked, limit)


def find_tasks(db: Connection, scope: Scope, asked: Asked, limit: int) -> Sequence[Any]:
    """Tasks, each with the subject of its discussion."""
    wanted = (
        select(tasks, discussions.c.subject)
        .select_from(tasks)
        .join(discussions, discussions.c.id == tasks.c.discussion_id)
        .outerjoin(posts, posts.c.id == tasks.c.post_id)
    )
    also = [*_visible_discussion(scope), *_of_discussion(asked), *_in_time(asked, tasks.c.created)]
    if not scope.inside:
        as_post = or_(tasks.c.post_id.is_(None), and_(*_visible_post(scope)))
        unsaid = and_(tasks.c.stays_inside.is_(None), as_post)
        also.append(or_(tasks.c.stays_inside.is_(False), unsaid))
    if asked.task:
        also.append(tasks.c.state == asked.task)
    return _newest(db, Kind.TASK, wanted.where(*also), tasks.c.id, scope, asked, limit)


def find_discussions(db: Connection, scope: Scope, asked: Asked, limit: int) -> Sequence[Any]:
    """Discussions; without words, the last active first."""
    wanted = select(discussions).where(discussions.c.merged_into.is_(None))
    also = [*_visible_discussion(scope), *_of_discussion(asked)]
    also += _in_time(asked, discussions.c.updated)
    if not asked.groups:
        if also and scope.projects is None and db.dialect.name == "sqlite":
            # as one value no index answers it: SQLite goes from the last active on until there are
            # enough, where it would sort all that are open
            also = [and_(*also).is_(True)]
        active = wanted.order_by(discussions.c.updated.desc(), discussions.c.id.desc())
        return db.execute(active.where(*also).limit(limit)).all()
    return _newest(db, Kind.DISCUSSION, wanted.where(*also), discussions.c.id, scope, asked, limit)


def find_people(
    db: Connection, scope: Scope, groups: Sequence[Group], limit: int = MOST_PEOPLE
) -> Sequence[int]:
    """The ids of people by name or address, the newest first."""
    if not groups:
        return ()
    wanted = select(people.c.id).where(people.c.merged_into.is_(None))
    if scope.projects is not None:
        here = select(memberships.c.person_id).where(memberships.c.project_id.in_(scope.projects))
        wanted = wanted.where(people.c.id.in_(here))
    asked = Asked(tuple(groups))
    return [row.id for row in _newest(db, Kind.PERSON, wanted, people.c.id, scope, asked, limit)]
