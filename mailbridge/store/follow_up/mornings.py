"""What members' morning letters are made of."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, literal_column, or_, select, update

from mailbridge.domain.event import EventKind
from mailbridge.domain.follow_up.morning import Line, Offer, Offered, Yesterday
from mailbridge.store.engine.schema import (
    EPOCH,
    NEVER,
    discussions,
    due_work,
    events,
    memberships,
    participants,
    people,
    posts,
    projects,
    questions,
    tasks,
)

MOST = 20  # lines of a section
_HERE = discussions.c.merged_into.is_(None) & (discussions.c.state == "open")
_NEWEST = (
    select(func.max(posts.c.id)).where(posts.c.discussion_id == discussions.c.id).scalar_subquery()
)
_WAITING = (
    select(
        projects.c.name,
        discussions.c.subject,
        discussions.c.id,
        discussions.c.updated,
        discussions.c.answer_by,
        discussions.c.assignee_id,
        _NEWEST.label("newest"),
    )
    .join(projects, projects.c.id == discussions.c.project_id)
    .order_by(discussions.c.answer_by, discussions.c.updated, discussions.c.id)
)
_OFFERED = (
    (due_work.c.state == "held")
    & due_work.c.changed_by.is_(None)
    & due_work.c.what.in_(("holding", "closing", "new_date"))
)
_REMINDS = (due_work.c.state == "waiting") & (due_work.c.what == "nudge")
_UNDONE = tasks.c.state != literal_column("'done'")  # as the partial index has it
_OPEN = questions.c.state == literal_column("'open'")
_SAID = (EventKind.POSTED.value, EventKind.NOTED.value)


def wanting(db: Connection) -> list[int]:
    """The members and admins who get a morning letter."""
    rows = select(people.c.id).where(
        people.c.role.in_(("admin", "member")),
        people.c.daily,
        people.c.unreachable.is_(False),
        people.c.disabled.is_(None),
        people.c.merged_into.is_(None),
    )
    return list(db.execute(rows.order_by(people.c.id)).scalars())


def clients_wanting(db: Connection) -> list[int]:
    """The clients who get one: by their own choice, or by that of a project of theirs."""
    usual = select(memberships.c.person_id).join(
        projects, (projects.c.id == memberships.c.project_id) & (projects.c.morning == "yes")
    )
    chosen = people.c.morning.in_(("yes", "only"))
    as_usual = (people.c.morning == "") & people.c.id.in_(usual)
    rows = select(people.c.id).where(
        people.c.role.not_in(("admin", "member")),
        or_(chosen, as_usual),
        people.c.staged.is_(False),
        people.c.disabled.is_(None),
        people.c.merged_into.is_(None),
    )
    return list(db.execute(rows.order_by(people.c.id)).scalars())


def unplanned(db: Connection, kind: str, person_ids: Collection[int]) -> list[int]:
    """Those of these people for whom no work of this kind waits, in the same order."""
    waiting = select(due_work.c.person_id).where(
        due_work.c.what == kind, due_work.c.state == literal_column("'waiting'")
    )
    planned = set(db.execute(waiting).scalars())
    return [person for person in person_ids if person not in planned]


def places_of(db: Connection, client_id: int) -> dict[int, int]:
    """The discussions that a client takes part in and wants to hear of, each with its project;
    the newest first.
    """
    rows = (
        select(discussions.c.id, discussions.c.project_id)
        .join(participants, participants.c.discussion_id == discussions.c.id)
        .where(
            participants.c.person_id == client_id,
            participants.c.admitted,
            participants.c.muted.is_(False),
            participants.c.gone.is_(False),
            discussions.c.internal.is_(False),
            discussions.c.merged_into.is_(None),
        )
        .order_by(discussions.c.updated.desc())
    )
    return {row.id: row.project_id for row in db.execute(rows)}


def written_in(
    db: Connection, discussion_ids: Collection[int], since: datetime, until: datetime
) -> list[int]:
    """What was written there in that time, apart from notes."""
    rows = select(posts.c.id).where(
        posts.c.discussion_id.in_(discussion_ids),
        posts.c.internal.is_(False),
        posts.c.created > since,
        posts.c.created <= until,
    )
    return list(db.execute(rows.order_by(posts.c.id)).scalars())


def asking(db: Connection, discussion_ids: Collection[int]) -> list[int]:
    """Open discussions of these in which a client is asked something."""
    rows = (
        select(questions.c.discussion_id)
        .join(discussions, discussions.c.id == questions.c.discussion_id)
        .where(
            _HERE,
            questions.c.discussion_id.in_(discussion_ids),
            questions.c.side == "client",
            questions.c.state == "open",
        )
    )
    return sorted(set(db.execute(rows).scalars()))


def wants(db: Connection, person_id: int) -> bool:
    """Whether they chose to get one."""
    return bool(db.execute(select(people.c.daily).where(people.c.id == person_id)).scalar())


def choose(db: Connection, person_id: int, daily: bool) -> None:
    """Note whether a person wants a morning letter each day."""
    db.execute(update(people).where(people.c.id == person_id).values(daily=daily))


def waiting(
    db: Connection, project_ids: Collection[int], person_id: int, move: str
) -> tuple[Line, ...]:
    """Open discussions of these projects whose next move is that side's, and that this member looks
    after, or nobody does; who was promised an answer first, then who waits longest.
    """
    mine = or_(discussions.c.assignee_id == person_id, discussions.c.assignee_id.is_(None))
    here = discussions.c.project_id.in_(project_ids) & discussions.c.internal.is_(False)
    rows = _WAITING.where(_HERE, discussions.c.whose_move == move, mine, here).limit(MOST)
    return _with_offers(db, rows, person_id)


def to_close(db: Connection, project_ids: Collection[int], person_id: int) -> tuple[Line, ...]:
    """Open discussions in which a client had the last word, and a closing letter waits for somebody
    to send it.
    """
    mine = or_(discussions.c.assignee_id == person_id, discussions.c.assignee_id.is_(None))
    drafted = select(due_work.c.discussion_id).where(_OFFERED, due_work.c.what == "closing")
    here = discussions.c.project_id.in_(project_ids) & discussions.c.id.in_(drafted)
    return _with_offers(db, _WAITING.where(_HERE, mine, here).limit(MOST), person_id)


def _with_offers(db: Connection, rows: Select[Any], person_id: int) -> tuple[Line, ...]:
    """These discussions as lines, each with the first thing that it offers."""
    places = db.execute(rows).all()
    of_these = due_work.c.discussion_id.in_([row.id for row in places])
    wanted = select(due_work).where(of_these, or_(_OFFERED, _REMINDS))
    offers = {
        row.discussion_id: Offer(Offered(row.what), row.id, row.at)
        for row in db.execute(wanted.order_by(due_work.c.at.desc()))
    }
    return tuple(
        Line(
            row.name,
            row.subject,
            row.id,
            row.updated,
            row.answer_by if row.answer_by < NEVER else None,
            post_id=row.newest,
            offer=offers.get(row.id),
            mine=row.assignee_id == person_id,
        )
        for row in places
    )


def dated_tasks(
    db: Connection, person_id: int, until: datetime, after: datetime = EPOCH
) -> tuple[Line, ...]:
    """What this member has to do by then, but not before `after`; the earliest first."""
    rows = (
        select(projects.c.name, tasks.c.title, tasks.c.discussion_id, tasks.c.due, tasks.c.id)
        .join(projects, projects.c.id == tasks.c.project_id)
        .where(tasks.c.assignee_id == person_id, _UNDONE, tasks.c.due > after, tasks.c.due <= until)
        .order_by(tasks.c.due)
        .limit(2 * MOST)
    )
    return tuple(
        Line(row.name, row.title, row.discussion_id, row.due, task_id=row.id)
        for row in db.execute(rows)
    )


def asked(db: Connection, project_ids: Collection[int], person_id: int) -> tuple[Line, ...]:
    """Open questions of clients in these projects to this member: by name, or in a discussion that
    they look after; the first that is wanted first.
    """
    here = discussions.c.project_id.in_(project_ids) & discussions.c.merged_into.is_(None)
    rows = (
        select(
            projects.c.name,
            questions.c.text,
            discussions.c.id,
            questions.c.due,
            questions.c.post_id,
        )
        .join(discussions, discussions.c.id == questions.c.discussion_id)
        .join(projects, projects.c.id == discussions.c.project_id)
        .where(here, questions.c.side == "team", _OPEN)
        .order_by(questions.c.due.is_(None), questions.c.due, questions.c.id)
        .limit(MOST)
    )
    lines = {
        (row.id, row.post_id, row.text): row
        for wanted in (
            questions.c.asked_of == person_id,
            (discussions.c.assignee_id == person_id) & _HERE & questions.c.asked_of.is_(None),
        )
        for row in db.execute(rows.where(wanted))
    }
    return tuple(
        Line(row.name, row.text, row.id, until=row.due, post_id=row.post_id)
        for row in lines.values()
    )[:MOST]


def happened(
    db: Connection, project_ids: Collection[int], person_id: int, since: datetime
) -> tuple[Yesterday, ...]:
    """What others did in these projects since then."""
    rows = (
        select(projects.c.name, events.c.kind, events.c.details)
        .join(discussions, discussions.c.id == events.c.discussion_id)
        .join(projects, projects.c.id == discussions.c.project_id)
        .where(
            events.c.at >= since,
            discussions.c.project_id.in_(project_ids),
            events.c.kind.in_((*_SAID, EventKind.TASK_STATE.value)),
            or_(events.c.actor_id.is_(None), events.c.actor_id != person_id),
        )
        .order_by(projects.c.name)
    )
    posts: dict[str, int] = {}
    done: dict[str, int] = {}
    for row in db.execute(rows):
        if row.kind in _SAID:
            posts[row.name] = posts.get(row.name, 0) + 1
        elif row.details.get("state") == "done":
            done[row.name] = done.get(row.name, 0) + 1
    return tuple(
        Yesterday(name, posts.get(name, 0), done.get(name, 0)) for name in sorted({*posts, *done})
    )
