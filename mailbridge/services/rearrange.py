"""Split, merge and move discussions by hand, and take it back. Mail that comes later follows: its ids moved, too."""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.project import Person
from mailbridge.services.access import discussion_to_act_on, may_act, project_of
from mailbridge.services.house import House
from mailbridge.services.refusal import Refused
from mailbridge.steps.sketch import sketch
from mailbridge.steps.thread import subject_key
from mailbridge.store import discussions as store
from mailbridge.store import moves, posts


async def split(house: House, actor: Person | None, post_ids: Sequence[int], subject: str | None = None) -> int:
    """Posts of one discussion become a discussion of their own. Returns its id."""

    def work(db: Connection) -> int:
        source, chosen = _posts_of(db, actor, post_ids)
        title = (subject or "").strip() or next((row.subject for row in chosen if row.subject), source.subject)
        made = store.add(db, source.project_id, title, subject_key(title), house.clock(), source.internal, parted=True)
        store.change(db, source.id, parted=True)
        _move(db, house, actor, chosen, source.id, made, "split")
        return made

    return await house.store.write(work)


async def move_posts(house: House, actor: Person | None, post_ids: Sequence[int], target_id: int) -> None:
    """Posts go to another discussion of the same project."""

    def work(db: Connection) -> None:
        source, chosen = _posts_of(db, actor, post_ids)
        target = discussion_to_act_on(db, target_id, actor)
        if target.project_id != source.project_id or target.id == source.id or target.internal != source.internal:
            raise Refused("not-together")
        _move(db, house, actor, chosen, source.id, target.id, "move")

    await house.store.write(work)


async def merge(house: House, actor: Person | None, away_id: int, into_id: int) -> None:
    """One discussion goes into another of the same project; letters answered later land there."""

    def work(db: Connection) -> None:
        away, into = discussion_to_act_on(db, away_id, actor), discussion_to_act_on(db, into_id, actor)
        if away.id == into.id or away.project_id != into.project_id or away.internal != into.internal:
            raise Refused("not-together")
        moves.merge(db, away.id, into.id, house.clock(), _id(actor))

    await house.store.write(work)


async def move_to_project(house: House, actor: Person | None, discussion_id: int, project: str) -> None:
    """A whole discussion goes to another project; who answers its letters lands there."""

    def work(db: Connection) -> None:
        found, target = discussion_to_act_on(db, discussion_id, actor), project_of(db, project, actor)
        if not may_act(db, actor, target.id):
            raise Refused("not-allowed")
        _to_project(db, house, actor, found, target.id)

    await house.store.write(work)


async def undo(house: House, actor: Person | None, discussion_id: int) -> None:
    """Take back the last split, merge or move that this discussion gained by."""

    def work(db: Connection) -> None:
        found = discussion_to_act_on(db, discussion_id, actor)
        done = [event for event in store.events_of(db, found.id) if event.kind is EventKind.MOVED and not event.details.get("undo")]
        undone = {event.details.get("undo") for event in store.events_of(db, found.id) if event.kind is EventKind.MOVED}
        last = next((event for event in reversed(done) if _name(event) not in undone), None)
        if last is None:
            raise Refused("nothing-to-undo")
        _take_back(db, house, actor, found, last)

    await house.store.write(work)


def _id(actor: Person | None) -> int | None:
    return actor.id if actor is not None else None


def _name(event: Event) -> str:
    return event.at.isoformat()


def _posts_of(db: Connection, actor: Person | None, post_ids: Sequence[int]) -> tuple[Discussion, Sequence[posts.PostRow]]:
    """The posts and the one discussion they are all in."""
    first = posts.post_by_id(db, post_ids[0]) if post_ids else None
    if first is None:
        raise Refused("no-such-post")
    found = discussion_to_act_on(db, first.discussion_id, actor)
    chosen = [row for row in posts.post_rows(db, found.id) if row.id in set(post_ids)]
    if len(chosen) != len(set(post_ids)):
        raise Refused("no-such-post")
    return found, chosen


def _move(db: Connection, house: House, actor: Person | None, chosen: Sequence[posts.PostRow], source: int, target: int, kind: str) -> None:
    runs = [run for row in chosen for run in sketch(row.reply)]
    ids = [row.id for row in chosen]
    now = house.clock()
    moves.move_posts(db, ids, source, target, runs)
    last = max((row.written or row.created) for row in chosen)
    store.change(db, target, updated=now, last_written=min(last, now))
    store.record(db, [Event(target, EventKind.MOVED, now, _id(actor), details={"other": source, "posts": ids, "kind": kind})])


def _to_project(db: Connection, house: House, actor: Person | None, found: Discussion, project_id: int) -> None:
    moves.to_project(db, found.id, project_id)
    details = {"other": found.id, "posts": [], "kind": "project", "project": found.project_id}
    store.record(db, [Event(found.id, EventKind.MOVED, house.clock(), _id(actor), details=details)])


def _take_back(db: Connection, house: House, actor: Person | None, found: Discussion, event: Event) -> None:
    details, now = event.details, house.clock()
    if details["kind"] == "project":
        if not may_act(db, actor, details["project"]):
            raise Refused("not-allowed")
        moves.to_project(db, found.id, details["project"])
    else:
        rows = [row for row in posts.post_rows(db, found.id) if row.id in set(details["posts"])]
        if details["kind"] == "merge":
            moves.unmerge(db, details["other"])
        runs = [run for row in rows for run in sketch(row.reply)]
        moves.move_posts(db, [row.id for row in rows], found.id, details["other"], runs)
        if details["kind"] == "merge":
            moves.part_people(db, details["other"], found.id, details["people"], details["joined"])
    taken_back = {"other": details["other"], "undo": _name(event), "kind": "undo", "posts": []}
    store.record(db, [Event(found.id, EventKind.MOVED, now, _id(actor), details=taken_back)])
