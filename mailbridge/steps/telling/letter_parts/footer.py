"""Where we are, what is asked of this reader, what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailbridge.domain.discussion import Move, State
from mailbridge.domain.letter import Asked, Footer, TaskLine
from mailbridge.domain.occasion import Occasion, Posed
from mailbridge.domain.project import Person
from mailbridge.steps.telling.words.wording import count, day, deadline, joined, meant, say

MOST_TASKS = 6
MOST_PROMISES = 1


@dataclass(frozen=True, slots=True)
class Tongue:
    """A reader's language and time zone, and what now is."""

    language: str
    time_zone: str
    now: datetime

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def day(self, at: datetime) -> str:
        return day(at, self.language, self.time_zone, self.now)

    def deadline(self, at: datetime) -> str:
        return deadline(at, self.language, self.time_zone, self.now)


def footer(occasion: Occasion, reader: Person, topic: str, agency: str, tongue: Tongue) -> Footer:
    """The footer of a letter about this occasion for this reader."""
    asked = questions_to(occasion, reader)
    open_ = [one for one in asked if not one.answered]
    tasks = visible_tasks(occasion, reader)
    team = reader.role.is_team
    where = _to_team(occasion, tongue) if team else _to_client(occasion, open_, tongue)
    following = (
        _next_for_team(occasion, tongue)
        if team
        else _next_for_client(occasion, open_, tasks, agency, tongue)
    )
    return Footer(topic, tuple(where), tasks, asked, tuple(following))


def questions_to(occasion: Occasion, reader: Person) -> tuple[Asked, ...]:
    """The open questions to this reader; for a client then those answered since he was last written
    to, to thank him.
    """
    side = "team" if reader.role.is_team else "client"
    mine = [one for one in occasion.posed if _concerns(one, side, reader)]
    since = _last_told(occasion, reader)
    open_ = [_asked(one, occasion) for one in mine if not one.question.answered]
    fresh = [
        _asked(one, occasion)
        for one in mine
        if side == "client"
        and one.question.answered_at is not None
        and (since is None or one.question.answered_at > since)
    ]
    return tuple(
        sorted(open_, key=lambda one: one.number) + sorted(fresh, key=lambda one: one.number)
    )


def visible_tasks(occasion: Occasion, reader: Person) -> tuple[TaskLine, ...]:
    """What a client may read of, and what is not long done."""
    visible = [one for one in occasion.tasks if reader.role.is_team or not one.internal]
    shown = [
        replace(one, due=meant(one.due, zones(occasion))) if one.due is not None else one
        for one in visible
    ]
    return tuple(
        sorted(
            shown,
            key=lambda one: (
                one.state == "done",
                one.due is None,
                one.due or occasion.discussion.created,
            ),
        )
    )[:MOST_TASKS]


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


def numbers(asked: Sequence[Asked], language: str) -> str:
    """ "Q2 and Q3"."""
    return joined([say(language, "q", number=one.number) for one in asked], language)


def earliest(asked: Sequence[Asked]) -> datetime | None:
    return min((one.due for one in asked if one.due is not None), default=None)


def _concerns(one: Posed, side: str, reader: Person) -> bool:
    question = one.question
    if (
        question.side != side
        or question.asked_by == reader.id
        or (side == "client" and one.internal)
    ):
        return False
    return question.asked_of is None or question.asked_of == reader.id


def _asked(one: Posed, occasion: Occasion) -> Asked:
    question = one.question
    due = meant(question.due, zones(occasion)) if question.due is not None else None
    return Asked(
        question.number,
        question.text,
        due,
        question.consequence,
        question.answered,
        question.answered_at,
    )


def _last_told(occasion: Occasion, reader: Person) -> datetime | None:
    """When this reader's side last had a letter: at the newest earlier post of somebody else it may
    read.
    """
    team = reader.role.is_team
    told = [
        one.created
        for one in occasion.earlier
        if one.author_id != reader.id and (one.by_team != team) and (team or not one.internal)
    ]
    return max(told, default=None)


def _to_client(occasion: Occasion, open_: Sequence[Asked], tongue: Tongue) -> list[str]:
    discussion = occasion.discussion
    if discussion.state is State.CLOSED:
        return [tongue.say("state.closed")]
    if open_:
        return [
            tongue.say("move.client.yours", questions=count(tongue.language, "open", len(open_)))
        ]
    key = {
        Move.TEAM: "move.client.ours",
        Move.CLIENT: "move.client.wait",
        Move.NOBODY: "move.client.rest",
    }[discussion.whose_move]
    return [tongue.say(key)]


def _to_team(occasion: Occasion, tongue: Tongue) -> list[str]:
    discussion = occasion.discussion
    if discussion.state is State.CLOSED:
        return [tongue.say("state.closed")]
    key = {
        Move.TEAM: "move.team.ours",
        Move.CLIENT: "move.team.client",
        Move.NOBODY: "move.team.rest",
    }[discussion.whose_move]
    waiting = [
        _asked(one, occasion)
        for one in occasion.posed
        if one.question.side == "client" and not one.question.answered
    ]
    return [tongue.say(key), *([_waiting(waiting, tongue)] if waiting else [])]


def _waiting(asked: Sequence[Asked], tongue: Tongue) -> str:
    due = earliest(asked)
    shown = numbers(asked, tongue.language)
    return (
        tongue.say("waiting.by", numbers=shown, due=tongue.deadline(due))
        if due
        else tongue.say("waiting", numbers=shown)
    )


def _next_for_client(
    occasion: Occasion,
    open_: Sequence[Asked],
    tasks: Sequence[TaskLine],
    agency: str,
    tongue: Tongue,
) -> list[str]:
    promised = [one for one in tasks if one.due is not None and one.state != "done"][:MOST_PROMISES]
    lines = [_promise(one, tongue) for one in promised]
    if open_:
        return [*lines, count(tongue.language, "next.answers", len(open_))]
    if (
        not lines
        and occasion.discussion.whose_move is Move.TEAM
        and occasion.discussion.state is State.OPEN
    ):
        lines = [tongue.say("next.ours", agency=agency)]
    return [*lines, tongue.say("next.reply")]


def _promise(one: TaskLine, tongue: Tongue) -> str:
    return tongue.say("next.task", title=one.title, due=tongue.deadline(one.due) if one.due else "")


def _next_for_team(occasion: Occasion, tongue: Tongue) -> list[str]:
    """Only what the letter does not say elsewhere: whom a reply reaches stands above its
    actions.
    """
    waiting = (
        occasion.discussion.whose_move is Move.CLIENT and occasion.discussion.state is State.OPEN
    )
    return [tongue.say("next.team.wait")] if waiting else []
