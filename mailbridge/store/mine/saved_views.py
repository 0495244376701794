"""Views that people keep under a name."""

from sqlalchemy import Connection, delete, func, insert, select, update

from mailbridge.domain.saved_view import SavedView
from mailbridge.store.engine.schema import saved_views


def of_person(db: Connection, person_id: int) -> list[SavedView]:
    """Theirs, by name."""
    rows = select(saved_views).where(saved_views.c.person_id == person_id)
    return [
        SavedView(row.id, row.name, row.place)
        for row in db.execute(rows.order_by(func.lower(saved_views.c.name), saved_views.c.id))
    ]


def keep(db: Connection, person_id: int, name: str, place: str) -> int:
    """Keep a place under a name; another of that name is put in its stead. Returns its id."""
    mine = (saved_views.c.person_id == person_id) & (saved_views.c.name == name)
    changed = update(saved_views).where(mine).values(place=place).returning(saved_views.c.id)
    known: int | None = db.execute(changed).scalar()
    if known is not None:
        return known
    values = {"person_id": person_id, "name": name, "place": place}
    made: int = db.execute(
        insert(saved_views).values(values).returning(saved_views.c.id)
    ).scalar_one()
    return made


def rename(db: Connection, view_id: int, name: str) -> None:
    """Give a kept view another name, which its owner gave to no other."""
    db.execute(update(saved_views).where(saved_views.c.id == view_id).values(name=name))


def drop(db: Connection, person_id: int, view_id: int) -> bool:
    """Keep it no longer. False: they have none of this number."""
    mine = (saved_views.c.person_id == person_id) & (saved_views.c.id == view_id)
    return db.execute(delete(saved_views).where(mine)).rowcount == 1
