"""Letters that the relay has taken: several are marked in one statement, each behind its fence."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Connection,
    Integer,
    Text,
    bindparam,
    column,
    func,
    update,
    values,
)

from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import Time, outbox
from mailbridge.store.outbox.claiming import OPEN
from mailbridge.store.outbox.contents import whole
from mailbridge.store.outbox.queue import Owed
from mailbridge.values import dataclass, replace

_GIVEN: dict[str, Any] = {  # of each letter
    "this": BigInteger(),
    "fence": Integer(),
    "whose": Text(),
    "at": Time(),
    "reply": Text(),
    "said": Text(),
}


def _marking(given: Any) -> Any:
    """Marks the letters of a table that is given with the statement, and returns their ids."""
    mine = (
        outbox.c.id == given.c.this,
        outbox.c.state.in_(OPEN),
        outbox.c.attempts == given.c.fence,
        outbox.c.claimant == given.c.whose,
    )
    told = {"sent_at": given.c.at, "last_reply": given.c.reply, "words": given.c.said}
    over = {"state": "sent", "run_at": None, "claimant": None, "report": None}
    return update(outbox).where(*mine).values({**over, **told}).returning(outbox.c.id)


def _in_rows() -> Any:
    """The table as VALUES, to be repeated for each letter."""
    row = tuple(bindparam(name, type_=kind) for name, kind in _GIVEN.items())
    columns = (column(name, kind) for name, kind in _GIVEN.items())
    return _marking(values(*columns, name="given").data([row]).cte("given"))


def _in_columns() -> Any:
    """The table as a list for each of its columns: it is compiled once for any number."""
    lists = (bindparam(name, type_=ARRAY(kind)) for name, kind in _GIVEN.items())
    columns = (column(name, kind) for name, kind in _GIVEN.items())
    return _marking(func.unnest(*lists).table_valued(*columns, name="given").render_derived())


_MARK = Prepared(_in_rows(), _in_columns)


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter and what the relay said to it. `said`: the letter's own words, to know them
    again.
    """

    owed: Owed
    at: datetime
    reply: str
    said: str | None = None


def mark_sent(db: Connection, sent: Sequence[Sent]) -> frozenset[int]:
    """The relay has taken these letters. Returns the ids of those that were ours, and are marked;
    somebody else has the others by now. A secret link is not kept any longer.
    """
    rows = [_row(letter) for letter in sent]
    if not rows:
        return frozenset()
    if db.dialect.name == "postgresql":
        marked = _MARK.all(db, {name: [row[name] for row in rows] for name in _GIVEN})
    else:
        marked = _MARK.each(db, rows)
    ours = frozenset(row.id for row in marked)
    for letter in sent:
        if letter.owed.id in ours and letter.owed.letter.name == "sign_in":
            _forget_link(db, letter.owed)
    return ours


def _row(sent: Sent) -> dict[str, Any]:
    owed = sent.owed
    given = owed.id, owed.fence, owed.claimant, sent.at, sent.reply, sent.said
    return dict(zip(_GIVEN, given, strict=True))


def _forget_link(db: Connection, owed: Owed) -> None:
    kept = whole(replace(owed.letter, link=""))
    db.execute(update(outbox).where(outbox.c.id == owed.id).values(**kept))
