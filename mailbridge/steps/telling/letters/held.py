"""The letter to an admin: mail was kept back and waits for them, why, and what they can do."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.domain.verdict import Reason
from mailbridge.steps.telling.letter_parts.columns import clipped
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.letter_parts.office_letter import admin_letter, to_admins
from mailbridge.steps.telling.words.reason_words import reason_words
from mailbridge.values import dataclass

_SHOWN = 100  # characters of a stranger's words


@dataclass(frozen=True, slots=True)
class Held:
    """`author` and `subject` are a stranger's words; `number` is the inbound message."""

    author: str
    subject: str
    reason: Reason
    admins: tuple[Person, ...]
    number: int


def readers(facts: Held) -> Sequence[Reader]:
    return to_admins(facts.admins, "held")


def compose(
    facts: Held, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Held, reader: Reader, letter: Letter) -> str:
    return f"held:{facts.number}:{reader.person.id}"


HELD = LetterKind("held", ("held",), readers, compose, once)


def _letter(facts: Held, person: Person, head: Letterhead, now: datetime) -> Letter:
    words = head.words.of(person.language)
    why = reason_words(facts.reason.value, words)
    values = {
        "author": clipped(facts.author or "?", _SHOWN),
        "subject": clipped(facts.subject or words.say("(no subject)"), _SHOWN),
    }
    details = {
        "came": words.say("{author} wrote “{subject}”, and it was not filed.", **values),
        "why": why,
        "do": words.say(
            "Look at it, then file it once, let its author in for good, or discard it:"
        ),
        "once": words.say(
            "What comes after it today is not told by letter; the same page shows it. "
            "Nothing is lost meanwhile."
        ),
    }
    link = f"{head.public_url}/quarantine"
    return admin_letter(
        "held",
        person,
        words.say("A letter waits for you: {subject}", **values),
        facts.number,
        head,
        now,
        link=link,
        details=details,
        preheader=why,
    )
