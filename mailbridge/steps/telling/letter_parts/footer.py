"""Where we are, what is asked of this reader, what happens next: only what the ledger holds."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.discussion import Move, State
from mailbridge.domain.letter import Asked, Footer, TaskLine
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Participant, Person
from mailbridge.steps.telling.letter_parts.question_lists import (
    Waiting,
    being_read,
    earliest,
    numbers,
    open_elsewhere,
    open_to_clients,
    questions_to,
    to_confirm,
    was_told,
    zones,
)
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import replace

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
    if occasion.discussion.state is State.CLOSED and not reader.role.is_team:
        asked = tuple(question for question in asked if question.answered)  # it asks nothing more
    open_ = [question for question in asked if not question.answered]
    tasks = visible_tasks(occasion, reader, tongue.now)
    if reader.role.is_team:
        where = _to_team(occasion, tongue)
        following = _next_for_team(occasion, tongue)
    else:
        move = occasion.move_for(reader)
        where = _to_client(occasion, move, open_, _own(tasks, reader), tongue)
        following = _next_for_client(occasion, move, open_, tasks, agency, tongue)
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
        task for task in occasion.tasks if reader.role.is_team or _may_read(task, occasion, reader)
    ]
    shown = [
        replace(task, due=meant(task.due, zones(occasion)), late=task.due < now)
        if task.due is not None
        else task
        for task in visible
    ]
    return tuple(
        sorted(
            shown,
            key=lambda task: (
                task.state == "done",
                task.due is None,
                task.due or occasion.discussion.created,
            ),
        )
    )[:MOST_TASKS]


def _may_read(task: TaskLine, occasion: Occasion, client: Person) -> bool:
    """A third party reads only of what they heard asked, or are to do."""
    if task.internal or not was_told(task.heard, client):
        return False
    aside = any(part.aside and part.person.id == client.id for part in occasion.participants)
    return task.heard is not None or not aside or task.assignee == client.called


def _own(tasks: Sequence[TaskLine], reader: Person) -> list[TaskLine]:
    return [task for task in tasks if task.assignee == reader.called and task.state != "done"]


def _to_client(
    occasion: Occasion,
    move: Move,
    open_: Sequence[Asked],
    own: Sequence[TaskLine],
    tongue: Tongue,
) -> list[str]:
    """The next step is this reader's only where something of theirs is open."""
    discussion = occasion.discussion
    if discussion.state is State.CLOSED:
        return [tongue.say("This topic is closed; a reply opens it again.")]
    if move is Move.TEAM:
        return [tongue.say("The next step is ours.")]
    if move is Move.CLIENT and open_:
        asked = _open(len(open_), tongue)
        return [tongue.say("The next step is yours: {questions}.", questions=asked)]
    if move is Move.CLIENT and own:
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
    others = _third_parties(occasion, waiting, tongue)
    said = (
        tongue.say("The next move is up to {names}.", names=others)
        if others and discussion.whose_move is Move.CLIENT
        else tongue.say(_TEAM_READS[discussion.whose_move])
    )
    asked = (_waiting(group, occasion, tongue) for group in waiting)
    return [said, *asked, *_elsewhere(occasion, tongue)]


def _third_parties(occasion: Occasion, waiting: Sequence[Waiting], tongue: Tongue) -> str:
    """The names of third parties, where they alone have something open."""
    people = [participant for group in waiting for participant in group.people]
    if not all(participant.aside for participant in people) or any(
        task.by_client for task in occasion.tasks
    ):
        return ""
    return tongue.joined(list(dict.fromkeys(_named(participant, tongue) for participant in people)))


def _named(participant: Participant, tongue: Tongue) -> str:
    name = participant.person.called
    return tongue.say("{name} (third party)", name=name) if participant.aside else name


def _elsewhere(occasion: Occasion, tongue: Tongue) -> list[str]:
    """What others ask the team, whom no answer to this letter reaches."""
    names = {
        participant.person.id: participant.person.called for participant in occasion.participants
    }
    asked = [
        tongue.say(
            "Q{number} of {name}",
            number=question.number,
            name=names.get(question.asked_by, tongue.say("client")),
        )
        for question in open_elsewhere(occasion)
    ]
    if not asked:
        return []
    return [
        tongue.say(
            "Also open here, and not answered by a reply to this letter: {questions}.",
            questions=tongue.joined(asked),
        )
    ]


def _waiting(waiting: Waiting, occasion: Occasion, tongue: Tongue) -> str:
    due, shown = earliest(waiting.asked), numbers(waiting.asked, tongue)
    clients = [
        participant
        for participant in occasion.participants
        if not (participant.person.role.is_team or participant.aside)
    ]
    apart = bool(waiting.people) and not set(clients) <= set(waiting.people)
    if apart or _has_third_party(waiting):
        names = tongue.joined([_named(participant, tongue) for participant in waiting.people])
        return (
            tongue.say(
                "Asked of {names}, until {due}: {numbers}.",
                names=names,
                due=tongue.deadline(due),
                numbers=shown,
            )
            if due
            else tongue.say("Asked of {names}: {numbers}.", names=names, numbers=shown)
        )
    return (
        tongue.say(
            "The client is asked {numbers}, until {due}.", numbers=shown, due=tongue.deadline(due)
        )
        if due
        else tongue.say("The client is asked {numbers}.", numbers=shown)
    )


def _has_third_party(waiting: Waiting) -> bool:
    return any(participant.aside for participant in waiting.people)


def _next_for_client(
    occasion: Occasion,
    move: Move,
    open_: Sequence[Asked],
    tasks: Sequence[TaskLine],
    agency: str,
    tongue: Tongue,
) -> list[str]:
    """Promises, what waits for answers, or that we go on: only what does happen."""
    if occasion.discussion.state is State.CLOSED:
        return []
    dated = [task for task in tasks if task.due is not None and task.state != "done"]
    promised = [task for task in dated if not task.by_client][:MOST_PROMISES]
    lines = [_promise(task, tongue) for task in promised]
    if move is Move.CLIENT and open_:
        following = tongue.say_number(
            "We go on as soon as we have your answer.",
            "We go on as soon as we have your answers.",
            len(open_),
        )
        return [*lines, following]
    if not lines and move is Move.TEAM:
        return [tongue.say("{agency} goes on in this topic.", agency=agency)]
    return lines


def _promise(task: TaskLine, tongue: Tongue) -> str:
    """A date that has passed promises nothing."""
    due = tongue.deadline(task.due) if task.due else ""
    if task.late:
        return tongue.say("“{title}” was due {due}; a new date follows.", title=task.title, due=due)
    return tongue.say("Next from us: “{title}”, by {due}.", title=task.title, due=due)


def _next_for_team(occasion: Occasion, tongue: Tongue) -> list[str]:
    """Only what the letter does not say elsewhere: whom a reply reaches stands above its
    actions.
    """
    discussion = occasion.discussion
    if discussion.whose_move is not Move.CLIENT or discussion.state is not State.OPEN:
        return []
    others = _third_parties(occasion, open_to_clients(occasion, tongue.now), tongue)
    if others:
        return [tongue.say("We wait for {names}; you will be told.", names=others)]
    return [tongue.say("We wait for the client; you will be told.")]
