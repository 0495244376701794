"""Questions, numbered within their discussion."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from mailbridge.domain.discussion import Question
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import discussions, posts, questions

_AT: Any = bindparam("discussion_id")
_QUESTIONS = Prepared(
    select(questions).where(questions.c.discussion_id == _AT).order_by(questions.c.number)
)
_ASK = Prepared(insert(questions))
_NEXT_NUMBER = {
    side: Prepared(
        update(discussions)
        .where(discussions.c.id == bindparam("this"))
        .values({counter: counter + bindparam("count", type_=counter.type)})
        .returning(counter)
    )
    for side, counter in (
        ("client", discussions.c.next_question),
        ("team", discussions.c.next_request),
    )
}
_ANSWER = Prepared(update(questions).where(questions.c.id.in_(bindparam("ids", expanding=True))))


def question(row: Any) -> Question:
    return Question(
        id=row.id,
        discussion_id=row.discussion_id,
        number=row.number,
        text=row.text,
        asked_by=row.asked_by,
        asked_of=row.asked_of,
        due=row.due,
        consequence=row.consequence,
        answered=row.answered_at is not None,
        answered_at=row.answered_at,
        side=row.side,
    )


def questions_of(db: Connection, discussion_id: int) -> tuple[Question, ...]:
    rows = _QUESTIONS.all(db, {"discussion_id": discussion_id})
    return tuple(question(row) for row in rows)


def asked_inside(db: Connection, discussion_id: int) -> frozenset[int]:
    """The ids of questions that stand in posts no client may read."""
    hidden = or_(posts.c.internal, posts.c.released.is_(False))
    inside = select(posts.c.id).where(posts.c.discussion_id == discussion_id, hidden)
    wanted = select(questions.c.id).where(
        questions.c.discussion_id == discussion_id, questions.c.post_id.in_(inside)
    )
    return frozenset(db.execute(wanted).scalars())


def ask(
    db: Connection, discussion_id: int, side: str, asked: Sequence[Mapping[str, Any]]
) -> list[int]:
    """Add questions to one side with fresh numbers, never given to that side before in this
    discussion; returns the numbers.
    """
    if not asked:
        return []
    after: int = _NEXT_NUMBER[side].scalar(db, {"this": discussion_id, "count": len(asked)})
    numbers = list(range(after - len(asked), after))
    rows = [
        {"discussion_id": discussion_id, "side": side, "number": number, **row}
        for number, row in zip(numbers, asked, strict=True)
    ]
    _ASK.run_each(db, rows)
    return numbers


def answer(db: Connection, question_ids: Iterable[int], post_id: int, now: datetime) -> None:
    ids = sorted(set(question_ids))
    if ids:
        _ANSWER.run(db, {"ids": ids, "answered_by": post_id, "answered_at": now})
