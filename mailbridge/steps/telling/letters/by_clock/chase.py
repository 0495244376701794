"""To a client: an offer of ours has no answer yet; asked once, kindly."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, client_from, tongue_of
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.letters.by_clock import conversation
from mailbridge.steps.telling.letters.by_clock.conversation import conversation_letter
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """The offer of the post `post_id`, made then by the occasion's author; `words`: what a member
    wrote instead of ours.
    """

    occasion: Occasion
    client: Person
    post_id: int
    offered: datetime
    words: str = ""


def readers(facts: AskedAbout) -> Sequence[Reader]:
    return conversation.reader_of(facts.occasion, facts.client, "chase")


def compose(
    facts: AskedAbout, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: AskedAbout, reader: Reader, letter: Letter) -> str:
    return f"chase:{facts.post_id}:{reader.person.id}"


CHASE = LetterKind("chase", ("chase",), readers, compose, once)


def _letter(facts: AskedAbout, client: Person, head: Letterhead, now: datetime) -> Letter:
    occasion = facts.occasion
    tongue = tongue_of(client, head, now)
    assert occasion.author is not None
    said = facts.words or tongue.say(
        "we sent you our offer on {day}. Is anything unclear, or shall we begin? A short word is "
        "enough.",
        day=tongue.day(facts.offered),
    )
    return conversation_letter(
        "chase",
        occasion,
        client,
        client_from(occasion, occasion.author, head),
        message_id("chase", (facts.post_id, client.id), head.key, head.domain),
        head,
        now,
        author=occasion.author.called,
        notices=(said,),
        details={"greeting": tongue.say("Hi {name},", name=client.called)},
        preheader=said,
    )
