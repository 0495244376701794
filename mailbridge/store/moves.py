"""Posts that go to another discussion, with everything that hangs on them: questions, tasks, events, letters, ids."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from mailbridge.domain.discussion import State
from mailbridge.domain.event import Event, EventKind
from mailbridge.store import discussions as store
from mailbridge.store.people import insert_ignore
from mailbridge.store.schema import discussions, events, inbounds, outbox, participants, posts, questions, seen_ids, sketches, tasks

HANGING = (tasks, events, outbox)  # with a discussion_id and a post_id


def merge(db: Connection, away: int, into: int, now: datetime, actor_id: int | None = None) -> None:
    """Everything of `away` goes into `into`; who answers a letter of `away` lands there, too. Its event says what to undo."""
    moved = list(db.execute(select(posts.c.id).where(posts.c.discussion_id == away).order_by(posts.c.id)).scalars())
    here, there = set(store.everyone_in(db, into)), store.everyone_in(db, away)
    details = {"other": away, "posts": moved, "kind": "merge", "people": there, "joined": sorted(set(there) - here)}
    for table in (posts, inbounds, *HANGING):
        db.execute(update(table).where(table.c.discussion_id == away).values(discussion_id=into))
    _move_questions(db, questions.c.discussion_id == away, into)
    shown = select(participants.c.person_id).where(participants.c.discussion_id == away, participants.c.exposed)
    exposed = list(db.execute(shown).scalars())
    for keyed in (seen_ids, sketches, participants):
        _move_keyed(db, keyed, keyed.c.discussion_id == away, into)
    seen = (participants.c.discussion_id == into) & participants.c.person_id.in_(exposed)
    db.execute(update(participants).where(seen).values(exposed=True))  # an address that others saw proves nothing here, either
    last = select(discussions.c.last_written).where(discussions.c.id == away).scalar_subquery()
    db.execute(update(discussions).where(discussions.c.id == into, discussions.c.last_written < last).values(last_written=last))
    gone = {"merged_into": into, "state": State.CLOSED.value, "closed_at": now}
    db.execute(update(discussions).where(discussions.c.id == away).values(**gone))
    store.record(db, [Event(into, EventKind.MOVED, now, actor_id, details=details)])


def move_posts(db: Connection, post_ids: Sequence[int], source: int, target: int, runs: Sequence[int]) -> None:
    """Some posts of `source` go to `target`; `runs` are their sketches. Participants follow their posts and stay where they were."""
    for table in HANGING:
        db.execute(update(table).where(table.c.post_id.in_(post_ids)).values(discussion_id=target))
    db.execute(update(posts).where(posts.c.id.in_(post_ids)).values(discussion_id=target))
    db.execute(update(inbounds).where(inbounds.c.post_id.in_(post_ids)).values(discussion_id=target))
    _move_questions(db, questions.c.post_id.in_(post_ids) & (questions.c.discussion_id == source), target)
    ids = (
        select(posts.c.message_id).where(posts.c.id.in_(post_ids)).union(select(outbox.c.message_id).where(outbox.c.post_id.in_(post_ids)))
    )
    named = [one for one in db.execute(ids).scalars() if one is not None]
    _move_keyed(db, seen_ids, (seen_ids.c.discussion_id == source) & seen_ids.c.message_id.in_(named), target)
    _move_keyed(db, sketches, (sketches.c.discussion_id == source) & sketches.c.run.in_(list(runs)), target)
    authors = select(posts.c.author_id).where(posts.c.id.in_(post_ids))
    taking = (participants.c.discussion_id == source) & participants.c.person_id.in_(authors)
    rows = [{**row._mapping, "discussion_id": target} for row in db.execute(select(participants).where(taking))]
    if rows:
        db.execute(insert_ignore(db, participants), rows)


def to_project(db: Connection, discussion_id: int, project_id: int) -> None:
    """The whole discussion with its posts, ids and tasks."""
    for table in (posts, tasks, inbounds):
        db.execute(update(table).where(table.c.discussion_id == discussion_id).values(project_id=project_id))
    for keyed in (seen_ids, sketches):
        mine = keyed.c.discussion_id == discussion_id
        rows = [{**row._mapping, "project_id": project_id} for row in db.execute(select(keyed).where(mine))]
        db.execute(delete(keyed).where(mine))
        if rows:
            db.execute(insert_ignore(db, keyed), rows)
    db.execute(update(discussions).where(discussions.c.id == discussion_id).values(project_id=project_id))


def part_people(db: Connection, away: int, into: int, people: Sequence[int], joined: Sequence[int]) -> None:
    """After a merge was taken back: everybody takes part where he did before, and reads nothing more of the other side.

    `joined` came into `into` by the merge; who has written there since stays.
    """
    mine = (participants.c.discussion_id == into) & participants.c.person_id.in_(people)
    rows = [{**row._mapping, "discussion_id": away} for row in db.execute(select(participants).where(mine))]
    if rows:
        db.execute(insert_ignore(db, participants), rows)
    wrote = select(posts.c.author_id).where(posts.c.discussion_id == into)
    gone = (participants.c.discussion_id == into) & participants.c.person_id.in_(joined)
    db.execute(delete(participants).where(gone, participants.c.person_id.not_in(wrote)))


def unmerge(db: Connection, away: int) -> None:
    """A merged discussion stands on its own again."""
    db.execute(
        update(discussions).where(discussions.c.id == away).values(merged_into=None, state=State.OPEN.value, closed_at=None, parted=True)
    )


def _move_questions(db: Connection, which: Any, target: int) -> None:
    """They get fresh numbers where they go: no number stands for two questions."""
    rows = db.execute(select(questions).where(which).order_by(questions.c.side, questions.c.number)).all()
    if not rows:
        return
    db.execute(delete(questions).where(questions.c.id.in_([row.id for row in rows])))
    for side in ("client", "team"):
        column = discussions.c.next_question if side == "client" else discussions.c.next_request
        first: int = db.execute(select(column).where(discussions.c.id == target)).scalar_one()
        of_side = [row for row in rows if row.side == side]
        moved = [{**row._mapping, "discussion_id": target, "number": first + place} for place, row in enumerate(of_side)]
        if moved:
            db.execute(insert(questions), moved)
            db.execute(update(discussions).where(discussions.c.id == target).values({column: first + len(moved)}))


def _move_keyed(db: Connection, table: Table, which: Any, target: int) -> None:
    """Rows whose key holds the discussion; where the target has the same one already, one is enough."""
    rows = [{**row._mapping, "discussion_id": target} for row in db.execute(select(table).where(which))]
    if rows:
        db.execute(delete(table).where(which))
        db.execute(insert_ignore(db, table), rows)
