"""The letter to the team: a client wants no more letters about a discussion."""

from collections.abc import Sequence
from datetime import date, datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Muted:
    """`complained`: they called a letter junk, and their provider told us."""

    occasion: Occasion
    client: Person
    day: date
    complained: bool = False


def readers(facts: Muted) -> Sequence[Reader]:
    """The team in the discussion, or all members."""
    team = recipients.of_question(facts.occasion)
    return tuple(Reader(person, "muted", "participant") for person in team)


def compose(
    facts: Muted, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Muted, reader: Reader, letter: Letter) -> str:
    """Once a day, however often they change their mind."""
    place = facts.occasion.discussion.id
    return f"muted:{place}:{facts.client.id}:{facts.day}:{reader.person.id}"


MUTED = LetterKind("muted", ("muted",), readers, compose, once)


def _letter(facts: Muted, member: Person, head: Letterhead, now: datetime) -> Letter:
    tongue, name = tongue_of(member, head, now), facts.client.called
    numbers = (member.id, facts.occasion.discussion.id, facts.client.id, facts.day.toordinal())
    unique = message_id("muted", numbers, head.key, head.domain)
    letter = inside_letter("muted", facts.occasion, member, unique, head, now, None)
    said = (
        tongue.say(
            "{name} called a letter about “{topic}” junk, and gets no more of them.",
            name=name,
            topic=letter.thread_topic,
        )
        if facts.complained
        else tongue.say(
            "{name} wants no more letters about “{topic}”.", name=name, topic=letter.thread_topic
        )
    )
    after = tongue.say(
        "What you write there does not reach them until they write again themselves; what is "
        "urgent is better said by phone."
    )
    return replace(letter, notices=(said, after), preheader=said, why="participant")
