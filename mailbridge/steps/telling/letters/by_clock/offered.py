"""To a member: a letter to a client, or new dates of tasks, as mailbridge would have them; one
press, or the answer “ok”, carries it out.
"""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace

WHY = {  # what is offered
    "holding": sentence("{name} was promised an answer by {when}. This letter gives a new time:"),
    "closing": sentence("{name} had the last word in “{topic}”. This letter would close it:"),
    "new_date": sentence("{name} answered after the date. These tasks waited for it:"),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """`what`: holding, closing or new_date; `draft`: the letter's text, or the tasks' lines;
    `due_id`: the work that is carried out.
    """

    occasion: Occasion
    what: str
    due_id: int
    client: str
    draft: tuple[str, ...]
    member: Person | None = None
    promised: datetime | None = None


def readers(facts: Offered) -> Sequence[Reader]:
    if facts.member is not None:
        told = recipients.one_member(facts.occasion, facts.member, "offered")
        return [replace(reader, why="assignee") for reader in told]
    team = recipients.of_question(facts.occasion)
    return [Reader(person, "offered", "member") for person in team]


def compose(
    facts: Offered, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader, head, now) for reader in readers]


def once(facts: Offered, reader: Reader, letter: Letter) -> str:
    """The number of the work stands in it: an answer “ok” is about that."""
    return f"offered:{facts.due_id}:{reader.person.id}"


OFFERED = LetterKind("offered", ("offered",), readers, compose, once)


def _letter(facts: Offered, reader: Reader, head: Letterhead, now: datetime) -> Letter:
    occasion, member, tongue = facts.occasion, reader.person, tongue_of(reader.person, head, now)
    unique = message_id("offer", (member.id, facts.due_id), head.key, head.domain)
    said = _why(facts, tongue)
    return replace(
        inside_letter("offered", occasion, member, unique, head, now, None),
        notices=(said, *facts.draft),
        details={"tasks": "yes" if facts.what == "new_date" else ""},
        link=f"{head.public_url}/follow-ups/{facts.due_id}",
        why=reader.why,
        preheader=said,
    )


def _why(facts: Offered, tongue: Tongue) -> str:
    return tongue.say(
        WHY[facts.what],
        name=facts.client,
        topic=facts.occasion.discussion.subject or tongue.say("(no subject)"),
        when=tongue.moment(facts.promised) if facts.promised is not None else "",
    )
