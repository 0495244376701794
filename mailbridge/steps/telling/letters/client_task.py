"""To a client: a task that is theirs to do, or one they asked for that is done."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Earlier, Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.footer import footer
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import (
    Letterhead,
    client_from,
    reply_to,
    tongue_of,
    unsubscribe,
)
from mailbridge.steps.telling.letter_parts.question_lists import zones
from mailbridge.steps.telling.letter_parts.threading_fields import (
    message_id,
    references,
    reply_subject,
    thread_index,
)
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.steps.text.base_subject import spoken
from mailbridge.values import dataclass


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
    occasion, task, tongue = (
        facts.occasion.as_seen_outside(),
        facts.task,
        tongue_of(client, head, now),
    )
    actor = occasion.author
    assert actor is not None
    seen = [earlier for earlier in occasion.earlier if _has_seen(earlier, client)]
    asked = [earlier.id for earlier in seen if earlier.id == task.post_id and earlier.released]
    subject = reply_subject(spoken(occasion.topic or occasion.discussion.subject))
    ids = references(seen, to_team=False)
    unique = message_id("c", (task.id, int(now.timestamp() * 1_000_000)), head.key, head.domain)
    due = meant(task.due, zones(occasion)) if task.due is not None else None
    return Letter(
        name="client_task",
        language=tongue.language,
        time_zone=client.time_zone,
        to=(Mailbox(client.name, client.address),),
        cc=(),
        from_=client_from(occasion, actor, head),
        reply_to=reply_to(occasion, client, head, tongue),
        subject=subject,
        message_id=unique,
        reader=client.called,
        in_reply_to=ids[-1] if ids else None,
        references=ids,
        thread_topic=subject.removeprefix("Re: "),
        thread_index=thread_index(occasion.discussion, now, head.key, first=not seen),
        unsubscribe=unsubscribe(client.id, occasion.discussion.id, head),
        author=actor.called,
        earlier=tuple(asked),
        own_words=any(earlier.author_id == client.id for earlier in seen if earlier.id in asked),
        footer=footer(occasion, client, subject.removeprefix("Re: "), head.agency, tongue),
        details=_details(facts, actor, due, tongue),
        date=now,
        project=occasion.project.name,
        agency=head.agency,
        preheader=_preheader(facts, due, tongue),
    )


def _has_seen(earlier: Earlier, client: Person) -> bool:
    """Whether this person wrote the post, or it was meant for them."""
    return not earlier.internal and (earlier.author_id == client.id or client.id in earlier.heard)


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
