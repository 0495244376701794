"""Where we are, what is asked of this reader, what happens next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailbridge.domain.discussion import Move, State
from mailbridge.domain.letter import Asked, Footer, TaskLine
from mailbridge.domain.occasion import Occasion, Posed
from mailbridge.domain.project import Person
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.tongue import Tongue

MOST_TASKS = 6
MOST_PROMISES = 1


_CLIENT_READS = {
    Move.TEAM: sentence("The next step is ours."),
    Move.CLIENT: sentence("We look forward to your reply."),
    Move.NOBODY: sentence("Nothing is open at the moment."),
}
_TEAM_READS = {
    Move.TEAM: sentence("The next move is the team's."),
    Move.CLIENT: sentence("The next move is the client's."),
    Move.NOBODY: sentence("Nobody has to do anything at the moment."),
}


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


def numbers(asked: Sequence[Asked], tongue: Tongue) -> str:
    """ "Q2 and Q3"."""
    return tongue.joined([tongue.say("Q{number}", number=one.number) for one in asked])


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
        return [tongue.say("This topic is closed; a reply opens it again.")]
    if open_:
        return [
            tongue.say("The next step is yours: {questions}.", questions=_open(len(open_), tongue))
        ]
    return [tongue.say(_CLIENT_READS[discussion.whose_move])]


def _open(number: int, tongue: Tongue) -> str:
    return tongue.say_number("{number} question is open", "{number} questions are open", number)


def _to_team(occasion: Occasion, tongue: Tongue) -> list[str]:
    discussion = occasion.discussion
    if discussion.state is State.CLOSED:
        return [tongue.say("This topic is closed; a reply opens it again.")]
    waiting = [
        _asked(one, occasion)
        for one in occasion.posed
        if one.question.side == "client" and not one.question.answered
    ]
    said = tongue.say(_TEAM_READS[discussion.whose_move])
    return [said, *([_waiting(waiting, tongue)] if waiting else [])]


def _waiting(asked: Sequence[Asked], tongue: Tongue) -> str:
    due = earliest(asked)
    shown = numbers(asked, tongue)
    return (
        tongue.say(
            "The client is asked {numbers}, until {due}.", numbers=shown, due=tongue.deadline(due)
        )
        if due
        else tongue.say("The client is asked {numbers}.", numbers=shown)
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
        following = tongue.say_number(
            "We go on as soon as we have your answer.",
            "We go on as soon as we have your answers.",
            len(open_),
        )
        return [*lines, following]
    if (
        not lines
        and occasion.discussion.whose_move is Move.TEAM
        and occasion.discussion.state is State.OPEN
    ):
        lines = [tongue.say("{agency} answers in this topic.", agency=agency)]
    return [*lines, tongue.say("If anything changes, just reply here: it all stays in this topic.")]


def _promise(one: TaskLine, tongue: Tongue) -> str:
    return tongue.say(
        "Next from us: “{title}”, by {due}.",
        title=one.title,
        due=tongue.deadline(one.due) if one.due else "",
    )


def _next_for_team(occasion: Occasion, tongue: Tongue) -> list[str]:
    """Only what the letter does not say elsewhere: whom a reply reaches stands above its
    actions.
    """
    waiting = (
        occasion.discussion.whose_move is Move.CLIENT and occasion.discussion.state is State.OPEN
    )
    return [tongue.say("We wait for the client; you will be told.")] if waiting else []
