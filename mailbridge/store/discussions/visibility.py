"""What clients may see of a discussion, and how that is changed: posts, tasks, files, all of it."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select, update

from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.event_details import StoodInside
from mailbridge.store.engine.schema import attachments, discussions, outbox, posts, tasks
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each are concerned."""

    posts: int = 0
    tasks: int = 0
    files: int = 0


def is_note(db: Connection, post_id: int) -> bool:
    """Whether a post is internal, and not an answer to a client that is held."""
    note = posts.c.internal & posts.c.held.is_(None)
    return db.execute(select(posts.c.id).where(posts.c.id == post_id, note)).first() is not None


def inside_tasks(db: Connection, task_ids: Iterable[int]) -> frozenset[int]:
    """The tasks among these that no client reads of."""
    wanted = sorted(set(task_ids))
    if not wanted:
        return frozenset()
    kept = func.coalesce(tasks.c.stays_inside, posts.c.internal)
    joined = select(tasks.c.id).outerjoin(posts, posts.c.id == tasks.c.post_id)
    return frozenset(db.execute(joined.where(tasks.c.id.in_(wanted), kept)).scalars())


def of_post(db: Connection, post_id: int, inside: bool) -> Counts:
    """What changes with a post that is internal (`inside`), or is not: itself, its task, its
    files.
    """
    one = select(func.count()).select_from(posts)
    mine = one.where(posts.c.id == post_id, posts.c.internal.is_(inside), posts.c.held.is_(None))
    if not db.execute(mine).scalar_one():
        return Counts()
    made = select(func.count()).select_from(tasks)
    with_it = made.where(tasks.c.post_id == post_id, tasks.c.stays_inside.is_(None))
    files = select(func.count()).select_from(attachments)
    along = files.where(attachments.c.post_id == post_id, attachments.c.stays_inside.is_(None))
    return Counts(1, db.execute(with_it).scalar_one(), db.execute(along).scalar_one())


def of_discussion(db: Connection, discussion_id: int) -> Counts:
    """What a discussion keeps inside: notes that say something, and tasks."""
    notes = select(func.count()).select_from(posts)
    inside = posts.c.internal & posts.c.held.is_(None) & (posts.c.reply != "")
    made = select(func.count()).select_from(tasks).outerjoin(posts, posts.c.id == tasks.c.post_id)
    kept = func.coalesce(tasks.c.stays_inside, posts.c.internal)
    return Counts(
        db.execute(notes.where(posts.c.discussion_id == discussion_id, inside)).scalar_one(),
        db.execute(made.where(tasks.c.discussion_id == discussion_id, kept)).scalar_one(),
    )


def change_post(db: Connection, post_id: int, inside: bool) -> bool:
    """False: it was so, or it is an answer that is held."""
    there = update(posts).where(
        posts.c.id == post_id, posts.c.internal.is_not(inside), posts.c.held.is_(None)
    )
    reason = AudienceReason.INSIDE if inside else AudienceReason.ANSWERED
    values = {"internal": inside, "audience_reason": reason.value}
    return db.execute(there.values(values)).rowcount == 1


def change_task(db: Connection, task_id: int, inside: bool | None) -> None:
    """Keep a task inside, or show it to clients; None: as its post is."""
    db.execute(update(tasks).where(tasks.c.id == task_id).values(stays_inside=inside))


def change_file(db: Connection, attachment_id: int, inside: bool) -> None:
    """Keep a file inside, or show it to clients."""
    there = update(attachments).where(attachments.c.id == attachment_id)
    db.execute(there.values(stays_inside=inside))


def standing_inside(db: Connection, discussion_id: int) -> StoodInside:
    """What sharing all of it would show, to be put back."""
    whole = select(discussions.c.internal).where(discussions.c.id == discussion_id)
    notes = select(posts.c.id, posts.c.audience_reason).where(
        posts.c.discussion_id == discussion_id, posts.c.internal, posts.c.held.is_(None)
    )
    made = select(tasks.c.id, tasks.c.stays_inside).where(
        tasks.c.discussion_id == discussion_id, tasks.c.stays_inside.is_not(False)
    )
    newest = db.execute(select(func.max(outbox.c.id))).scalar_one()
    return StoodInside(
        db.execute(whole).scalar_one(),
        {row.id: row.audience_reason for row in db.execute(notes)},
        {row.id: row.stays_inside for row in db.execute(made)},
        newest or 0,
    )


def share_discussion(db: Connection, discussion_id: int) -> None:
    """All of it is visible, but answers that are held."""
    db.execute(update(discussions).where(discussions.c.id == discussion_id).values(internal=False))
    notes = update(posts).where(posts.c.discussion_id == discussion_id, posts.c.held.is_(None))
    reason = AudienceReason.ANSWERED.value
    db.execute(notes.where(posts.c.internal).values(internal=False, audience_reason=reason))
    made = update(tasks).where(tasks.c.discussion_id == discussion_id)
    db.execute(made.values(stays_inside=False))


def unshare_discussion(db: Connection, discussion_id: int, before: StoodInside) -> None:
    """What stood inside before it was shared does so again."""
    there = update(discussions).where(discussions.c.id == discussion_id)
    db.execute(there.values(internal=before.whole))
    notes = update(posts).where(
        posts.c.id == bindparam("note"), posts.c.discussion_id == discussion_id
    )
    was = notes.values(internal=True, audience_reason=bindparam("reason"))
    for note, reason in before.notes.items():
        db.execute(was, {"note": note, "reason": reason})
    for task, kept in before.tasks.items():
        change_task(db, task, kept)


def hide_discussion(db: Connection, discussion_id: int) -> None:
    """Nothing of it is visible; each post stays what it was, for a later change of mind."""
    db.execute(update(discussions).where(discussions.c.id == discussion_id).values(internal=True))


def unhide_discussion(db: Connection, discussion_id: int) -> None:
    """As before it was hidden."""
    db.execute(update(discussions).where(discussions.c.id == discussion_id).values(internal=False))


def task_answered(db: Connection, post_id: int) -> int | None:
    """The task that the letter told of which this post answers."""
    named = select(posts.c.in_reply_to).where(posts.c.id == post_id).scalar_subquery()
    wanted = select(outbox.c.task_id).where(
        outbox.c.message_id == named, outbox.c.task_id.is_not(None), outbox.c.letter == "task"
    )
    found: int | None = db.execute(wanted.limit(1)).scalar()
    return found
