"""The letter with a one-time link to sign in."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.letter_parts.office_letter import link_letter
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.values import dataclass

_WORDS = (
    sentence("Your link to sign in"),
    sentence("Works once, for a quarter of an hour"),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A one-time link. `number` makes it another letter each time."""

    person: Person
    link: str
    number: int


def readers(facts: SignIn) -> Sequence[Reader]:
    return (Reader(facts.person, "sign_in", "asked"),)


def compose(
    facts: SignIn, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [
        link_letter("sign_in", "s", _WORDS, reader.person, facts.link, facts.number, head, now)
        for reader in readers
    ]


def once(facts: SignIn, reader: Reader, letter: Letter) -> str:
    return f"sign_in:{reader.person.id}:{facts.number}"


SIGN_IN = LetterKind("sign_in", ("sign_in",), readers, compose, once)
