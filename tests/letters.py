"""A sample of each kind of letter, in each of its cases, for tests of how letters read."""

from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from mailbridge.adapters.catalogues import catalogues
from mailbridge.domain.letter import Letter
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.samples import cases
from mailbridge.steps.telling.samples.cases import FRIDAY, TASK, WORDS
from mailbridge.steps.telling.samples.posted import usual
from tests.container import rendering
from tests.files import ROOT
from tests.occasions import HEAD
from tests.rules.sentences import extracted

__all__ = ["FRIDAY", "TASK", "WORDS", "every_case", "every_letter", "usual"]
RENDERING = rendering("5b1e")


def every_case(
    languages: Iterable[str], head: Letterhead = HEAD
) -> Iterator[tuple[Letter, str, Any]]:
    """Each letter with what case it is and what it was written from, in each of the languages."""
    return cases.every_case(languages, head)


def commands_taught() -> list[str]:
    """The sentences of ours that show commands, in English."""
    return [
        one.id
        for one in extracted()
        if isinstance(one.id, str) and one.id.startswith("#") and "{" not in one.id
    ]


def every_letter(languages: Iterable[str]) -> Iterator[tuple[Letter, str]]:
    for letter, case, _ in every_case(languages):
        yield letter, case


def golden(language: str, name: str) -> Path:
    """The file that says how letters of that name read."""
    return ROOT / "tests" / "mail" / "letters" / language / f"{name}.txt"


def rendered_text(language: str) -> dict[str, str]:
    """The subjects and text parts of all cases, by the name of the letter."""
    made: dict[str, list[str]] = {}
    for letter, case in every_letter((language,)):
        message = message_from_bytes(RENDERING.render(letter, WORDS).content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        plain = message.get_body(("plain",))
        text = str(plain.get_content()).replace("\r\n", "\n") if plain is not None else ""
        shown = (
            f"=== {case}\nSubject: {message['Subject']}\nPreheader: {letter.preheader}\n\n{text}"
        )
        made.setdefault(letter.name, []).append(shown)
    return {name: "\n".join(shown) for name, shown in made.items()}


if __name__ == "__main__":
    for language in catalogues().languages:
        for name, text in rendered_text(language).items():
            golden(language, name).parent.mkdir(parents=True, exist_ok=True)
            golden(language, name).write_text(text)
