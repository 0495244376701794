"""The letter to an admin: mail was kept back and waits for him, why, and what he can do."""

from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.admin_letter import admin_letter
from mailbridge.steps.telling.letter_parts.columns import clipped
from mailbridge.steps.telling.letters.post import Letterhead
from mailbridge.steps.telling.words.wording import language_of

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "subject": "A letter waits for you: {subject}",
        "came": "{author} wrote “{subject}”, and it was not filed.",
        "do": "Look at it, then file it once, let its author in for good, or discard it:",
        "once": (
            "What comes after it today is not told by letter; the same page shows it. Nothing is "
            "lost meanwhile."
        ),
    },
    "ru": {
        "subject": "Вас ждёт письмо: {subject}",
        "came": "Письмо «{subject}» от {author} пока не попало в обсуждения.",
        "do": (
            "Посмотрите его и решите: принять один раз, принимать от автора всегда или отбросить:"
        ),
        "once": (
            "О следующих за сегодня отдельно не пишем, они на той же странице. Ничего не пропадает."
        ),
    },
}
_SHOWN = 100  # characters of a stranger's words
_NO_SUBJECT = {"en": "(no subject)", "ru": "(без темы)"}


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
    spoken = language_of(person.language)
    values = {
        "author": clipped(author or "?", _SHOWN),
        "subject": clipped(subject or _NO_SUBJECT[spoken], _SHOWN),
    }
    said = {key: words.format(**values) for key, words in _WORDS[spoken].items()}
    details = {"came": said["came"], "why": why, "do": said["do"], "once": said["once"]}
    link = f"{head.public_url}/quarantine"
    return admin_letter(
        "held",
        person,
        said["subject"],
        number,
        head,
        now,
        link=link,
        details=details,
        preheader=why,
    )
