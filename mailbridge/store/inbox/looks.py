"""Who has seen a discussion up to which post. What was there before somebody looked here for the
first time is marked by one number of theirs.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select, update

from mailbridge.store.engine.prepared import on_either
from mailbridge.store.engine.schema import looks, people, posts


def _upsert(dialect: object) -> object:
    made = dialect.insert(looks)  # type: ignore[attr-defined]
    return made.on_conflict_do_update(
        index_elements=["person_id", "discussion_id"], set_={"post_id": made.excluded.post_id}
    )


_SEE = on_either(_upsert)


def see(db: Connection, person_id: int, discussion_id: int, post_id: int) -> None:
    """Somebody has seen a discussion up to this post."""
    row = {"person_id": person_id, "discussion_id": discussion_id, "post_id": post_id}
    _SEE.run_each(db, [row])


def see_everything(db: Connection, person_id: int) -> None:
    """Somebody has seen all that there is."""
    newest = select(func.coalesce(func.max(posts.c.id), 0)).scalar_subquery()
    db.execute(update(people).where(people.c.id == person_id).values(seen_up_to=newest))


def seen(db: Connection, person_id: int, ids: Sequence[int]) -> dict[int, int]:
    """The newest post that somebody has seen of each of these discussions."""
    of_all = select(people.c.seen_up_to).where(people.c.id == person_id)
    before = db.execute(of_all).scalar() or 0
    wanted = select(looks.c.discussion_id, looks.c.post_id).where(
        looks.c.person_id == person_id, looks.c.discussion_id.in_(ids)
    )
    known: Mapping[int, int] = {row.discussion_id: row.post_id for row in db.execute(wanted)}
    return {one: max(known.get(one, 0), before) for one in ids}


def newest_of_others(db: Connection, discussion_id: int, person_id: int) -> int | None:
    """The newest post of a discussion that somebody else wrote."""
    theirs = (posts.c.discussion_id == discussion_id) & (posts.c.author_id != person_id)
    newest: int | None = db.execute(select(func.max(posts.c.id)).where(theirs)).scalar()
    return newest
