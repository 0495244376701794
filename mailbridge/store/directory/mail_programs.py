"""Mail programs of people from whose letters too much was cut away."""

from sqlalchemy import Connection, bindparam, insert, select

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
