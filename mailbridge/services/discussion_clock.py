"""What falls due in a discussion is written down anew whenever how it stands may have changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Question, QuestionState, State
from mailbridge.domain.flag import Flag
from mailbridge.domain.follow_up.clock_facts import (
    Client,
    ClockFacts,
    LateAnswer,
    OpenQuestion,
    Speech,
)
from mailbridge.domain.follow_up.due import Due, DueState, DueWork
from mailbridge.domain.message import Kind
from mailbridge.domain.occasion import NOTHING_READ, Known
from mailbridge.domain.project import Participant, Person, Project
from mailbridge.services.falling_due import settle_written
from mailbridge.steps.deciding.follow_up.discussion_clock import (
    CALL,
    HOLDING,
    NUDGE,
    OF_DISCUSSION,
    falls_due,
)
from mailbridge.steps.deciding.follow_up.whose_move import Words, wants_something
from mailbridge.steps.reading.kinds.robot import is_read_by_nobody
from mailbridge.store.directory import projects
from mailbridge.store.discussions import discussions, questions, standing, taking_part
from mailbridge.store.follow_up import clock_facts, due_work


def settle_clock(
    db: Connection,
    discussion: Discussion,
    newest: Sequence[standing.Spoken],
    has_tasks: bool,
    known: Known = NOTHING_READ,
) -> datetime | None:
    """Make the table of due work agree with how a discussion stands. `newest`: its posts as
    `standing.newest_posts` gives them; `has_tasks`: that are not done. Returns when its client is
    to be answered.
    """
    written = [] if known.begins else due_work.of_discussion(db, discussion.id)
    facts = None
    if _is_live(discussion):
        facts = _facts(db, discussion, newest, written, has_tasks, known)
    wanted = falls_due(facts) if facts is not None else []
    at = max([discussion.updated, *(post.created for post in newest)])
    settle_written(db, wanted, [row for row in written if row.wanted.what in OF_DISCUSSION], at)
    return next((piece.at for piece in wanted if piece.what == HOLDING), None)


def clock_of(db: Connection, discussion_id: int) -> ClockFacts | None:
    """How a discussion stands by the clock; None: it is closed, internal or gone."""
    discussion = discussions.by_id(db, discussion_id)
    if discussion is None or not _is_live(discussion):
        return None
    written = due_work.of_discussion(db, discussion_id)
    return _facts(db, discussion, standing.newest_posts(db, discussion_id), written)


def wanted_now(facts: ClockFacts, once: str) -> DueWork | None:
    """The work of this name, as it is wanted now."""
    return next((piece for piece in falls_due(facts) if piece.once == once), None)


def _is_live(discussion: Discussion) -> bool:
    return discussion.state is State.OPEN and not discussion.internal


def _facts(
    db: Connection,
    discussion: Discussion,
    newest: Sequence[standing.Spoken],
    written: Iterable[Due],
    has_tasks: bool = True,
    known: Known = NOTHING_READ,
) -> ClockFacts | None:
    project, ledger, around = known.project, known.ledger, known.participants
    if project is None or project.id != discussion.project_id:
        project = projects.by_id(db, discussion.project_id)
    if project is None:
        return None
    spoken = tuple(_speech(post) for post in newest if _is_speech(post))
    if ledger is None:
        ledger = questions.questions_of(db, discussion.id)
    if around is None:
        around = taking_part.participants_of(db, discussion.id)
    asked = [question for question in ledger if question.side == "client"]
    ours = [speech.author_id for speech in spoken if speech.by_team]
    in_charge = clock_facts.in_charge(db, discussion.id) if has_tasks else None
    dated = has_tasks and bool(asked) and bool(clock_facts.dated_tasks(db, discussion.id))
    return ClockFacts(
        discussion_id=discussion.id,
        project_id=project.id,
        rhythm=project.rhythm,
        move=discussion.whose_move,
        spoken=spoken,
        is_whole=len(newest) < standing.NEWEST,
        asked=_open(db, asked, discussion.created),
        late=_late(asked),
        has_dated_tasks=dated,
        passed=_passed(written),
        clients={part.person.id: _client(part.person, project) for part in around if _hears(part)},
        member_id=in_charge or (ours[-1] if ours else None),
    )


def _is_speech(post: standing.Spoken) -> bool:
    """Whether a post counts as somebody's words: a letter of a person, but not words of the team
    that were not proven.
    """
    claimed = post.by_team and post.verified != "verified"
    return post.kind == Kind.HUMAN and Flag.RECALL not in post.flags and not claimed


def _speech(post: standing.Spoken) -> Speech:
    words = Words(
        post.id, post.by_team, True, post.reply, post.created, asks=post.asks, files=post.files
    )
    return Speech(
        post_id=post.id,
        author_id=post.author_id,
        by_team=post.by_team,
        at=post.created,
        wants=post.by_team or wants_something(words),
        believed=post.verified == "verified" or (not post.staged and post.verified != "failed"),
        is_offer=post.by_team and Flag.OFFER in post.flags,
        is_holding=post.by_team and Flag.HOLDING in post.flags,
    )


def _open(db: Connection, asked: Iterable[Question], begun: datetime) -> tuple[OpenQuestion, ...]:
    """Of a question that no post asks nobody knows since when, but for its last change."""
    waiting = [question for question in asked if question.is_open]
    at = clock_facts.written_at(
        db, [question.post_id for question in waiting if question.post_id is not None]
    )
    return tuple(
        OpenQuestion(
            question.id,
            question.asked_by,
            at.get(question.post_id or 0) or question.changed_at or begun,
            question.asked_of,
            question.heard,
        )
        for question in waiting
    )


def _late(asked: Iterable[Question]) -> tuple[LateAnswer, ...]:
    return tuple(
        LateAnswer(question.id, question.due, question.changed_at, question.asked_by)
        for question in asked
        if question.state is QuestionState.ANSWERED
        and question.changed_in is not None
        and _is_late(question.due, question.changed_at)
        and question.due is not None
        and question.changed_at is not None
    )


def _is_late(due: datetime | None, answered: datetime | None) -> bool:
    return due is not None and answered is not None and answered > due


def _passed(written: Iterable[Due]) -> Mapping[str, datetime]:
    """Reminders that were sent, and those that a person skipped."""
    return {
        row.wanted.once: row.changed
        for row in written
        if row.wanted.what in (NUDGE, CALL)
        and row.changed is not None
        and (
            row.wanted.state is DueState.DONE
            or (row.wanted.state is DueState.SKIPPED and bool(row.changed_by))
        )
    }


def _hears(part: Participant) -> bool:
    """Whether a participant is a client who may be written to unasked."""
    person = part.person
    barred = part.muted or not part.admitted or part.aside or person.unreachable
    return not (barred or person.role.is_team or is_read_by_nobody(person.address))


def _client(person: Person, project: Project) -> Client:
    zone = person.time_zone if person.zone_from else project.rhythm.calendar.zone
    return Client(person.id, person.called, zone, person.away_until)
