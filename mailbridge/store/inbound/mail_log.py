"""Each message that came, its verdict and its trail."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, func, select, text, update

from mailbridge.domain.told import from_json
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.store.engine.schema import inbounds, posts, projects, raws

_MAIL: Select[Any] = select(inbounds, projects.c.name.label("project")).outerjoin(
    projects, projects.c.id == inbounds.c.project_id
)


def by_id(db: Connection, inbound_id: int) -> Any | None:
    """A row of the mail log with the name of its project."""
    return db.execute(_MAIL.where(inbounds.c.id == inbound_id)).first()


def page(
    db: Connection,
    viewer_projects: frozenset[int] | None,
    limit: int | None = 100,
    disposition: str | None = None,
    before_id: int | None = None,
) -> Sequence[Any]:
    """Newest first. Mail of no project is for those who see everything."""
    wanted = _MAIL.order_by(inbounds.c.id.desc()).limit(limit)
    if viewer_projects is not None:
        wanted = wanted.where(inbounds.c.project_id.in_(viewer_projects))
    if disposition is not None:
        wanted = wanted.where(inbounds.c.disposition == disposition)
    if before_id is not None:
        wanted = wanted.where(inbounds.c.id < before_id)
    return db.execute(wanted).all()


def number_held() -> ScalarSelect[int]:
    """How many messages are held, to be asked for beside other things."""
    held = select(func.count()).where(inbounds.c.disposition == text("'hold'"))
    return held.scalar_subquery()


def held_for(db: Connection, project_id: int, reason: Reason, limit: int = 5) -> Sequence[int]:
    """The newest messages of a project that are held for that reason."""
    held = select(inbounds.c.id).where(
        inbounds.c.disposition == text("'hold'"),
        inbounds.c.project_id == project_id,
        inbounds.c.reason == reason.value,
    )
    return db.execute(held.order_by(inbounds.c.id.desc()).limit(limit)).scalars().all()


def trails_of_discussion(
    db: Connection, discussion_id: int, post_ids: Collection[int] | None = None
) -> dict[int, tuple[str, ...]]:
    """The trails of the messages that became its posts, or these of them, by the id of the
    inbound.
    """
    wanted = (
        select(inbounds.c.id, inbounds.c.trail)
        .join(posts, posts.c.inbound_id == inbounds.c.id)
        .where(posts.c.discussion_id == discussion_id)
    )
    if post_ids is not None:
        wanted = wanted.where(posts.c.id.in_(sorted(post_ids)))
    return {row.id: tuple(map(from_json, row.trail)) for row in db.execute(wanted)}


def raw(db: Connection, raw_id: int) -> Any | None:
    """content (null: in the blob store), sha256, size."""
    return db.execute(select(raws).where(raws.c.id == raw_id)).first()


def newest_heads(db: Connection, limit: int, octets: int) -> Sequence[Any]:
    """client, relayed_by, received and the beginning of the newest messages that came by SMTP or
    LMTP and are kept in the database itself.
    """
    head = func.substr(raws.c.content, 1, octets).label("head")
    wanted = (
        select(inbounds.c.client, inbounds.c.relayed_by, inbounds.c.received, head)
        .join(raws, raws.c.id == inbounds.c.raw_id)
        .where(inbounds.c.door.in_(("smtp", "lmtp")), raws.c.content.is_not(None))
        .order_by(inbounds.c.id.desc())
        .limit(limit)
    )
    return db.execute(wanted).all()


def set_verdict(db: Connection, inbound_id: int, disposition: Disposition, reason: Reason) -> None:
    """Say anew what became of a message."""
    verdict = {"disposition": disposition.value, "reason": reason.value}
    db.execute(update(inbounds).where(inbounds.c.id == inbound_id).values(**verdict))


def requeue(
    db: Connection, inbound_id: int, accepted: bool = False, into: int | None = None
) -> None:
    """Have it decided once more, by today's rules; `accepted`: filed whatever they say, `into`: in
    this project.

    Who has it at work just now goes on: what was decided is decided anew, what waits may be tried
    at once.
    """
    same = inbounds.c.id == inbound_id
    decided = update(inbounds).where(same, inbounds.c.state == "done")
    db.execute(
        decided.values(
            state="queued",
            run_at=None,
            attempts=0,
            claimant=None,
            accepted=accepted,
            accepted_into=into,
        )
    )
    waits = update(inbounds).where(same, inbounds.c.state == "queued", inbounds.c.note.is_not(None))
    db.execute(waits.values(run_at=None, accepted=accepted, accepted_into=into))


def newest_apart(db: Connection, limit: int) -> list[str]:
    """The sha256 of the newest messages whose octets are kept outside the database."""
    apart = select(raws.c.sha256).where(raws.c.content.is_(None), raws.c.sha256 != "")
    return list(db.execute(apart.order_by(raws.c.id.desc()).limit(limit)).scalars())


def raw_ids_of_discussion(db: Connection, discussion_id: int) -> Sequence[Any]:
    """(post_id, raw row) of the mail that made a discussion's posts, in order."""
    wanted = (
        select(posts.c.id.label("post_id"), raws)
        .join(inbounds, inbounds.c.id == posts.c.inbound_id)
        .join(raws, raws.c.id == inbounds.c.raw_id)
        .where(posts.c.discussion_id == discussion_id)
        .order_by(posts.c.id)
    )
    return db.execute(wanted).all()
