"""The inbox: what waits for whom, a page at a time, with true counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Move, State, Tab
from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_of, reads_inside, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.views.names import names_of_projects
from mailbridge.store.directory import people
from mailbridge.store.discussions import standing, taking_part
from mailbridge.store.inbox import lists, looks, rows
from mailbridge.store.inbox.lists import Viewer
from mailbridge.values import dataclass

FREE_MAIL = frozenset(
    {"gmail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "aol.com"}
    | {"gmx.de", "gmx.net", "web.de", "t-online.de", "proton.me", "protonmail.com"}
    | {"mail.ru", "inbox.ru", "bk.ru", "list.ru", "yandex.ru", "ya.ru"}
)  # what such an address says of a person's firm is nothing
NEW_FOR = timedelta(days=30)  # what is older is not told as new


@dataclass(frozen=True, slots=True)
class InboxRow:
    id: int
    project: str
    project_id: int
    subject: str
    state: str
    whose_move: str
    internal: bool
    updated: datetime
    person: str  # who it is with: the client who wrote last, or takes part; else who wrote
    company: str  # the domain of their address; "" where it says nothing
    said: str  # the beginning of the last words
    said_by: str  # whose they are
    said_inside: bool
    said_at: datetime | None
    questions: int  # to us, open
    assignee: str  # "" nobody
    assignee_id: int | None
    unread: bool
    muted: bool
    trouble: tuple[str, ...]  # undelivered, held, unreachable, unproven
    answer_by: datetime | None = None  # until then the client was promised an answer


@dataclass(frozen=True, slots=True)
class InboxPage:
    tab: Tab
    rows: tuple[InboxRow, ...]
    counts: Mapping[Tab, int]
    older: int | None  # continue after this discussion; None: that is all
    newer: int | None  # or before this one


def _viewer(db: Connection, person: Person | None, now: datetime) -> Viewer:
    me = person.id if person is not None else 0
    return Viewer(visible_projects(db, person), reads_inside(person), now - NEW_FOR, me)


async def list_inbox(
    container: Container,
    tab: Tab,
    viewer: Person | None = None,
    after: int | None = None,
    back: bool = False,
    limit: int = 50,
) -> InboxPage:
    """A page of a list that the viewer (None: the operator) sees. `after`: beyond that discussion,
    or before it (`back`).
    """

    def query(db: Connection) -> InboxPage:
        who = _viewer(db, viewer, container.clock())
        page = lists.page(db, tab, who, limit + 1, after, back)
        more = len(page) > limit
        shown = page[-limit:] if back else page[:limit]
        earlier = more if back else after is not None
        later = True if back else more
        return InboxPage(
            tab,
            tuple(inbox_rows(db, shown, viewer)),
            lists.counts(db, who),
            shown[-1].id if shown and later else None,
            shown[0].id if shown and earlier else None,
        )

    return await container.store.read(query)


async def see(container: Container, person: Person, discussion_id: int, post_id: int) -> int:
    """Somebody has seen a discussion up to this post; nothing is written where they had before.
    Returns the newest post that they had seen until now. Refused: no-such-discussion.
    """

    def known(db: Connection) -> int:
        discussion = discussion_of(db, discussion_id, person)
        return looks.seen(db, person.id, [discussion.id])[discussion.id]

    before = await container.store.read(known)
    if post_id > before:
        await container.store.write(lambda db: looks.see(db, person.id, discussion_id, post_id))
    return before


async def holder(container: Container, discussion_id: int) -> str:
    """How who looks after a discussion is called; "" where nobody does."""

    def query(db: Connection) -> str:
        who = lists.assignees(db, [discussion_id]).get(discussion_id)
        person = people.by_id(db, who) if who is not None else None
        return person.called if person is not None else ""

    return await container.store.read(query)


async def see_everything(container: Container, person: Person) -> None:
    """Somebody has seen all that there is."""
    await container.store.write(lambda db: looks.see_everything(db, person.id))


def inbox_rows(
    db: Connection, shown: Sequence[Discussion], viewer: Person | None
) -> list[InboxRow]:
    """Discussions as rows of the inbox, by a number of statements that does not grow with them."""
    ids = [discussion.id for discussion in shown]
    if not ids:
        return []
    inside = reads_inside(viewer)
    reader = viewer.id if viewer is not None and not inside else None
    newest, clients = rows.newest_posts(db, ids, reader), rows.clients_posts(db, ids, reader)
    taking, whose = taking_part.participant_ids(db, ids), lists.assignees(db, ids)
    involved = {row.author_id for row in newest.values()} | set(whose.values())
    involved |= {one for found in taking.values() for one in found}
    known = people.by_ids(db, involved | {client for client, _ in clients.values()})
    me = viewer.id if viewer is not None else 0
    facts = _Facts(
        names_of_projects(db, (one.project_id for one in shown)),
        known,
        newest,
        clients,
        taking,
        whose,
        rows.open_questions(db, ids, reader),
        looks.seen(db, me, ids),
        rows.muted(db, ids, me),
        standing.undelivered(db, ids) if inside else frozenset(),
        rows.held(db, ids) if inside else frozenset(),
        me,
    )
    return [_row(discussion, facts) for discussion in shown]


@dataclass(frozen=True, slots=True)
class _Facts:
    names: Mapping[int, str]
    known: Mapping[int, Person]
    newest: Mapping[int, Any]
    clients: Mapping[int, tuple[int, bool]]
    taking: Mapping[int, frozenset[int]]
    whose: Mapping[int, int]
    questions: Mapping[int, int]
    seen: Mapping[int, int]
    muted: frozenset[int]
    undelivered: frozenset[int]
    held: frozenset[int]
    me: int


def _row(discussion: Discussion, facts: _Facts) -> InboxRow:
    said, person = facts.newest.get(discussion.id), _with(discussion, facts)
    by = facts.known.get(said.author_id) if said is not None else None
    assignee = facts.known.get(facts.whose.get(discussion.id, 0))
    unread = said is not None and said.author_id != facts.me and said.id > facts.seen[discussion.id]
    return InboxRow(
        id=discussion.id,
        project=facts.names[discussion.project_id],
        project_id=discussion.project_id,
        subject=discussion.subject,
        state=discussion.state.value,
        whose_move=discussion.whose_move.value,
        internal=discussion.internal,
        updated=discussion.updated,
        person=person.called if person is not None else "",
        company=_company(person),
        said=" ".join(said.beginning.split()) if said is not None else "",
        said_by=by.called if by is not None else "",
        said_inside=bool(said is not None and said.internal),
        said_at=said.created if said is not None else None,
        questions=facts.questions.get(discussion.id, 0),
        assignee=assignee.called if assignee is not None else "",
        assignee_id=facts.whose.get(discussion.id),
        unread=unread,
        muted=discussion.id in facts.muted,
        trouble=_trouble(discussion, facts),
        answer_by=None if discussion.internal else discussion.answer_by,
    )


def _with(discussion: Discussion, facts: _Facts) -> Person | None:
    """The client who wrote last, else the first who takes part; inside the team, who wrote."""
    if discussion.id in facts.clients:
        return facts.known.get(facts.clients[discussion.id][0])
    persons = [
        facts.known[who]
        for who in sorted(facts.taking.get(discussion.id, ()))
        if who in facts.known
    ]
    outside = [person for person in persons if not person.role.is_team]
    return next(iter([*outside, *persons]), None)


def _company(person: Person | None) -> str:
    domain = person.address.partition("@")[2] if person is not None else ""
    return "" if person is None or person.role.is_team or domain in FREE_MAIL else domain


def _trouble(discussion: Discussion, facts: _Facts) -> tuple[str, ...]:
    """What went wrong and is not over: red in a row."""
    if discussion.state is State.CLOSED:
        return ()
    away = any(facts.known[who].unreachable for who in facts.taking.get(discussion.id, ()))
    marks = {
        "undelivered": discussion.id in facts.undelivered and discussion.whose_move is Move.TEAM,
        "held": discussion.id in facts.held,
        "unreachable": away,
        "unproven": facts.clients.get(discussion.id, (0, False))[1],
    }
    return tuple(name for name, holds in marks.items() if holds)
