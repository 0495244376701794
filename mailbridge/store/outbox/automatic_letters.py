"""Automatic letters, each written once a day."""

from sqlalchemy import Connection, delete, func, select

from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.schema import automatic_letters


def count_automatic_letters(db: Connection, address: str, day: int) -> int:
    """How many automatic letters an address was written on a day."""
    mine = (automatic_letters.c.address == address) & (automatic_letters.c.day == day)
    return db.execute(select(func.count()).select_from(automatic_letters).where(mine)).scalar_one()


def note_automatic_letter(db: Connection, address: str, day: int, kind: str, about: str) -> bool:
    """False: the same was written to that address on that day before."""
    db.execute(
        delete(automatic_letters).where(
            automatic_letters.c.address == address, automatic_letters.c.day < day - 1
        )
    )
    row = {"address": address, "day": day, "kind": kind, "about": about}
    return db.execute(insert_ignore(db, automatic_letters).values(**row)).rowcount == 1


def count_of_kind(db: Connection, address: str, day: int, kind: str) -> int:
    """How many automatic letters of a kind an address was written on a day."""
    mine = (automatic_letters.c.address == address) & (automatic_letters.c.day == day)
    wanted = select(func.count()).where(mine, automatic_letters.c.kind == kind)
    return db.execute(wanted).scalar_one()
