"""To a member: words to the client that reached no client, with the reason for each."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.recipients import Unreached, one_member
from mailbridge.steps.telling.words.unreached import why_nobody, why_not
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class NobodyTold:
    """The post of the occasion was meant for clients and went to none. `unreached`: the clients of
    the discussion, each with the reason; none: it has no client.
    """

    occasion: Occasion
    member: Person
    unreached: tuple[Unreached, ...]


def readers(facts: NobodyTold) -> Sequence[Reader]:
    return one_member(facts.occasion, facts.member, "nobody_told")


def compose(
    facts: NobodyTold, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: NobodyTold, reader: Reader, letter: Letter) -> str:
    """A member is told once that a post reached nobody."""
    post = facts.occasion.post
    return f"nobody_told:{post.id if post is not None else ''}:{reader.person.id}"


NOBODY_TOLD = LetterKind("nobody_told", ("nobody_told",), readers, compose, once)


def _letter(facts: NobodyTold, member: Person, head: Letterhead, now: datetime) -> Letter:
    post, tongue = facts.occasion.post, tongue_of(member, head, now)
    assert post is not None
    unique = message_id("w", (post.id, int(now.timestamp() * 1_000_000)), head.key, head.domain)
    why, how = why_nobody(bool(facts.unreached), tongue)
    return replace(
        inside_letter("nobody_told", facts.occasion, member, unique, head, now, None),
        notices=tuple(why_not(one.person.called, one.why, tongue) for one in facts.unreached),
        details={"why": why, "how": how},
        why="author",
        preheader=why,
    )
