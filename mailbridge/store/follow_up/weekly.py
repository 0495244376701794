"""Who reads a project's weekly report."""

from sqlalchemy import Connection, select, update

from mailbridge.store.engine.schema import memberships, people


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


def wants(db: Connection, person_id: int) -> bool:
    """Whether a person gets weekly reports."""
    return bool(db.execute(select(people.c.weekly).where(people.c.id == person_id)).scalar())


def choose(db: Connection, person_id: int, wanted: bool) -> None:
    """Note whether a person gets weekly reports."""
    db.execute(update(people).where(people.c.id == person_id).values(weekly=wanted))
