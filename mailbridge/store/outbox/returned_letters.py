"""Letters that come back: which one it was, and what it says of its reader's address."""

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from mailbridge.domain.letter import Report
from mailbridge.store.engine.schema import outbox, people, posts

COPIES = 500  # of a letter that are looked at


def is_ours(db: Connection, message_id: str) -> bool:
    """Whether a letter of ours has this Message-ID."""
    return (
        db.execute(select(outbox.c.id).where(outbox.c.message_id == message_id).limit(1)).first()
        is not None
    )


def words_of(db: Connection, ids: Sequence[str]) -> tuple[str, ...]:
    """What the posts say that letters of ours with these Message-IDs told of."""
    if not ids:
        return ()
    wanted = (
        select(posts.c.id, posts.c.reply)
        .join(outbox, outbox.c.post_id == posts.c.id)
        .where(outbox.c.message_id.in_(ids))
        .distinct()
    )
    return tuple(row.reply for row in db.execute(wanted))


def letter_to(db: Connection, ids: Sequence[str], recipients: Sequence[str]) -> int | None:
    """The letter of ours with one of these Message-IDs to the first of these addresses that got it;
    all its readers' copies have one id.
    """
    if not ids:
        return None
    named = (
        select(outbox.c.id, outbox.c.to)
        .where(outbox.c.message_id.in_(ids))
        .order_by(outbox.c.id.desc())
        .limit(COPIES)
    )
    copies = db.execute(named).all()
    found = next(
        (copy.id for recipient in recipients for copy in copies if copy.to == recipient), None
    )
    return (
        found if found is not None or len(copies) != 1 else copies[0].id
    )  # one reader alone: whatever the report calls them


def mark_late(db: Connection, letter_id: int, words: str) -> bool:
    """A letter is under way for long. False: that was told of it before, or it has come back
    meanwhile.
    """
    on_its_way = (
        (outbox.c.id == letter_id)
        & (outbox.c.state == "sent")
        & outbox.c.report.is_distinct_from(Report.LATE)
    )
    told = update(outbox).where(on_its_way).values(report=Report.LATE, last_reply=words)
    return db.execute(told).rowcount == 1


def mark_doubted(db: Connection, letter_id: int, words: str) -> None:
    """Somebody says that a letter came back, and nothing proves it."""
    sent = (outbox.c.id == letter_id) & (outbox.c.state == "sent")
    db.execute(update(outbox).where(sent).values(report=Report.DOUBTED, last_reply=words))


def count_soft_bounce(db: Connection, person_id: int) -> int:
    """One more soft bounce; returns how many there are in a row."""
    grown = (
        update(people)
        .where(people.c.id == person_id)
        .values(soft_bounces=people.c.soft_bounces + 1)
    )
    return db.execute(grown.returning(people.c.soft_bounces)).scalar() or 0


def mark_reachable(db: Connection, person_id: int) -> None:
    """Somebody has reason to believe so: mail from there, or a member who tries again."""
    db.execute(
        update(people).where(people.c.id == person_id).values(unreachable=False, soft_bounces=0)
    )
