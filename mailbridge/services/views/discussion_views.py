"""Discussions as lists and pages show them.

Each function asks as few questions of the store as a whole page needs.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Move, Question
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import Missed
from mailbridge.domain.message import AttachedLetter, Invitation
from mailbridge.domain.project import Participant, Person
from mailbridge.domain.task import Task
from mailbridge.domain.told import Told, find
from mailbridge.services.views.models import (
    AttachmentView,
    DiscussionPage,
    DiscussionView,
    EventView,
    MissingView,
    ParticipantView,
    PersonView,
    PostView,
    QuestionView,
    ReactionView,
)
from mailbridge.services.views.names import address_of, project_names
from mailbridge.services.views.person_views import person_view
from mailbridge.services.views.task_views import task_views
from mailbridge.steps.telling.letter_parts.own_html import says_no_more
from mailbridge.store.directory import people
from mailbridge.store.discussions import (
    audiences,
    discussions,
    missing_letters,
    posts,
    questions,
    reactions,
    standing,
)
from mailbridge.store.discussions.post_text import text_of
from mailbridge.store.discussions.tasks import tasks_of_discussion
from mailbridge.store.engine.typed_json import from_json
from mailbridge.store.inbound import mail_log

Heard = Mapping[int, tuple[frozenset[int], frozenset[int]]]


def discussion_views(db: Connection, found: Sequence[Discussion]) -> list[DiscussionView]:
    """Discussions in the order given, with their posts counted and who takes part."""
    names = project_names(db)
    counts = posts.post_counts(db, (discussion.id for discussion in found))
    ids = discussions.participant_ids(db, (discussion.id for discussion in found))
    known = people.by_ids(db, {person for number in ids.values() for person in number})
    lost = standing.undelivered(db, (discussion.id for discussion in found))
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
        for discussion in found
    ]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of a discussion a viewer reads."""

    rows: list[Any]
    happened: list[Event]
    asked: list[Question]
    tasks: list[Task]


def _all_of(db: Connection, discussion_id: int) -> _Shown:
    rows, asked = posts.post_rows(db, discussion_id), questions.questions_of(db, discussion_id)
    return _Shown(
        list(rows),
        discussions.events_of(db, discussion_id),
        list(asked),
        tasks_of_discussion(db, discussion_id),
    )


def _for_reader(
    db: Connection, discussion_id: int, every: _Shown, heard: Heard, reader_id: int
) -> _Shown:
    """Without internal posts, words that stay with the team, what was not meant for this reader,
    and whatever hangs on them.
    """
    posts = {
        row.id
        for row in every.rows
        if row.internal or not row.released or not audiences.may_read(heard, row.id, reader_id)
    }
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
    every = _all_of(db, discussion.id)
    heard = audiences.of_posts(db, (row.id for row in every.rows))
    shown = every if reader_id is None else _for_reader(db, discussion.id, every, heard, reader_id)
    shown = replace(shown, happened=_without_arrived(db, discussion, shown.happened))
    rows, happened, asked, tasks = shown.rows, shown.happened, shown.asked, shown.tasks
    taking_part = discussions.participants_of(db, discussion.id)
    ids = {row.author_id for row in rows} | {event.actor_id for event in happened if event.actor_id}
    ids |= {question.asked_by for question in asked} | {
        person
        for question in asked
        for person in (question.asked_of, question.changed_by, *(question.heard or ()))
        if person
    }
    ids |= {participant.person.id for participant in taking_part}
    missing = missing_letters.letters_of(happened)
    ids |= {one for some in heard.values() for group in some for one in group}
    signs = reactions.of_discussion(db, discussion.id)
    ids |= {one.person_id for sign in signs.values() for one in sign}
    known = people.by_ids(db, ids | {one.person_id for one in missing})
    reached = audiences.newest(db, discussion.id)
    answer_to, others = _reached(taking_part, heard[reached][0] if reached in heard else None)
    return DiscussionPage(
        discussion=replace(discussion_views(db, [discussion])[0], posts=len(rows)),
        posts=_with_reactions(
            _with_sentences(
                _marked(
                    _posts_for(
                        reader_id is None,
                        rows,
                        posts.attachments_of(db, discussion.id),
                        known,
                        heard,
                    ),
                    rows,
                    taking_part,
                ),
                mail_log.trails_of_discussion(db, discussion.id),
            ),
            signs,
            known,
        ),
        questions=tuple(question_view(question, known, taking_part) for question in asked),
        tasks=tuple(task_views(db, tasks)),
        events=tuple(_event_view(event, known) for event in happened),
        participants=tuple(
            ParticipantView(
                person_view(participant.person),
                participant.muted,
                participant.admitted,
                participant.aside,
            )
            for participant in taking_part
        ),
        missing=tuple(
            MissingView(one.name, address_of(known, one.person_id), one.written, one.message_id)
            for one in missing
        ),
        answer_to=answer_to,
        others=others,
    )


