"""The questions that a letter lists for its reader: asked of them, answered, being read, or theirs
to confirm.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.domain.letter import Asked, ToConfirm
from mailbridge.domain.occasion import Occasion, Posed
from mailbridge.domain.project import Participant, Person
from mailbridge.steps.deciding.follow_up.question_kind import asks_yes_or_no
from mailbridge.steps.deciding.follow_up.whose_move import awaits_its_asker
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass

MOST_TO_CONFIRM = 6
NOBODY: frozenset[int] = frozenset()


def questions_to(occasion: Occasion, reader: Person, now: datetime) -> tuple[Asked, ...]:
    """The open questions to this reader; for a client then those answered since they were last
    written to: who answered is thanked.
    """
    side = "team" if reader.role.is_team else "client"
    mine = [
        posed
        for posed in occasion.posed
        if _concerns(posed, side, reader)
        and (side == "client" or _is_answered_here(posed, occasion))
    ]
    since = _last_told(occasion, reader)
    open_ = [_asked(posed, occasion, now, reader) for posed in mine if posed.question.is_open]
    fresh = [
        _asked(posed, occasion, now, reader)
        for posed in mine
        if side == "client" and _answered_since(posed.question, since)
    ]
    return tuple(
        sorted(open_, key=lambda question: question.number)
        + sorted(fresh, key=lambda question: question.number)
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What some clients are asked and have not answered, as the team reads it."""

    people: tuple[Participant, ...]
    asked: tuple[Asked, ...]


def open_to_clients(occasion: Occasion, now: datetime) -> tuple[Waiting, ...]:
    """The open questions to clients, in groups by who is asked."""
    found: dict[tuple[int, ...], list[Asked]] = {}
    here = {
        participant.person.id: participant
        for participant in occasion.participants
        if not participant.person.role.is_team
    }
    for posed in occasion.posed:
        if posed.question.side == "client" and posed.question.is_open:
            people = tuple(number for number in here if _is_put_to(posed, here[number]))
            found.setdefault(people, []).append(_asked(posed, occasion, now, None))
    return tuple(
        Waiting(tuple(here[person] for person in people), tuple(asked))
        for people, asked in found.items()
    )


def open_elsewhere(occasion: Occasion) -> list[Question]:
    """Open questions to the team that no answer to this letter reaches."""
    return [
        posed.question
        for posed in occasion.posed
        if posed.question.side == "team"
        and posed.question.is_open
        and not _is_answered_here(posed, occasion)
    ]


def _is_answered_here(posed: Posed, occasion: Occasion) -> bool:
    """Whether who asked the team hears what is written in answer to this letter; where nobody
    does, each counts.
    """
    heard = occasion.audience.heard
    return occasion.internal or not heard or posed.question.asked_by in heard


def _is_put_to(posed: Posed, client: Participant) -> bool:
    question = posed.question
    if question.asked_of is not None:
        return question.asked_of == client.person.id
    return not client.aside if posed.heard is None else client.person.id in posed.heard


def being_read(occasion: Occasion, reader: Person) -> tuple[Asked, ...]:
    """What this client may have answered and the team has not written since: it is being read."""
    if reader.role.is_team:
        return ()
    last = _last_post(occasion, reader, by_team=True)
    return tuple(
        Asked(posed.question.number, posed.question.text)
        for posed in occasion.posed
        if posed.question.side == "client"
        and posed.question.changed_by == reader.id
        and not posed.internal
        and awaits_its_asker(posed.question, last)
    )


def to_confirm(occasion: Occasion, reader: Person) -> tuple[ToConfirm, ...]:
    """What this reader's side asked and some words may answer. A client reads no more of it once
    they have written again; for the team it stays.
    """
    team = reader.role.is_team
    other = "client" if team else "team"
    found = [
        posed
        for posed in occasion.posed
        if posed.question.side == other and posed.question.state is QuestionState.PERHAPS
    ]
    if not team:
        last = _last_post(occasion, reader, by_team=False)
        own = [
            posed for posed in found if posed.question.asked_by == reader.id and not posed.internal
        ]
        found = [posed for posed in own if awaits_its_asker(posed.question, last)]
    heard = _heard_of_posts(occasion)
    return tuple(
        _to_confirm(posed, _may_be_told(posed, occasion, heard) if team else True)
        for posed in found[:MOST_TO_CONFIRM]
    )


