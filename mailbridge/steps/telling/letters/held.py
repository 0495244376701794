"""The letter to an admin: mail was kept back and waits for him, why, and what he can do."""

from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.admin_letter import admin_letter
from mailbridge.steps.telling.letter_parts.columns import clipped
from mailbridge.steps.telling.letters.post import Letterhead

_SHOWN = 100  # characters of a stranger's words


def held_letter(
    person: Person,
    author: str,
    subject: str,
    why: str,
    number: int,
    head: Letterhead,
    now: datetime,
) -> Letter:
    """`why` is a sentence in the person's language; `number` makes the Message-ID unique."""
    words = head.words.of(person.language)
    values = {
        "author": clipped(author or "?", _SHOWN),
        "subject": clipped(subject or words.say("(no subject)"), _SHOWN),
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
        number,
        head,
        now,
        link=link,
        details=details,
        preheader=why,
    )
