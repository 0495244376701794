"""Where we are, what is asked of this reader, what happens next: only what the ledger holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailbridge.domain.discussion import Move, State
from mailbridge.domain.letter import Asked, Footer, TaskLine
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.question_lists import (
    being_read,
    earliest,
    numbers,
    open_to_clients,
    questions_to,
    to_confirm,
    was_told,
    zones,
)
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.tongue import Tongue

MOST_TASKS = 6
MOST_PROMISES = 1
_TEAM_READS = {
    Move.TEAM: sentence("The next move is the team's."),
    Move.CLIENT: sentence("The next move is the client's."),
    Move.NOBODY: sentence("Nobody has to do anything at the moment."),
}


def footer(occasion: Occasion, reader: Person, topic: str, agency: str, tongue: Tongue) -> Footer:
    """The footer of a letter about this occasion for this reader."""
    asked = questions_to(occasion, reader, tongue.now)
    open_ = [one for one in asked if not one.answered]
    tasks = visible_tasks(occasion, reader, tongue.now)
    if reader.role.is_team:
        where = _to_team(occasion, tongue)
        following = _next_for_team(occasion, tongue)
    else:
        where = _to_client(occasion, open_, _own(tasks, reader), tongue)
        following = _next_for_client(occasion, open_, tasks, agency, tongue)
    return Footer(
        topic,
        tuple(where),
        tasks,
        asked,
        being_read(occasion, reader),
        to_confirm(occasion, reader),
        tuple(following),
    )


def visible_tasks(occasion: Occasion, reader: Person, now: datetime) -> tuple[TaskLine, ...]:
    """What a client may read of, and what is not long done."""
    visible = [
        one
        for one in occasion.tasks
        if reader.role.is_team or not (one.internal or not was_told(one.heard, reader))
    ]
    shown = [
        replace(one, due=meant(one.due, zones(occasion)), late=one.due < now)
        if one.due is not None
        else one
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


def _own(tasks: Sequence[TaskLine], reader: Person) -> list[TaskLine]:
    return [one for one in tasks if one.assignee == reader.called and one.state != "done"]


def _to_client(
    occasion: Occasion, open_: Sequence[Asked], own: Sequence[TaskLine], tongue: Tongue
) -> list[str]:
    """The next step is this reader's only where something of theirs is open."""
    discussion = occasion.discussion
    if discussion.state is State.CLOSED:
        return [tongue.say("This topic is closed; a reply opens it again.")]
    if discussion.whose_move is Move.TEAM:
        return [tongue.say("The next step is ours.")]
    if discussion.whose_move is Move.CLIENT and open_:
        asked = _open(len(open_), tongue)
        return [tongue.say("The next step is yours: {questions}.", questions=asked)]
    if discussion.whose_move is Move.CLIENT and own:
        return [tongue.say("The next step is yours: “{title}”.", title=own[0].title)]
    return [
        tongue.say("Nothing is needed from you."),
        tongue.say("If anything changes, just reply here: it all stays in this topic."),
    ]


def _open(number: int, tongue: Tongue) -> str:
    return tongue.say_number("{number} question is open", "{number} questions are open", number)


def _to_team(occasion: Occasion, tongue: Tongue) -> list[str]:
    discussion = occasion.discussion
    if discussion.state is State.CLOSED:
        return [tongue.say("This topic is closed; a reply opens it again.")]
    waiting = open_to_clients(occasion, tongue.now)
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
    """Promises, what waits for answers, or that we go on: only what does happen."""
    if occasion.discussion.state is State.CLOSED:
        return []
    dated = [one for one in tasks if one.due is not None and one.state != "done"]
    promised = [one for one in dated if not one.by_client][:MOST_PROMISES]
    lines = [_promise(one, tongue) for one in promised]
    if occasion.discussion.whose_move is Move.CLIENT and open_:
        following = tongue.say_number(
            "We go on as soon as we have your answer.",
            "We go on as soon as we have your answers.",
            len(open_),
        )
        return [*lines, following]
    if not lines and occasion.discussion.whose_move is Move.TEAM:
        return [tongue.say("{agency} goes on in this topic.", agency=agency)]
    return lines


def _promise(one: TaskLine, tongue: Tongue) -> str:
    """A date that has passed promises nothing."""
    due = tongue.deadline(one.due) if one.due else ""
    if one.late:
        return tongue.say("“{title}” was due {due}; a new date follows.", title=one.title, due=due)
    return tongue.say("Next from us: “{title}”, by {due}.", title=one.title, due=due)


def _next_for_team(occasion: Occasion, tongue: Tongue) -> list[str]:
    """Only what the letter does not say elsewhere: whom a reply reaches stands above its
    actions.
    """
    waiting = (
        occasion.discussion.whose_move is Move.CLIENT and occasion.discussion.state is State.OPEN
    )
    return [tongue.say("We wait for the client; you will be told.")] if waiting else []
