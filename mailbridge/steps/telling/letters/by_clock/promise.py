"""To the member whose turn it is: a client was promised an answer, and the time is near."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, reply_to, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.reach import reach
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Promised:
    """`client` is how the one who waits is called; `member` None: nobody has it, and the team is
    told.
    """

    occasion: Occasion
    client: str
    promised: datetime
    member: Person | None = None


def readers(facts: Promised) -> Sequence[Reader]:
    if facts.member is not None:
        told = recipients.one_member(facts.occasion, facts.member, "promise")
        return [replace(reader, why="assignee") for reader in told]
    team = recipients.of_question(facts.occasion)
    return [Reader(person, "promise", "member") for person in team]


def compose(
    facts: Promised, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader, head, now) for reader in readers]


def once(facts: Promised, reader: Reader, letter: Letter) -> str:
    at = facts.promised.isoformat()
    return f"promise:{facts.occasion.discussion.id}:{at}:{reader.person.id}"


PROMISE = LetterKind("promise", ("promise",), readers, compose, once)


def _letter(facts: Promised, reader: Reader, head: Letterhead, now: datetime) -> Letter:
    """Its answer goes to the client, as that to any letter about a client's words."""
    occasion, member, tongue = facts.occasion, reader.person, tongue_of(reader.person, head, now)
    number = int(facts.promised.timestamp())
    unique = message_id("due", (member.id, occasion.discussion.id, number), head.key, head.domain)
    said = tongue.say(
        "{name} was promised an answer by {when}.",
        name=facts.client,
        when=tongue.moment(facts.promised),
    )
    return replace(
        inside_letter("promise", occasion, member, unique, head, now, None),
        reply_to=reply_to(occasion, member, head, tongue),
        notices=(said,),
        goes_to=reach(occasion, tongue).goes_to,
        why=reader.why,
        preheader=said,
    )
