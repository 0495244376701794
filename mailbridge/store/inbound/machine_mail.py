"""Mail that machines wrote, among the newest of the mail log."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from mailbridge.domain.event import EventKind
from mailbridge.domain.verdict import Reason
from mailbridge.store.engine.schema import discussions, events, inbounds

NEWEST = 20_000  # rows that are looked at
SHOWN = 50
ROBOTS = (Reason.NOTED, Reason.AUTO_REPLY)
LOOPS = (Reason.OWN_MAIL, Reason.LOOP, Reason.TOO_MUCH_MAIL)


def robots(db: Connection) -> Sequence[Any]:
    """author, count, newest (id) and at of each whose mail was taken for a machine's."""
    newest = func.max(inbounds.c.id)
    wanted = (
        select(
            inbounds.c.author,
            func.count().label("count"),
            newest.label("newest"),
            func.max(inbounds.c.received).label("at"),
        )
        .where(_among_newest(db, inbounds.c.id), inbounds.c.author != "")
        .where(inbounds.c.reason.in_([reason.value for reason in ROBOTS]))
        .group_by(inbounds.c.author)
        .order_by(newest.desc())
        .limit(SHOWN)
    )
    return db.execute(wanted).all()


def loops(db: Connection) -> Sequence[Any]:
    """Messages that came back, travelled in a circle, or were too many; newest first."""
    wanted = (
        select(inbounds)
        .where(_among_newest(db, inbounds.c.id))
        .where(inbounds.c.reason.in_([reason.value for reason in LOOPS]))
        .order_by(inbounds.c.id.desc())
        .limit(SHOWN)
    )
    return db.execute(wanted).all()


def circling(db: Connection) -> Sequence[Any]:
    """Discussions in which two machines seemed to answer each other: id, subject, at."""
    wanted = (
        select(events.c.discussion_id.label("id"), discussions.c.subject, events.c.at)
        .join(discussions, discussions.c.id == events.c.discussion_id)
        .where(_among_newest(db, events.c.id), events.c.kind == EventKind.CIRCLING.value)
        .order_by(events.c.id.desc())
        .limit(SHOWN)
    )
    return db.execute(wanted).all()


def _among_newest(db: Connection, number: Any) -> Any:
    last = db.execute(select(func.max(number))).scalar() or 0
    return number > last - NEWEST
