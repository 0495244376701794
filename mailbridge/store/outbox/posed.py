"""The questions of a discussion, with where they were asked and whose words brought each into its
state.
"""

from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, case, func, or_, select

from mailbridge.domain.occasion import Posed
from mailbridge.store.discussions.questions import question
from mailbridge.store.engine.numbers_together import apart, together
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import audiences, people, person_addresses, posts, questions

_D = bindparam("d", type_=BigInteger())
_SAID = posts.alias("said")  # the post whose words brought a question into its state
_SPEAKER = people.alias("speaker")
_FIRST_ADDRESS = (
    select(func.min(person_addresses.c.address))
    .where(person_addresses.c.person_id == _SPEAKER.c.id)
    .scalar_subquery()
)
_HEARERS = (
    select(together(audiences.c.person_id))
    .where(audiences.c.post_id == questions.c.post_id, audiences.c.heard)
    .scalar_subquery()
)
_QUESTIONS = Prepared(
    select(
        questions,
        or_(posts.c.internal, posts.c.released.is_(False)).label("hidden"),  # from clients
        posts.c.internal.label("inside"),
        case((_SPEAKER.c.name != "", _SPEAKER.c.name), else_=_FIRST_ADDRESS).label("said_by"),
        _SPEAKER.c.id.label("said_by_id"),
        _HEARERS.label("hearers"),
    )
    .outerjoin(posts, posts.c.id == questions.c.post_id)
    .outerjoin(_SAID, _SAID.c.id == questions.c.changed_in)
    .outerjoin(_SPEAKER, _SPEAKER.c.id == func.coalesce(_SAID.c.author_id, questions.c.changed_by))
    .where(questions.c.discussion_id == _D)
    .order_by(questions.c.number, questions.c.id)
)


def posed_in(db: Connection, discussion_id: int) -> tuple[Posed, ...]:
    """All questions of a discussion, by their numbers."""
    return tuple(_posed(row) for row in _QUESTIONS.all(db, {"d": discussion_id}))


def _posed(row: Any) -> Posed:
    heard = apart(row.hearers) if row.post_id is not None else None
    return Posed(
        question(row, heard),
        internal=bool(row.hidden),
        post_id=row.post_id,
        said_by=row.said_by or "",
        said_by_id=row.said_by_id,
        inside=bool(row.inside),
        heard=heard,
    )
