"""Questions, numbered within their discussion."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.store.discussions import discussions
from mailbridge.store.engine.numbers_together import apart, together
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import audiences, question_changes, questions
from mailbridge.store.engine.schema import discussions as discussion_rows
from mailbridge.values import dataclass

_AT: Any = bindparam("discussion_id")
_QUESTIONS = Prepared(
    select(
        questions,
        select(together(audiences.c.person_id))
        .where(audiences.c.post_id == questions.c.post_id, audiences.c.heard)
        .scalar_subquery()
        .label("hearers"),
    )
    .where(questions.c.discussion_id == _AT)
    .order_by(questions.c.number, questions.c.id)
)
_ASK = Prepared(insert(questions).returning(*questions.c))
_CHANGE = Prepared(update(questions).where(questions.c.id == bindparam("this")))
_WRITE_DOWN = Prepared(insert(question_changes))
_UNCHANGED: dict[str, Any] = {
    "state": QuestionState.OPEN.value,
    "evidence": "",
    "changed_by": None,
    "changed_at": None,
    "changed_in": None,
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What became of a question, by whom, when, and by which words of which post."""

    question_id: int
    state: QuestionState
    words: str
    at: datetime
    by: int | None = None  # a person; None: the operator
    post_id: int | None = None


def _written_down(change: ChangeRow) -> dict[str, Any]:
    named = {"question_id": change.question_id, "changed_by": change.by, "post_id": change.post_id}
    return {**named, "state": change.state.value, "words": change.words, "at": change.at}


def _columns(change: ChangeRow) -> dict[str, Any]:
    return {
        "state": change.state.value,
        "evidence": change.words,
        "changed_by": change.by,
        "changed_at": change.at,
        "changed_in": change.post_id,
    }


def _change(row: Any) -> ChangeRow:
    state = QuestionState(row.state)
    return ChangeRow(row.question_id, state, row.words, row.at, row.changed_by, row.post_id)


def question(row: Any, heard: frozenset[int] | None = None) -> Question:
    """A question from its row, with the clients who heard it."""
    return Question(
        id=row.id,
        discussion_id=row.discussion_id,
        number=row.number,
        text=row.text,
        asked_by=row.asked_by,
        asked_of=row.asked_of,
        due=row.due,
        consequence=row.consequence,
        state=QuestionState(row.state),
        side=row.side,
        evidence=row.evidence,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        changed_in=row.changed_in,
        heard=heard,
        post_id=row.post_id,
    )


def by_id(db: Connection, question_id: int) -> Question | None:
    """The question of this id."""
    row = db.execute(select(questions).where(questions.c.id == question_id)).first()
    return question(row) if row is not None else None


def questions_of(db: Connection, discussion_id: int) -> tuple[Question, ...]:
    """The questions of a discussion by their numbers."""
    rows = _QUESTIONS.all(db, {"discussion_id": discussion_id})
    return tuple(
        question(row, apart(row.hearers) if row.post_id is not None else None) for row in rows
    )


def count_asked_by(db: Connection, person_id: int, project_id: int) -> int:
    """How many open questions somebody outside put to the team in the discussions of a project."""
    there = discussion_rows.c.project_id == project_id
    mine = (questions.c.asked_by == person_id) & (questions.c.side == "team")
    live = questions.c.state.in_((QuestionState.OPEN.value, QuestionState.PERHAPS.value))
    joined = (
        select(func.count())
        .select_from(questions)
        .join(discussion_rows, discussion_rows.c.id == questions.c.discussion_id)
    )
    return int(db.execute(joined.where(there, mine, live)).scalar_one())


def asked_in(db: Connection, discussion_id: int, post_ids: Iterable[int]) -> frozenset[int]:
    """The ids of the discussion's questions that stand in these posts."""
    wanted = select(questions.c.id).where(
        questions.c.discussion_id == discussion_id, questions.c.post_id.in_(sorted(post_ids))
    )
    return frozenset(db.execute(wanted).scalars())


def ask(
    db: Connection,
    discussion_id: int,
    side: str,
    asked: Sequence[Mapping[str, Any]],
    heard: frozenset[int] | None = None,
) -> tuple[Question, ...]:
    """Add questions to one side with fresh numbers, never given to that side before in this
    discussion; returns them by these. `heard`: by which clients.
    """
    if not asked:
        return ()
    _, numbers = discussions.change_with_numbers(db, discussion_id, side, len(asked))
    rows = [
        {"discussion_id": discussion_id, "side": side, "number": number, **row}
        for number, row in zip(numbers, asked, strict=True)
    ]
    return add(db, rows, heard)


def add(
    db: Connection, rows: Sequence[Mapping[str, Any]], heard: frozenset[int] | None
) -> tuple[Question, ...]:
    """Add questions that have their numbers; returns them by these. `heard`: by which clients."""
    made = sorted(_ASK.each(db, rows), key=attrgetter("number"))
    return tuple(question(row, heard) for row in made)


def change(db: Connection, changes: Sequence[ChangeRow]) -> None:
    """Write the changes down, and set the questions to what they say."""
    _WRITE_DOWN.run_each(db, [_written_down(change) for change in changes])
    for change in changes:
        _CHANGE.run(db, {"this": change.question_id, **_columns(change)})


def history(db: Connection, question_id: int) -> list[ChangeRow]:
    """Oldest first."""
    same = question_changes.c.question_id == question_id
    rows = db.execute(select(question_changes).where(same).order_by(question_changes.c.id))
    return [_change(row) for row in rows]


def take_back(db: Connection, post_id: int) -> None:
    """A post is taken back: what it asked is gone, numbers too; what it changed is as before."""
    asked = db.execute(select(questions).where(questions.c.post_id == post_id)).all()
    db.execute(delete(questions).where(questions.c.post_id == post_id))
    for row in sorted(asked, key=lambda row: -row.number):
        discussions.number_back(db, row.discussion_id, row.side, row.number)
    mine = question_changes.c.post_id == post_id
    ids = set(db.execute(select(question_changes.c.question_id).where(mine)).scalars())
    db.execute(delete(question_changes).where(mine))
    for question_id in sorted(ids):
        before = history(db, question_id)
        values = _columns(before[-1]) if before else _UNCHANGED
        _CHANGE.run(db, {"this": question_id, **values})
