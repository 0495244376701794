"""The questions that a letter lists for its reader: asked of them, answered, being read, or theirs
to confirm.
"""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.domain.letter import Asked, ToConfirm
from mailbridge.domain.occasion import Occasion, Posed
from mailbridge.domain.project import Person
from mailbridge.steps.deciding.follow_up.whose_move import awaits_its_asker
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.tongue import Tongue

MOST_TO_CONFIRM = 6


def questions_to(occasion: Occasion, reader: Person, now: datetime) -> tuple[Asked, ...]:
    """The open questions to this reader; for a client then those answered since they were last
    written to: who answered is thanked.
    """
    side = "team" if reader.role.is_team else "client"
    mine = [one for one in occasion.posed if _concerns(one, side, reader)]
    since = _last_told(occasion, reader)
    open_ = [_asked(one, occasion, now, reader) for one in mine if one.question.is_open]
    fresh = [
        _asked(one, occasion, now, reader)
        for one in mine
        if side == "client" and _answered_since(one.question, since)
    ]
    return tuple(
        sorted(open_, key=lambda one: one.number) + sorted(fresh, key=lambda one: one.number)
    )


def open_to_clients(occasion: Occasion, now: datetime) -> list[Asked]:
    """What clients are asked and have not answered, as the team reads it."""
    return [
        _asked(one, occasion, now, None)
        for one in occasion.posed
        if one.question.side == "client" and one.question.is_open
    ]


def being_read(occasion: Occasion, reader: Person) -> tuple[Asked, ...]:
    """What this client may have answered and the team has not written since: it is being read."""
    if reader.role.is_team:
        return ()
    last = _last_post(occasion, by_team=True)
    return tuple(
        Asked(one.question.number, one.question.text)
        for one in occasion.posed
        if one.question.side == "client"
        and one.question.changed_by == reader.id
        and not one.internal
        and awaits_its_asker(one.question, last)
    )


def to_confirm(occasion: Occasion, reader: Person) -> tuple[ToConfirm, ...]:
    """What this reader's side asked and some words may answer. A client reads no more of it once
    they have written again; for the team it stays.
    """
    team = reader.role.is_team
    other = "client" if team else "team"
    found = [
        one
        for one in occasion.posed
        if one.question.side == other and one.question.state is QuestionState.PERHAPS
    ]
    if not team:
        last = _last_post(occasion, by_team=False)
        own = [one for one in found if one.question.asked_by == reader.id and not one.internal]
        found = [one for one in own if awaits_its_asker(one.question, last)]
    return tuple(_to_confirm(one) for one in found[:MOST_TO_CONFIRM])


def zones(occasion: Occasion) -> tuple[str, ...]:
    """The time zones of the people here, first of those who give dates."""
    people = [*occasion.members, *(one.person for one in occasion.participants)]
    people = [*([occasion.author] if occasion.author is not None else []), *people]
    return (
        *dict.fromkeys(
            one.time_zone for one in sorted(people, key=lambda one: not one.role.is_team)
        ),
        "UTC",
    )


def numbers(asked: Sequence[Asked], tongue: Tongue) -> str:
    """ "Q2 and Q3"."""
    return tongue.joined([tongue.say("Q{number}", number=one.number) for one in asked])


def earliest(asked: Sequence[Asked]) -> datetime | None:
    """The next date that has not passed."""
    return min((one.due for one in asked if one.due is not None and not one.late), default=None)


def _answered_since(question: Question, since: datetime | None) -> bool:
    if question.state is not QuestionState.ANSWERED or question.changed_at is None:
        return False
    return since is None or question.changed_at > since


def _to_confirm(one: Posed) -> ToConfirm:
    question = one.question
    return ToConfirm(question.number, question.text, question.evidence, one.said_by, question.id)


def _last_post(occasion: Occasion, by_team: bool) -> int | None:
    """The newest post that this side wrote to the other, this one included."""
    found = [one.id for one in occasion.earlier if one.by_team is by_team and not one.internal]
    if occasion.post is not None and occasion.by_team is by_team and not occasion.internal:
        found.append(occasion.post.id)
    return max(found, default=None)


def was_told(heard: frozenset[int] | None, reader: Person) -> bool:
    """A client reads of nothing that was said to others. `heard` of None: all were told."""
    return heard is None or reader.id in heard


def _concerns(one: Posed, side: str, reader: Person) -> bool:
    question = one.question
    if (
        question.side != side
        or question.asked_by == reader.id
        or (side == "client" and (one.internal or not was_told(one.heard, reader)))
    ):
        return False
    return question.asked_of is None or question.asked_of == reader.id


def _asked(one: Posed, occasion: Occasion, now: datetime, reader: Person | None) -> Asked:
    question = one.question
    due = meant(question.due, zones(occasion)) if question.due is not None else None
    answered = question.state is QuestionState.ANSWERED
    other = answered and reader is not None and one.said_by_id != reader.id
    return Asked(
        question.number,
        question.text,
        due,
        question.consequence,
        answered,
        question.changed_at if answered else None,
        due is not None and due < now,
        other,
        one.said_by if other and _heard_answer(one, occasion, reader) else "",
    )


def _heard_answer(one: Posed, occasion: Occasion, reader: Person | None) -> bool:
    """Whether this reader was told the words of another client that answered."""
    clients = {here.person.id for here in occasion.participants if not here.person.role.is_team}
    heard = {earlier.id: earlier.heard for earlier in occasion.earlier}
    if occasion.post is not None:
        heard[occasion.post.id] = occasion.audience.heard
    post_id = one.question.changed_in or 0
    return reader is not None and one.said_by_id in clients and reader.id in heard.get(post_id, ())


def _last_told(occasion: Occasion, reader: Person) -> datetime | None:
    """When this reader's side last had a letter: at the newest earlier post of somebody else it may
    read.
    """
    team = reader.role.is_team
    told = [
        one.created
        for one in occasion.earlier
        if one.author_id != reader.id
        and one.by_team != team
        and (team or (not one.internal and reader.id in one.heard))
    ]
    return max(told, default=None)
