"""Discussions as lists and pages show them.

Each function asks as few questions of the store as a whole page needs.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, MissingLetter, Move, Question
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import Missed
from mailbridge.domain.project import Participant, Person
from mailbridge.domain.task import Task
from mailbridge.services.views.models import (
    DiscussionPage,
    DiscussionView,
    EventView,
    MissingView,
    ParticipantView,
    PersonView,
    PostHead,
    QuestionView,
)
from mailbridge.services.views.names import address_of, names_of_projects
from mailbridge.services.views.person_views import person_view
from mailbridge.services.views.task_views import task_views
from mailbridge.services.views.whole_posts import is_readable, whole_posts
from mailbridge.steps.telling.words.evidence_words import told_evidence
from mailbridge.store.directory import people
from mailbridge.store.discussions import (
    audiences,
    missing_letters,
    posts,
    questions,
    standing,
    taking_part,
    time_line,
)
from mailbridge.store.discussions.tasks import tasks_of_discussion
from mailbridge.values import dataclass, replace


def discussion_views(db: Connection, discussions: Sequence[Discussion]) -> list[DiscussionView]:
    """Discussions in the order given, with their posts counted and who takes part."""
    names = names_of_projects(db, (discussion.project_id for discussion in discussions))
    counts = posts.post_counts(db, (discussion.id for discussion in discussions))
    ids = taking_part.participant_ids(db, (discussion.id for discussion in discussions))
    known = people.by_ids(db, {person for number in ids.values() for person in number})
    lost = standing.undelivered(db, (discussion.id for discussion in discussions))
    return [
        DiscussionView(
            id=discussion.id,
            project=names[discussion.project_id],
            project_id=discussion.project_id,
            subject=discussion.subject,
            state=discussion.state.value,
            posts=counts.get(discussion.id, 0),
            participants=tuple(known[person].address for person in sorted(ids[discussion.id])),
            updated=discussion.updated,
            whose_move=discussion.whose_move.value,
            internal=discussion.internal,
            unreachable=tuple(
                known[person].address
                for person in sorted(ids[discussion.id])
                if known[person].unreachable
            ),
            undelivered=discussion.id in lost and discussion.whose_move is Move.TEAM,
        )
        for discussion in discussions
    ]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of a discussion a viewer reads."""

    rows: list[Any]
    happened: list[Event]
    asked: list[Question]
    tasks: list[Task]


def _all_of(db: Connection, discussion_id: int, without: Collection[EventKind]) -> _Shown:
    rows, asked = posts.heads(db, discussion_id), questions.questions_of(db, discussion_id)
    return _Shown(
        list(rows),
        time_line.events_of(db, discussion_id, without),
        list(asked),
        tasks_of_discussion(db, discussion_id),
    )


def _for_reader(db: Connection, discussion_id: int, every: _Shown, reader_id: int) -> _Shown:
    """Without internal posts, words that stay with the team, what was not meant for this reader,
    and whatever hangs on them.
    """
    heard = audiences.of_posts(db, (row.id for row in every.rows))
    posts = {row.id for row in every.rows if not is_readable(row, heard, reader_id)}
    tasks = {task.id for task in every.tasks if task.post_id in posts}
    asked = questions.asked_in(db, discussion_id, posts)
    tasks |= {task.id for task in every.tasks if task.stays_inside}
    tasks -= {task.id for task in every.tasks if task.stays_inside is False}
    return _Shown(
        [row for row in every.rows if row.id not in posts],
        [
            event
            for event in every.happened
            if event.post_id not in posts and event.task_id not in tasks
        ],
        [question for question in every.asked if question.id not in asked],
        [task for task in every.tasks if task.id not in tasks],
    )


def _without_arrived(db: Connection, discussion: Discussion, happened: list[Event]) -> list[Event]:
    """The events without missing letters that have come since; each that is still missing once,
    however many letters answer it.
    """
    first = {
        event.details.message_id: event
        for event in reversed(happened)
        if isinstance(event.details, Missed)
    }
    came = missing_letters.came_since(db, discussion.project_id, list(first))
    shown = [event for message_id, event in first.items() if message_id not in came]
    return [event for event in happened if event.kind is not EventKind.MISSING or event in shown]


def discussion_page(
    db: Connection, discussion: Discussion, reader_id: int | None = None
) -> DiscussionPage:
    """A discussion as the team reads it; with `reader_id`, as that observer does."""
    outline = discussion_outline(db, discussion, reader_id)
    return replace(outline, posts=whole_posts(db, discussion.id, reader_id))


