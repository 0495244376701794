"""The letter to a person, at an address known before: is another one theirs, too? Only its link
says yes.
"""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.letter_parts.office_letter import link_letter
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.values import dataclass, replace

_WORDS = (
    sentence("Is this address yours, too?"),
    sentence("One click if it is; nothing to do if not"),
)


@dataclass(frozen=True, slots=True)
class AnotherAddress:
    """`address` may be the person's, too. The same `question` is asked once; `number` makes the
    Message-ID unique."""

    person: Person
    link: str
    number: int
    address: str
    question: str


def readers(facts: AnotherAddress) -> Sequence[Reader]:
    return (Reader(facts.person, "address", "asked"),)


def compose(
    facts: AnotherAddress, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    letters = [
        link_letter("address", "a", _WORDS, reader.person, facts.link, facts.number, head, now)
        for reader in readers
    ]
    return [replace(letter, details={"address": facts.address}) for letter in letters]


def once(facts: AnotherAddress, reader: Reader, letter: Letter) -> str:
    return f"address:{facts.question}"


ADDRESS = LetterKind("address", ("address",), readers, compose, once)
