"""What somebody was told by letters and is not done with yet."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from mailbridge.store.engine.prepared import on_either
from mailbridge.store.engine.schema import (
    outbox,
    people,
    question_changes,
    questions,
    updates_done,
)
from mailbridge.values import dataclass

LOOKED_AT = 300  # letters, the newest


@dataclass(frozen=True, slots=True)
class ToldLetter:
    id: int
    discussion_id: int
    post_id: int | None
    why: str  # as domain.occasion.Reader has it
    at: datetime


def _upsert(dialect: object) -> object:
    made = dialect.insert(updates_done)  # type: ignore[attr-defined]
    return made.on_conflict_do_update(
        index_elements=["person_id", "discussion_id"],
        set_={"letter_id": made.excluded.letter_id},
    )


_DONE = on_either(_upsert)


def not_done(db: Connection, person_id: int) -> list[ToldLetter]:
    """Letters about discussions to this person that they have not said to be done with, the newest
    first.
    """
    up_to = select(people.c.told_up_to).where(people.c.id == person_id).scalar_subquery()
    mine = (updates_done.c.discussion_id == outbox.c.discussion_id) & (
        updates_done.c.person_id == person_id
    )
    rows = (
        select(
            outbox.c.id,
            outbox.c.discussion_id,
            outbox.c.post_id,
            outbox.c.content,
            outbox.c.created,
        )
        .outerjoin(updates_done, mine)
        .where(
            outbox.c.person_id == person_id,
            outbox.c.discussion_id.is_not(None),
            outbox.c.id > up_to,
            outbox.c.id > func.coalesce(updates_done.c.letter_id, 0),
        )
        .order_by(outbox.c.id.desc())
        .limit(LOOKED_AT)
    )
    return [
        ToldLetter(
            row.id, row.discussion_id, row.post_id, str(row.content.get("why") or ""), row.created
        )
        for row in db.execute(rows)
    ]


def answers_to(db: Connection, person_id: int, post_ids: Collection[int]) -> frozenset[int]:
    """The posts among these that answered a question of this person, or perhaps did."""
    rows = (
        select(question_changes.c.post_id)
        .join(questions, questions.c.id == question_changes.c.question_id)
        .where(
            question_changes.c.post_id.in_(post_ids),
            question_changes.c.state.in_(("answered", "perhaps")),
            questions.c.asked_by == person_id,
        )
    )
    return frozenset(db.execute(rows).scalars())


def be_done(db: Connection, person_id: int, newest: dict[int, int]) -> None:
    """Note that a person is done with discussions: by discussion, up to which letter."""
    rows = [
        {"person_id": person_id, "discussion_id": discussion_id, "letter_id": letter_id}
        for discussion_id, letter_id in newest.items()
    ]
    _DONE.run_each(db, rows)


def done_up_to(db: Connection, person_id: int, ids: Collection[int]) -> dict[int, int]:
    """Up to which letter this person is done with each of these discussions; 0: with none."""
    mine = updates_done.c.person_id == person_id
    rows = db.execute(select(updates_done).where(mine, updates_done.c.discussion_id.in_(ids)))
    return dict.fromkeys(ids, 0) | {row.discussion_id: row.letter_id for row in rows}


def be_done_with_all(db: Connection, person_id: int) -> tuple[int, int]:
    """Note that a person is done with everything they were told so far. Returns up to which letter
    that is, and up to which it was before.
    """
    before = db.execute(select(people.c.told_up_to).where(people.c.id == person_id)).scalar_one()
    newest = db.execute(select(func.coalesce(func.max(outbox.c.id), 0))).scalar_one()
    db.execute(update(people).where(people.c.id == person_id).values(told_up_to=newest))
    return newest, before


def be_done_no_more(db: Connection, person_id: int, discussion_id: int, at: int, to: int) -> bool:
    """Who is done with a discussion up to the letter `at` is so up to `to` again. False: they are
    not done up to there.
    """
    mine = (updates_done.c.person_id == person_id) & (updates_done.c.discussion_id == discussion_id)
    back = update(updates_done).where(mine, updates_done.c.letter_id == at)
    return db.execute(back.values(letter_id=to)).rowcount == 1


def be_done_with_all_no_more(db: Connection, person_id: int, at: int, to: int) -> bool:
    """Note that a person is done with everything up to the letter `to` alone, no longer up to `at`.
    False: they are not done up to `at`.
    """
    mine = (people.c.id == person_id) & (people.c.told_up_to == at)
    return db.execute(update(people).where(mine).values(told_up_to=to)).rowcount == 1