def zones(occasion: Occasion) -> tuple[str, ...]:
    """The time zones of the people here, first of those who give dates."""
    people = [*occasion.members, *(participant.person for participant in occasion.participants)]
    people = [*([occasion.author] if occasion.author is not None else []), *people]
    return (
        *dict.fromkeys(
            person.time_zone
            for person in sorted(people, key=lambda person: not person.role.is_team)
        ),
        "UTC",
    )


def numbers(asked: Sequence[Asked], tongue: Tongue) -> str:
    """ "Q2 and Q3"."""
    return tongue.joined([tongue.say("Q{number}", number=question.number) for question in asked])


def earliest(asked: Sequence[Asked]) -> datetime | None:
    """The next date that has not passed."""
    return min(
        (question.due for question in asked if question.due is not None and not question.late),
        default=None,
    )


def _answered_since(question: Question, since: datetime | None) -> bool:
    if question.state is not QuestionState.ANSWERED or question.changed_at is None:
        return False
    return since is None or question.changed_at > since


def _may_be_told(
    posed: Posed, occasion: Occasion, heard: Mapping[int | None, frozenset[int]]
) -> bool:
    """Whether the words that may answer can stand in a letter whose answer may quote them. Of a
    post that is not at hand nobody but its author is known to have heard it.
    """
    said_by = frozenset({posed.said_by_id} if posed.said_by_id is not None else ())
    return occasion.may_be_quoted(heard.get(posed.question.changed_in, said_by))


def _to_confirm(posed: Posed, with_words: bool) -> ToConfirm:
    question = posed.question
    words = question.evidence if with_words else ""
    return ToConfirm(question.number, question.text, words, posed.said_by, question.id)


def _last_post(occasion: Occasion, reader: Person, by_team: bool) -> int | None:
    """The newest post that this side wrote and the reader heard, this one included."""
    found = [
        post.id
        for post in occasion.earlier
        if post.by_team is by_team and not post.internal and reader.id in post.heard
    ]
    told = reader.id in occasion.audience.heard
    if occasion.post is not None and occasion.by_team is by_team and not occasion.internal and told:
        found.append(occasion.post.id)
    return max(found, default=None)


def was_told(heard: frozenset[int] | None, reader: Person) -> bool:
    """Whether this client heard of what was said to `heard` (None: everybody was told)."""
    return heard is None or reader.id in heard


def concerning(occasion: Occasion, member: Person) -> tuple[int, ...]:
    """The numbers of the questions to the team that are this member's to answer."""
    return tuple(
        posed.question.number for posed in occasion.posed if _concerns(posed, "team", member)
    )


def _concerns(posed: Posed, side: str, reader: Person) -> bool:
    question = posed.question
    if (
        question.side != side
        or question.asked_by == reader.id
        or (side == "client" and (posed.internal or not was_told(posed.heard, reader)))
    ):
        return False
    return question.asked_of is None or question.asked_of == reader.id


def _asked(posed: Posed, occasion: Occasion, now: datetime, reader: Person | None) -> Asked:
    question = posed.question
    due = meant(question.due, zones(occasion)) if question.due is not None else None
    answered = question.state is QuestionState.ANSWERED
    other = answered and reader is not None and posed.said_by_id != reader.id
    return Asked(
        question.number,
        question.text,
        due,
        question.consequence,
        answered,
        question.changed_at if answered else None,
        due is not None and due < now,
        other,
        posed.said_by if other and _has_heard_answer(posed, occasion, reader) else "",
        yes_or_no=not answered and asks_yes_or_no(question.text),
    )


def _has_heard_answer(posed: Posed, occasion: Occasion, reader: Person | None) -> bool:
    """Whether this reader was told the words of another client that answered."""
    clients = {here.person.id for here in occasion.participants if not here.person.role.is_team}
    heard = _heard_of_posts(occasion).get(posed.question.changed_in, NOBODY)
    return reader is not None and posed.said_by_id in clients and reader.id in heard


def _heard_of_posts(occasion: Occasion) -> dict[int | None, frozenset[int]]:
    heard: dict[int | None, frozenset[int]] = {post.id: post.heard for post in occasion.earlier}
    if occasion.post is not None:
        heard[occasion.post.id] = occasion.audience.heard
    return heard


def _last_told(occasion: Occasion, reader: Person) -> datetime | None:
    """When this reader's side last had a letter: at the newest earlier post of somebody else it may
    read.
    """
    team = reader.role.is_team
    told = [
        post.created
        for post in occasion.earlier
        if post.author_id != reader.id
        and post.by_team != team
        and (team or (not post.internal and reader.id in post.heard))
    ]
    return max(told, default=None)
