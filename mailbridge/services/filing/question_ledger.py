"""The questions of a discussion when a post is filed: what it asks, and what it answers or takes
back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Question, QuestionState
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import QuestionAsked, QuestionChanged
from mailbridge.domain.message import Answer
from mailbridge.domain.project import Participant, Person
from mailbridge.steps.deciding.follow_up.ledger import (
    Change,
    Spoken,
    changes,
    doubtful,
)
from mailbridge.steps.deciding.follow_up.meant_questions import as_told
from mailbridge.steps.text.sentences import words_of
from mailbridge.store.directory import people
from mailbridge.store.discussions import audiences, posts, questions
from mailbridge.store.discussions.questions import ChangeRow
from mailbridge.values import replace

EVENTS = {
    QuestionState.OPEN: EventKind.QUESTION_OPEN,
    QuestionState.PERHAPS: EventKind.QUESTION_PERHAPS,
    QuestionState.ANSWERED: EventKind.QUESTION_ANSWERED,
    QuestionState.WITHDRAWN: EventKind.QUESTION_WITHDRAWN,
}


def record_answers(
    db: Connection,
    ledger: Sequence[Question],
    author: Person,
    side: str,
    post_id: int,
    body: str,
    now: datetime,
    answers: tuple[Answer, ...] = (),
    asked: tuple[str, ...] = (),
    files: tuple[str, ...] = (),
    proven: bool = True,
    heard: frozenset[int] | None = None,
    around: Iterable[Participant] = (),
    told: Collection[tuple[int, str]] = (),
) -> list[Event]:
    """Write down what a post does to the questions asked before it, the ledger of its discussion.
    `told`: numbers and words of those in the letter that it answers.
    `side`: its author's, client or team; `heard`: the clients it is meant for; `around`: who takes
    part. What is not proven answers only perhaps, and takes nothing back. Returns the events.
    """
    if not told and not any(question.is_live for question in ledger):
        return []
    names = frozenset(words_of(author.called))
    others = frozenset(
        word for participant in around for word in words_of(participant.person.called)
    )
    there = frozenset(number for number, _ in told)
    spoken = Spoken(author.id, side, body, answers, asked, files, names, others, heard, there)
    now_numbered = {question.id: question for question in ledger}
    done = [
        replace(change, question=now_numbered[change.question.id])
        for change in changes(spoken, as_told(ledger, side, told))
    ]
    return record_changes(db, done if proven else doubtful(done), author, now, post_id)


def record_changes(
    db: Connection,
    done: Sequence[Change],
    actor: Person | None,
    now: datetime,
    post_id: int | None = None,
) -> list[Event]:
    """Write changes down; returns their events, which the caller records. `actor` None: the
    operator.
    """
    if not done:
        return []
    by = actor.id if actor is not None else None
    questions.change(db, [_row(change, by, now, post_id) for change in done])
    names = _askers(db, [change.question for change in done])
    return [
        Event(
            change.question.discussion_id,
            EVENTS[change.state],
            now,
            by,
            post_id,
            details=_details(change, names.get(change.question.asked_by, "")),
        )
        for change in done
    ]


def _row(change: Change, by: int | None, now: datetime, post_id: int | None) -> ChangeRow:
    """Words that somebody confirms go on being those of the post they stand in."""
    said_in = change.question.changed_in if _is_confirmation(change) else post_id
    return ChangeRow(change.question.id, change.state, change.words, now, by, said_in)


def _is_confirmation(change: Change) -> bool:
    """Whether words that perhaps answered a question are taken for its answer now."""
    before, after = change.question.state, change.state
    same = change.words == change.question.evidence
    return before is QuestionState.PERHAPS and after is QuestionState.ANSWERED and same


def record_asked(
    db: Connection,
    discussion: Discussion,
    author: Person,
    side: str,
    post_id: int,
    texts: Mapping[int, str],
    heard: frozenset[int],
) -> tuple[Question, ...]:
    """Add what a post asks of `side`, by its numbers, to the ledger. `heard`: the clients it is
    meant for.
    """
    asked_of = only_client(heard) if side == "client" else None
    where = {"discussion_id": discussion.id, "side": side, "asked_by": author.id}
    where |= {"asked_of": asked_of, "post_id": post_id, "due": None, "consequence": None}
    rows = [{"number": number, "text": text, **where} for number, text in texts.items()]
    return questions.add(db, rows, heard)


def asked_event(asked: Question, author: Person, now: datetime) -> Event:
    """The event that a question was asked."""
    details = QuestionAsked(asked.number, asked.text, asked.side, author.called)
    kind, post_id = EventKind.QUESTION_ASKED, asked.post_id
    return Event(asked.discussion_id, kind, now, author.id, post_id, details=details)


def left_open(db: Connection, discussion_id: int, post_id: int) -> list[Question]:
    """The open questions of clients who read this post, as far as it leaves them untouched. None
    where it was held.
    """
    heard = audiences.heard_of(db, post_id)
    left = [
        question
        for question in questions.questions_of(db, discussion_id)
        if question.side == "team"
        and question.is_open
        and question.asked_by in heard
        and question.changed_in != post_id
    ]
    post = posts.post_by_id(db, post_id) if left else None
    return left if post is not None and not post.internal else []


def only_client(heard: frozenset[int]) -> int | None:
    """Whom a question is asked of, where it is meant for one client alone."""
    return next(iter(heard)) if len(heard) == 1 else None


def _askers(db: Connection, asked_: Iterable[Question]) -> dict[int, str]:
    known = people.by_ids(db, {question.asked_by for question in asked_})
    return {number: person.called for number, person in known.items()}


def _details(change: Change, asker: str) -> QuestionChanged:
    asked, confirmed = change.question, _is_confirmation(change)
    return QuestionChanged(
        asked.number, asked.text, asked.side, asker, change.words, confirmed=confirmed
    )
