"""The statement by which letters are taken to be sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, or_, select, true, update

from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import Time, outbox

OPEN = ("queued", "held", "deferred")
_OWED = (
    outbox.c.id,
    outbox.c.to,
    outbox.c.attempts,
    outbox.c.created,
    outbox.c.discussion_id,
    outbox.c.post_id,
    outbox.c.person_id,
    outbox.c.claimant,
    outbox.c.shared_id,
    outbox.c.content,
)


def _claiming(also: Any) -> Prepared:
    """Takes the oldest that are due and of this kind."""
    wanted = (
        select(outbox.c.id)
        .where(outbox.c.state.in_(OPEN), outbox.c.run_at <= bindparam("now", type_=Time), also)
        .order_by(outbox.c.run_at, outbox.c.id)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True)
        .cte("wanted")
    )
    taken = {
        "run_at": bindparam("until", type_=Time),
        "attempts": outbox.c.attempts + 1,
        "claimant": bindparam("whose"),
    }
    here = update(outbox).where(outbox.c.id.in_(select(wanted.c.id)))
    return Prepared(here.values(taken).returning(*_OWED))


_CLAIM = _claiming(true())
_CLAIM_OWN = _claiming(or_(outbox.c.claimant.is_(None), outbox.c.claimant == bindparam("whose")))


def claimed(
    db: Connection, claimant: str, now: datetime, until: datetime, most: int, also_taken: bool
) -> Sequence[Any]:
    """Rows of letters that are due, taken until then; `also_taken`: those of others, too, whose
    lease has ended.
    """
    wanted = {"until": until, "whose": claimant, "now": now, "most": most}
    return (_CLAIM if also_taken else _CLAIM_OWN).all(db, wanted)
