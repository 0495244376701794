"""To a client: a task that is theirs to do, or one they asked for that is done."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.footer import footer
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import (
    Letterhead,
    client_from,
    tongue_of,
)
from mailbridge.steps.telling.letter_parts.question_lists import zones
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.letters.by_clock.conversation import conversation_letter, seen_by
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class ClientTask:
    """A task of the discussion: given to `client`, or, where `is_done`, what they asked for. The
    author of the occasion is who gave it or did it.
    """

    occasion: Occasion
    task: Task
    client: Person
    is_done: bool = False


def readers(facts: ClientTask) -> Sequence[Reader]:
    return recipients.one_client(facts.occasion, facts.client, "client_task")


def compose(
    facts: ClientTask, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: ClientTask, reader: Reader, letter: Letter) -> str:
    """A task is given once to a client on a date, and done once."""
    due = facts.task.due.isoformat() if facts.task.due is not None else ""
    return f"client_task:{facts.task.id}:{facts.is_done or due}:{reader.person.id}"


CLIENT_TASK = LetterKind("client_task", ("client_task",), readers, compose, once)


def _letter(facts: ClientTask, client: Person, head: Letterhead, now: datetime) -> Letter:
    occasion, task = facts.occasion.as_seen_outside(), facts.task
    actor, tongue = occasion.author, tongue_of(client, head, now)
    assert actor is not None
    seen = seen_by(occasion, client)
    asked = [earlier for earlier in seen if earlier.id == task.post_id and earlier.released]
    due = meant(task.due, zones(occasion)) if task.due is not None else None
    unique = message_id("c", (task.id, int(now.timestamp() * 1_000_000)), head.key, head.domain)
    from_ = client_from(occasion, actor, head)
    letter = conversation_letter(
        "client_task",
        occasion,
        client,
        from_,
        unique,
        head,
        now,
        author=actor.called,
        earlier=tuple(earlier.id for earlier in asked),
        own_words=any(earlier.author_id == client.id for earlier in asked),
        details=_details(facts, actor, due, tongue),
        preheader=_preheader(facts, due, tongue),
    )
    told = footer(occasion, client, letter.thread_topic, head.agency, tongue)
    return replace(letter, footer=told)


def _details(
    facts: ClientTask, actor: Person, due: datetime | None, tongue: Tongue
) -> dict[str, str]:
    if facts.is_done:
        said = tongue.say("“{title}” is done.", title=facts.task.title)
        how = tongue.say("If something is not as you wanted it, just reply.")
        return {"said": said, "how": how, "title": ""}
    said = tongue.say("{name} asks you for this:", name=actor.called)
    how = tongue.say("When it is done, reply with the one word “done”.")
    return {
        "said": said,
        "how": how,
        "title": facts.task.title,
        "due": tongue.deadline(due) if due is not None else "",
        "consequence": facts.task.consequence or "",
    }


def _preheader(facts: ClientTask, due: datetime | None, tongue: Tongue) -> str:
    if facts.is_done:
        return tongue.say("Done: {title}", title=facts.task.title)
    if due is None:
        return tongue.say("For you: {title}", title=facts.task.title)
    return tongue.say(
        "For you: {title}, by {due}", title=facts.task.title, due=tongue.deadline(due)
    )
