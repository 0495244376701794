"""What a kind of letter is: who reads it, what it is written from, what it says, and when it is the
same letter again.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.values import dataclass

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class LetterKind(Generic[Facts]):
    """`templates` are its folders in templates/mail, the names that its letters bear. `compose`
    makes a letter for each reader, in their order. `once` names a letter: the same name is owed
    once.
    """

    name: str
    templates: tuple[str, ...]
    readers: Callable[[Facts], Sequence[Reader]]
    compose: Callable[[Facts, Sequence[Reader], Letterhead, datetime], list[Letter]]
    once: Callable[[Facts, Reader, Letter], str]
