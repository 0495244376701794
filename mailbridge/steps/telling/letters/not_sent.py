"""To a member: an answer that did not go to the client, why, and the two ways it does."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class NotSent:
    """The post of the occasion did not go to `clients`.

    `words`: those of it that stand inside; None: it was for a client, and stayed inside because it
    answers an internal letter, or because the discussion is hidden from clients.
    """

    occasion: Occasion
    member: Person
    clients: tuple[str, ...]
    words: tuple[str, ...] | None = None


def readers(facts: NotSent) -> Sequence[Reader]:
    return (Reader(facts.member, "not_sent", "author"),)


def compose(
    facts: NotSent, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: NotSent, reader: Reader, letter: Letter) -> str:
    """A member is told once that a post did not go out."""
    post = facts.occasion.post
    return f"not_sent:{post.id if post is not None else ''}:{reader.person.id}"


NOT_SENT = LetterKind("not_sent", ("not_sent",), readers, compose, once)


def _held(facts: NotSent, tongue: Tongue) -> tuple[str, str, str]:
    """Why it was not sent, how it is, and the preheader."""
    why = tongue.say(
        "Your answer has not gone to {names}. These words of it stand in internal notes, or below "
        "#note:",
        names=tongue.joined(facts.clients),
    )
    how = tongue.say(
        "Reply with #send to send it as it is. The button shows it again, and sends it as it is or "
        "without these words."
    )
    return (
        why,
        how,
        tongue.say("It would tell the client what stands in internal notes, or below #note"),
    )


def _kept(facts: NotSent, tongue: Tongue) -> tuple[str, str, str]:
    why = tongue.say(
        "Your answer reads like a letter to the client, but it answers an internal letter and "
        "stayed inside: {names} did not get it.",
        names=tongue.joined(facts.clients),
    )
    how = tongue.say("Reply with #send, or press the button, and it goes out as it is.")
    return why, how, tongue.say("It answers an internal letter, so no client got it")


def _hidden(facts: NotSent, tongue: Tongue) -> tuple[str, str, str]:
    why = tongue.say(
        "This discussion is hidden from clients, and so is your answer: {names} did not get it.",
        names=tongue.joined(facts.clients),
    )
    how = tongue.say(
        "To answer them, write in another discussion, or share this one first: the page says what "
        "would become visible. What you wrote is kept here."
    )
    return why, how, tongue.say("The discussion is hidden from clients, so no client got it")


def _letter(facts: NotSent, member: Person, head: Letterhead, now: datetime) -> Letter:
    post, tongue = facts.occasion.post, tongue_of(member, head, now)
    assert post is not None
    unique = message_id("n", (post.id, int(now.timestamp() * 1_000_000)), head.key, head.domain)
    hidden = facts.occasion.discussion.internal
    said = _held if facts.words is not None else _hidden if hidden else _kept
    why, how, pre = said(facts, tongue)
    place = facts.occasion.discussion.id
    path = f"discussions/{place}/share" if hidden else f"posts/{post.id}/send"
    button = tongue.say("Share all of it") if hidden else tongue.say("Look at it and send it")
    return replace(
        inside_letter("not_sent", facts.occasion, member, unique, head, now, None),
        notices=tuple(" ".join(word.split()) for word in facts.words or ()),
        details={"why": why, "how": how, "button": button},
        why="author",
        link=f"{head.public_url}/{path}",
        preheader=pre,
    )