def discussion_outline(
    db: Connection,
    discussion: Discussion,
    reader_id: int | None = None,
    without: Collection[EventKind] = (),
) -> DiscussionPage:
    """A discussion as `discussion_page` gives it, but with the heads of its posts alone, and
    without events of some kinds.
    """
    shown = _all_of(db, discussion.id, without)
    if reader_id is not None:
        shown = _for_reader(db, discussion.id, shown, reader_id)
    shown = replace(shown, happened=_without_arrived(db, discussion, shown.happened))
    participants = taking_part.participants_of(db, discussion.id)
    missing = missing_letters.letters_of(shown.happened)
    ids = _people_in(shown) | {participant.person.id for participant in participants}
    known = people.by_ids(db, ids | {letter.person_id for letter in missing})
    reached = audiences.newest(db, discussion.id)
    heard = audiences.of_posts(db, () if reached is None else (reached,))
    answer_to, others = _reached(participants, heard[reached][0] if reached in heard else None)
    return DiscussionPage(
        discussion=replace(discussion_views(db, [discussion])[0], posts=len(shown.rows)),
        posts=(),
        questions=tuple(question_view(question, known, participants) for question in shown.asked),
        tasks=tuple(task_views(db, shown.tasks)),
        events=tuple(_event_view(event, known) for event in shown.happened),
        participants=tuple(map(_participant_view, participants)),
        missing=tuple(_missing_view(letter, known) for letter in missing),
        answer_to=answer_to,
        others=others,
        heads=tuple(_head(row, known[row.author_id]) for row in shown.rows),
    )


def _head(row: posts.PostRow, author: Person) -> PostHead:
    return PostHead(row.id, author.address, author.called, row.internal, row.created)


def _people_in(shown: _Shown) -> set[int]:
    """The ids of those who wrote, did, asked or are asked something."""
    ids = {row.author_id for row in shown.rows} | {question.asked_by for question in shown.asked}
    ids |= {event.actor_id for event in shown.happened if event.actor_id}
    return ids | {
        person_id
        for question in shown.asked
        for person_id in (question.asked_of, question.changed_by, *(question.heard or ()))
        if person_id
    }


def _missing_view(letter: MissingLetter, known: Mapping[int, Person]) -> MissingView:
    address = address_of(known, letter.person_id)
    return MissingView(letter.name, address, letter.written, letter.message_id)


def _participant_view(participant: Participant) -> ParticipantView:
    view = person_view(participant.person)
    return ParticipantView(view, participant.muted, participant.admitted, participant.aside)


def _reached(
    participants: Sequence[Participant], heard: frozenset[int] | None
) -> tuple[tuple[PersonView, ...], tuple[PersonView, ...]]:
    """Whom an answer from here reaches, and whom only one to all does."""
    clients = [
        participant
        for participant in participants
        if participant.admitted and not participant.person.role.is_team
    ]
    told = [
        participant.person
        for participant in clients
        if heard is not None and participant.person.id in heard
    ]
    others = [
        participant.person
        for participant in clients
        if participant.person not in told and not participant.aside
    ]
    return tuple(map(person_view, told)), tuple(map(person_view, others))


def question_view(
    question: Question, known: Mapping[int, Person], participants: Sequence[Participant] = ()
) -> QuestionView:
    """A question with the addresses of both sides; `known` holds their people by id."""
    return QuestionView(
        number=question.number,
        text=question.text,
        asked_by=known[question.asked_by].address,
        asked_of=address_of(known, question.asked_of),
        due=question.due,
        state=question.state.value,
        evidence=told_evidence(question.evidence),
        changed_by=address_of(known, question.changed_by),
        changed_at=question.changed_at,
        consequence=question.consequence,
        side=question.side,
        asker=known[question.asked_by].called,
        to=_put_to(question, known, participants),
    )


def _put_to(
    question: Question, known: Mapping[int, Person], participants: Sequence[Participant]
) -> tuple[PersonView, ...]:
    """The clients a question of the team was put to."""
    if question.side != "client":
        return ()
    clients = {
        participant.person.id
        for participant in participants
        if not (participant.person.role.is_team or participant.aside)
    }
    heard = clients if question.heard is None else question.heard
    asked = heard if question.asked_of is None else {question.asked_of}
    return tuple(person_view(known[one]) for one in sorted(asked) if one in known)


def _event_view(event: Event, known: Mapping[int, Person]) -> EventView:
    person = known.get(event.actor_id) if event.actor_id is not None else None
    actor = person.called if person is not None else None
    return EventView(event, actor)
