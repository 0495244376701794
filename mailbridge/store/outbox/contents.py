"""What rows of the outbox say: a letter, or a reader's copy beside what several share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from mailbridge.domain.letter import Letter
from mailbridge.domain.letter_copy import addressed, copies, copy_of, shared_part
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import outbox, shared_letters
from mailbridge.store.engine.search_table import Kind
from mailbridge.store.outbox.letter_json import read, read_copy, write, write_copy
from mailbridge.store.search import mail_words

_ADD = Prepared(insert(shared_letters).returning(shared_letters.c.id))
_WANTED = Prepared(
    select(shared_letters).where(shared_letters.c.id.in_(bindparam("ids", expanding=True)))
)
Content = dict[str, Any]  # the values of the columns shared_id and content


def add_contents(db: Connection, letters: Sequence[Letter]) -> list[Content]:
    """Keep what several of these letters share, once; returns for each letter what its row
    holds besides. A letter of its own stands in its row as a whole.
    """
    by_place: dict[int, Content] = {}
    for places in copies(letters):
        if len(places) == 1:
            by_place[places[0]] = whole(letters[places[0]])
            continue
        shared_id = _ADD.scalar(db, {"content": write(shared_part(letters[places[0]]))})
        for place in places:
            content = write_copy(copy_of(letters[place]))
            by_place[place] = {"shared_id": shared_id, "content": content}
    return [by_place[place] for place in range(len(letters))]


def whole(letter: Letter) -> Content:
    """What the row of a letter holds that shares nothing."""
    return {"shared_id": None, "content": write(letter)}


def letters_of(db: Connection, rows: Iterable[Any]) -> list[tuple[Any, Letter]]:
    """Each row of the outbox with its letter."""
    wanted = list(rows)
    known = _shared(db, {row.shared_id for row in wanted if row.shared_id is not None})
    return [(row, _letter(row, known)) for row in wanted]


def _shared(db: Connection, ids: set[int]) -> Mapping[int, Letter]:
    rows = _WANTED.all(db, {"ids": sorted(ids)}) if ids else []
    return {row.id: read(row.content) for row in rows}


def _letter(row: Any, known: Mapping[int, Letter]) -> Letter:
    if row.shared_id is None:
        return read(row.content)
    return addressed(known[row.shared_id], read_copy(row.content))


def delete_letters(db: Connection, *wanted: Any) -> int:
    """Delete the letters of which these conditions are true, and what no letter shares any
    more; returns how many letters there were.
    """
    gone = db.execute(delete(outbox).where(*wanted).returning(outbox.c.id, outbox.c.shared_id))
    rows = gone.all()
    if rows:
        mail_words.forget(db, Kind.LETTER, [row.id for row in rows])
        forget_unused(db, [row.shared_id for row in rows])
    return len(rows)


def forget_unused(db: Connection, shared_ids: Iterable[int | None]) -> None:
    """Delete of these what no letter shares any more."""
    ids = sorted({shared_id for shared_id in shared_ids if shared_id is not None})
    if ids:
        used = select(outbox.c.shared_id).where(outbox.c.shared_id.in_(ids))
        unused = shared_letters.c.id.in_(ids) & shared_letters.c.id.not_in(used)
        db.execute(delete(shared_letters).where(unused))
