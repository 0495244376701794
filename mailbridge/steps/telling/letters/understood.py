"""The letter to a member: what was understood of a letter of theirs, and done."""

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
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Understood:
    """`done` are sentences in the member's language; `post_id` is the post that asked for it;
    `which` tells apart what is said of one post; `by_mail`: the member wrote a letter.
    """

    occasion: Occasion
    member: Person
    post_id: int
    done: tuple[str, ...]
    which: str = ""
    by_mail: bool = True


def readers(facts: Understood) -> Sequence[Reader]:
    return recipients.one_member(facts.occasion, facts.member, "understood")


def compose(
    facts: Understood, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Understood, reader: Reader, letter: Letter) -> str:
    """What a post asked for is told once."""
    return f"understood{facts.which}:{facts.post_id}:{reader.person.id}"


UNDERSTOOD = LetterKind("understood", ("understood",), readers, compose, once)


def _letter(facts: Understood, member: Person, head: Letterhead, now: datetime) -> Letter:
    unique = message_id(f"o{facts.which}", (member.id, facts.post_id), head.key, head.domain)
    tongue = tongue_of(member, head, now)
    return replace(
        inside_letter("understood", facts.occasion, member, unique, head, now, None),
        notices=facts.done,
        details={} if facts.by_mail else {"written": "in the web"},
        why="author",
        preheader=tongue.joined(facts.done),
    )
