"""How much members want to hear of a project, and which discussions they follow."""

from sqlalchemy import Connection, delete, insert, select

from mailbridge.domain.project import Level
from mailbridge.store.engine.schema import follow_levels, following


def set_level(db: Connection, project_id: int, person_id: int, level: Level) -> None:
    """What they hear of the project from now on."""
    mine = (follow_levels.c.project_id == project_id) & (follow_levels.c.person_id == person_id)
    db.execute(delete(follow_levels).where(mine))
    if level is not Level.EVERYTHING:
        db.execute(
            insert(follow_levels).values(project_id=project_id, person_id=person_id, level=level)
        )


def levels_of(db: Connection, person_id: int) -> dict[int, Level]:
    """What a person chose, by project; everything where they chose nothing."""
    rows = db.execute(select(follow_levels).where(follow_levels.c.person_id == person_id))
    return {row.project_id: Level(row.level) for row in rows}


def follow(db: Connection, discussion_id: int, person_id: int, follows: bool) -> None:
    """Note that a person wants to hear everything of a discussion, or (`follows` False) only what
    names them and their tasks.
    """
    mine = (following.c.discussion_id == discussion_id) & (following.c.person_id == person_id)
    db.execute(delete(following).where(mine))
    db.execute(
        insert(following).values(discussion_id=discussion_id, person_id=person_id, follows=follows)
    )


def follows(db: Connection, discussion_id: int, person_id: int) -> bool | None:
    """Whether they follow the discussion; None: they have not said."""
    mine = (following.c.discussion_id == discussion_id) & (following.c.person_id == person_id)
    said: bool | None = db.execute(select(following.c.follows).where(mine)).scalar()
    return said


def take_over(db: Connection, away: int, into: int) -> None:
    """What one person chose holds for the other, where that one has chosen nothing."""
    chosen, own = levels_of(db, away), levels_of(db, into)
    for project_id, level in chosen.items():
        if project_id not in own:
            set_level(db, project_id, into, level)
    rows = db.execute(select(following).where(following.c.person_id == away)).all()
    for row in rows:
        if follows(db, row.discussion_id, into) is None:
            follow(db, row.discussion_id, into, row.follows)
