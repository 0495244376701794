"""Mail programs of people from whose letters too much was cut away."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, insert, select

from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import unfolded_programs

_KNOWN = Prepared(
    select(unfolded_programs.c.id)
    .where(
        unfolded_programs.c.person_id == bindparam("person"),
        unfolded_programs.c.program == bindparam("program"),
    )
    .limit(1)
)


def unfold(db: Connection, person_id: int, program: str) -> None:
    """The next letters that this person writes with this program are shown unfolded."""
    if not is_unfolded(db, person_id, program):
        db.execute(insert(unfolded_programs).values(person_id=person_id, program=program))


def is_unfolded(db: Connection, person_id: int, program: str) -> bool:
    """Whether too much was cut from a letter of this person and program."""
    return _KNOWN.scalar(db, {"person": person_id, "program": program}) is not None


def fold(db: Connection, person_id: int, program: str) -> bool:
    """What this person writes with this program is folded again. False: it was not unfolded."""
    mine = unfolded_programs.c.person_id == person_id
    gone = delete(unfolded_programs).where(mine, unfolded_programs.c.program == program)
    return db.execute(gone).rowcount > 0


def of_people(db: Connection, person_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The programs of each person whose letters are shown unfolded, by name."""
    rows = select(unfolded_programs).where(unfolded_programs.c.person_id.in_(person_ids))
    known: dict[int, tuple[str, ...]] = {}
    for row in db.execute(rows.order_by(unfolded_programs.c.program)):
        known[row.person_id] = (*known.get(row.person_id, ()), row.program)
    return known
