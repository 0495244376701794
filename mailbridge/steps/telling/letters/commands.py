"""The letter to a member: what their commands did not do."""

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
from mailbridge.values import dataclass, replace

# Each command as it is written, and what it does.
_EXAMPLES = (
    # Translators: a mail command as your language writes it; mailbridge must know the word
    (sentence("#task New logo"), sentence("makes the post a task")),
    (
        sentence("#assign anna@"),
        sentence(
            "gives the task to somebody of the project: a name, or the beginning of an address"
        ),
    ),
    (sentence("#due fri"), sentence("sets the date: fri, tomorrow, 27 Nov, 2026-11-27")),
    (sentence("#done"), sentence("the task is done")),
    (sentence("#note"), sentence("what follows stays inside the team")),
    (sentence("#client"), sentence("what follows goes to the client")),
    (sentence("#ask Which photo? | by fri"), sentence("asks the client a numbered question")),
    (sentence("#mute"), sentence("no more letters about this topic")),
)


@dataclass(frozen=True, slots=True)
class NotDone:
    """`notices` are sentences in the member's language; `post_id` is the post whose commands they
    were, if it has been filed.
    """

    occasion: Occasion
    member: Person
    post_id: int | None
    notices: tuple[str, ...]


def readers(facts: NotDone) -> Sequence[Reader]:
    return recipients.one_member(facts.occasion, facts.member, "commands")


def compose(
    facts: NotDone, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: NotDone, reader: Reader, letter: Letter) -> str:
    """The commands of a post are answered once."""
    if facts.post_id is None:
        return letter.message_id
    return f"commands:{facts.post_id}:{reader.person.id}"


COMMANDS = LetterKind("commands", ("commands",), readers, compose, once)


def _letter(facts: NotDone, person: Person, head: Letterhead, now: datetime) -> Letter:
    numbers = (person.id, facts.occasion.discussion.id, int(now.timestamp() * 1_000_000))
    unique = message_id("c", numbers, head.key, head.domain)
    tongue = tongue_of(person, head, now)
    return replace(
        inside_letter("commands", facts.occasion, person, unique, head, now, None),
        notices=facts.notices,
        details={tongue.say(example): tongue.say(meaning) for example, meaning in _EXAMPLES},
        why="author",
        preheader=tongue.say("What your letter asked for and did not get"),
    )
