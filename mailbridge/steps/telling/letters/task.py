"""The letter about what became of a task, to its assignee and the team in the discussion. Its
answer stays inside.
"""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import (
    ABOUT_TASK,
    Letterhead,
    acts_link,
    tongue_of,
)
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.question_lists import zones
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.task_states import TASK_STATES
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace

_CHANGED = sentence("{name} changed “{title}”.")
_WHOLE_STORY = ("task_made", "task_assigned")  # the assignee reads the whole story then
_DONE_TO_TASK = {
    "task_made": sentence("{name} made a task: “{title}”."),
    "task_state": sentence("{name} moved “{title}”: {state}."),
}


@dataclass(frozen=True, slots=True)
class TaskNews:
    """`what` is the event's kind; `files`: names and sizes in bytes of those of the task's post."""

    occasion: Occasion
    task: Task
    assignee: Person | None
    what: str
    files: tuple[tuple[str, int], ...] = ()


def readers(facts: TaskNews) -> Sequence[Reader]:
    return recipients.of_task(facts.occasion, facts.task.assignee_id).told


def compose(
    facts: TaskNews, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    numbers = (facts.task.id, int(now.timestamp() * 1_000_000))
    unique = message_id("t", numbers, head.key, head.domain)
    return [_letter(facts, reader, unique, head, now) for reader in readers]


def once(facts: TaskNews, reader: Reader, letter: Letter) -> str:
    """Each change is told once to each reader."""
    return f"task:{facts.task.id}:{letter.message_id}:{reader.person.id}"


TASK = LetterKind("task", ("task",), readers, compose, once)


def _letter(
    facts: TaskNews, reader: Reader, unique: str, head: Letterhead, now: datetime
) -> Letter:
    occasion, task, assignee = facts.occasion, facts.task, facts.assignee
    tongue = tongue_of(reader.person, head, now)
    task = replace(task, due=meant(task.due, zones(occasion))) if task.due is not None else task
    actor = occasion.author.called if occasion.author is not None else tongue.say("mailbridge")
    state = tongue.say(TASK_STATES[task.state])
    headline = _headline(task, assignee, facts.what, actor, reader.person, state, tongue)
    details = {
        "title": task.title,
        "state": state,
        "assignee": assignee.called if assignee is not None else tongue.say("nobody yet"),
        "due": tongue.deadline(task.due) if task.due is not None else tongue.say("no date"),
    }
    letter = inside_letter("task", occasion, reader.person, unique, head, now, task.post_id)
    if assignee is not None and reader.person.id == assignee.id and facts.what in _WHOLE_STORY:
        letter = replace(letter, attachments=facts.files, earlier=_story(occasion, task))
    pre = tongue.say("{title}: {state}", title=task.title, state=state)
    return replace(
        letter,
        why=reader.why,
        author=actor,
        acts_link=acts_link(reader.person.id, ABOUT_TASK, task.id, head, now)
        if task.state is not TaskState.DONE
        else "",
        notices=(headline,),
        details=details,
        preheader=pre,
    )


def _story(occasion: Occasion, task: Task) -> tuple[int, ...]:
    """What was written besides the request, newest first."""
    return tuple(earlier.id for earlier in reversed(occasion.earlier) if earlier.id != task.post_id)


def _headline(
    task: Task,
    assignee: Person | None,
    what: str,
    actor: str,
    reader: Person,
    state: str,
    tongue: Tongue,
) -> str:
    if what == "task_assigned":
        if assignee is None:
            return tongue.say(
                "{name} took the assignee off “{title}”.", name=actor, title=task.title
            )
        return tongue.say(
            "{name} gave “{title}” to you."
            if assignee.id == reader.id
            else "{name} gave “{title}” to {assignee}.",
            name=actor,
            title=task.title,
            assignee=assignee.called,
        )
    if what == "task_due":
        due = tongue.deadline(task.due) if task.due is not None else ""
        return tongue.say(
            "{name} set the due date of “{title}”: {due}."
            if due
            else "{name} took the due date off “{title}”.",
            name=actor,
            title=task.title,
            due=due,
        )
    return tongue.say(_DONE_TO_TASK.get(what, _CHANGED), name=actor, title=task.title, state=state)
