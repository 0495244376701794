"""Who reads a project's weekly report."""

from sqlalchemy import Connection, select, update

from mailbridge.store.engine.schema import discussions, memberships, participants, people


def readers_of(db: Connection, project_id: int) -> list[int]:
    """The clients who belong to a project and want it, by their ids."""
    rows = (
        select(people.c.id)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(
            memberships.c.project_id == project_id,
            people.c.role.in_(("client", "client+")),
            people.c.weekly,
            people.c.staged.is_(False),
            people.c.unreachable.is_(False),
            people.c.disabled.is_(None),
            people.c.merged_into.is_(None),
        )
        .order_by(people.c.id)
    )
    return list(db.execute(rows).scalars())


def places_of(db: Connection, client_id: int, project_id: int) -> frozenset[int]:
    """The discussions of a project that a client takes part in and wants to hear of; not where they
    are a third party.
    """
    rows = (
        select(discussions.c.id)
        .join(participants, participants.c.discussion_id == discussions.c.id)
        .where(
            discussions.c.project_id == project_id,
            discussions.c.internal.is_(False),
            discussions.c.merged_into.is_(None),
            participants.c.person_id == client_id,
            participants.c.admitted,
            participants.c.muted.is_(False),
            participants.c.gone.is_(False),
            participants.c.aside.is_(False),
        )
    )
    return frozenset(db.execute(rows).scalars())


def wants(db: Connection, person_id: int) -> bool:
    """Whether a person gets weekly reports."""
    return bool(db.execute(select(people.c.weekly).where(people.c.id == person_id)).scalar())


def choose(db: Connection, person_id: int, wanted: bool) -> None:
    """Note whether a person gets weekly reports."""
    db.execute(update(people).where(people.c.id == person_id).values(weekly=wanted))
