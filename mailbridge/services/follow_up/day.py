"""What a member has to do today: for their morning letter, and for a page."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection

from mailbridge.domain.discussion import Move
from mailbridge.domain.follow_up.morning import Line, Morning
from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.directory import projects
from mailbridge.store.follow_up import mornings

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


async def show_day(container: Container, member: Person) -> Morning:
    """Answers owed, tasks late, due today and within a week, questions to them, and what clients
    owe; not what happened. Refused: not-allowed, for who is no member.
    """
    if not member.role.is_team:
        raise Refused("not-allowed")
    return await container.store.read(lambda db: day_in(db, member, container.clock()))


def day_in(db: Connection, member: Person, now: datetime) -> Morning:
    """What a member has to do today, as `show_day` gives it, in the caller's transaction."""
    own, local = projects.ids_of(db, member.id), now.astimezone(zone(member.time_zone))
    tonight = datetime.combine(local.date() + DAY, time(), local.tzinfo).astimezone(UTC)
    dated = mornings.dated_tasks(db, member.id, tonight)
    late = tuple(line for line in dated if _was_due(line, now))
    today = tuple(line for line in dated if not _was_due(line, now))
    week = mornings.dated_tasks(db, member.id, now + WEEK, after=tonight)
    if not own:  # who belongs to no project looks after nothing but their tasks
        return Morning(late=late, today=today, week=week)
    return Morning(
        answer=mornings.waiting(db, own, member.id, Move.TEAM.value),
        late=late,
        today=today,
        waiting=mornings.waiting(db, own, member.id, Move.CLIENT.value),
        to_close=mornings.to_close(db, own, member.id),
        week=week,
        asked=mornings.asked(db, own, member.id),
    )


def _was_due(line: Line, now: datetime) -> bool:
    return line.since is not None and line.since < now