def _reached(
    taking_part: Sequence[Participant], heard: frozenset[int] | None
) -> tuple[tuple[PersonView, ...], tuple[PersonView, ...]]:
    """Whom an answer from here reaches, and whom only one to all does."""
    clients = [
        participant
        for participant in taking_part
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


def _posts_for(
    inside: bool,
    rows: Sequence[Any],
    files: Sequence[Any],
    known: Mapping[int, Person],
    heard: Heard,
) -> tuple[PostView, ...]:
    """The posts with their files; for who reads nothing internal without what the team quoted:
    letters about internal posts may stand there.
    """
    if inside:
        return _post_views(rows, files, known, heard)
    shown = _post_views(rows, [file for file in files if not file.stays_inside], known, heard)
    return tuple(_unquoted(post) if post.author_is_team else post for post in shown)


def _marked(
    shown: tuple[PostView, ...], rows: Sequence[Any], taking_part: Sequence[Participant]
) -> tuple[PostView, ...]:
    """With which of them stay with the team until somebody passes them on."""
    aside = {participant.person.id for participant in taking_part if participant.aside}
    stay = {
        row.id
        for row in rows
        if not row.internal
        and (not row.released or (row.released_by is None and row.author_id in aside))
    }
    return tuple(replace(post, stays=True) if post.id in stay else post for post in shown)


def _with_sentences(
    shown: tuple[PostView, ...], trails: Mapping[int, tuple[str, ...]]
) -> tuple[PostView, ...]:
    """Why each stands here and what is proven of its author, as sentences of its trail: they can be
    told in each language.
    """
    return tuple(_with_its_sentences(post, trails.get(post.inbound_id or 0, ())) for post in shown)


def _with_reactions(
    shown: tuple[PostView, ...],
    signs: Mapping[int, tuple[reactions.Given, ...]],
    known: Mapping[int, Person],
) -> tuple[PostView, ...]:
    """With what people sent in answer to each."""

    def views(post_id: int) -> tuple[ReactionView, ...]:
        return tuple(
            ReactionView(sign.emoji, person.address, person.called, sign.at)
            for sign in signs[post_id]
            if (person := known.get(sign.person_id)) is not None
        )

    return tuple(
        replace(post, reactions=views(post.id)) if post.id in signs else post for post in shown
    )


def _sentence(trail: tuple[str, ...], text: str) -> str:
    """What no trail tells may still be a sentence without values."""
    known = find(trail, text)
    return known if isinstance(known, Told) or "{" in text else Told(text)


def _with_its_sentences(post: PostView, trail: tuple[str, ...]) -> PostView:
    rule, colon, evidence = post.why.partition(": ")
    why = (
        Told("{rule}: {evidence}", rule=Told(rule), evidence=find(trail, evidence))
        if colon
        else Told(rule)
    )
    return replace(post, why=why, verified_why=_sentence(trail, post.verified_why))


def _unquoted(post: PostView) -> PostView:
    whole = not post.quoted and post.reply.strip() == post.text.strip()
    if not whole:
        return replace(post, text=post.reply, quoted="", safe_html=None)
    html = post.safe_html
    return post if not html or says_no_more(html, post.text) else replace(post, safe_html=None)


_MADE = {"author", "flags", "held", "attachments", "audience", "invitation", "text"}
_SAME = tuple(  # what a view shows of a post as the table holds it
    field.name
    for field in fields(PostView)
    if field.name in posts.COLUMNS and field.name not in _MADE
)


def _post_views(
    rows: Sequence[Any], files: Sequence[Any], known: Mapping[int, Person], heard: Heard
) -> tuple[PostView, ...]:
    by_post: dict[int, list[AttachmentView]] = defaultdict(list)
    for file in files:
        by_post[file.post_id].append(attachment_view(file))
    return tuple(
        PostView(
            **{name: row._mapping[name] for name in _SAME},
            text=text_of(row),
            author=known[row.author_id].address,
            author_name=known[row.author_id].called,
            author_is_team=known[row.author_id].role.is_team,
            flags=tuple(row.flags),
            held=tuple(row.held or ()),
            attachments=tuple(by_post[row.id]),
            audience=() if row.internal else _people_of(heard, row.id, 0, known),
            left_out=_people_of(heard, row.id, 1, known),
            invitation=from_json(Invitation, row.invitation) if row.invitation else None,
            columns=row._mapping,
        )
        for row in rows
    )


def _people_of(
    heard: Heard, post_id: int, group: int, known: Mapping[int, Person]
) -> tuple[PersonView, ...]:
    some = heard[post_id][group] if post_id in heard else frozenset()
    return tuple(person_view(known[one]) for one in sorted(some) if one in known)


def attachment_view(row: Any) -> AttachmentView:
    """A file of a post from its row."""
    return AttachmentView(
        row.id,
        row.filename,
        row.content_type,
        row.size,
        row.sha256,
        row.inline,
        row.content_id,
        row.decoration,
        bool(row.stays_inside),
        from_json(AttachedLetter, row.letter) if row.letter else None,
    )


def question_view(
    question: Question, known: Mapping[int, Person], taking_part: Sequence[Participant] = ()
) -> QuestionView:
    """A question with the addresses of both sides; `known` holds their people by id."""
    return QuestionView(
        number=question.number,
        text=question.text,
        asked_by=known[question.asked_by].address,
        asked_of=address_of(known, question.asked_of),
        due=question.due,
        state=question.state.value,
        evidence=question.evidence,
        changed_by=address_of(known, question.changed_by),
        changed_at=question.changed_at,
        consequence=question.consequence,
        side=question.side,
        asker=known[question.asked_by].called,
        to=_put_to(question, known, taking_part),
    )


def _put_to(
    question: Question, known: Mapping[int, Person], taking_part: Sequence[Participant]
) -> tuple[PersonView, ...]:
    """The clients a question of the team was put to."""
    if question.side != "client":
        return ()
    clients = {
        participant.person.id
        for participant in taking_part
        if not (participant.person.role.is_team or participant.aside)
    }
    heard = clients if question.heard is None else question.heard
    asked = heard if question.asked_of is None else {question.asked_of}
    return tuple(person_view(known[one]) for one in sorted(asked) if one in known)


def _event_view(event: Event, known: Mapping[int, Person]) -> EventView:
    person = known.get(event.actor_id) if event.actor_id is not None else None
    actor = person.called if person is not None else None
    return EventView(event, actor)
