"""To a client: their letter has arrived, and when it will be answered (RFC 3834)."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import (
    Letterhead,
    installation_address,
    tongue_of,
)
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.letters.by_clock import conversation
from mailbridge.steps.telling.letters.by_clock.conversation import conversation_letter
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A client's letter `post_id`. `promised`: when it will be answered; `member`: who has it;
    None: nobody in particular, and nothing is promised.
    """

    occasion: Occasion
    client: Person
    post_id: int
    promised: datetime | None = None
    member: Person | None = None


def readers(facts: Acknowledged) -> Sequence[Reader]:
    return conversation.reader_of(facts.occasion, facts.client, "acknowledgement")


def compose(
    facts: Acknowledged, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Acknowledged, reader: Reader, letter: Letter) -> str:
    return f"acknowledgement:{facts.post_id}:{reader.person.id}"


ACKNOWLEDGEMENT = LetterKind("acknowledgement", ("acknowledgement",), readers, compose, once)


def _letter(facts: Acknowledged, client: Person, head: Letterhead, now: datetime) -> Letter:
    tongue = tongue_of(client, head, now)
    lines = _lines(facts, tongue)
    return conversation_letter(
        "acknowledgement",
        facts.occasion,
        client,
        Mailbox(head.agency, installation_address(facts.occasion, head)),
        message_id("ack", (facts.post_id, client.id), head.key, head.domain),
        head,
        now,
        auto_submitted="auto-replied",
        notices=lines,
        details={"greeting": tongue.say("Hi {name},", name=client.called)},
        preheader=lines[1] if facts.promised is not None else lines[0],
    )


def _lines(facts: Acknowledged, tongue: Tongue) -> tuple[str, ...]:
    topic = facts.occasion.topic or facts.occasion.discussion.subject or tongue.say("(no subject)")
    came = (
        tongue.say(
            "your letter “{topic}” has arrived; {member} has it.",
            topic=topic,
            member=facts.member.called,
        )
        if facts.member is not None
        else tongue.say("your letter “{topic}” has arrived.", topic=topic)
    )
    more = tongue.say("If something changes, just reply: it all stays in this topic.")
    if facts.promised is None:
        return (came, more)
    when = tongue.say(
        "You will have an answer by {when} ({place}).",
        when=tongue.moment(facts.promised),
        place=tongue.place,
    )
    return (came, when, more)
