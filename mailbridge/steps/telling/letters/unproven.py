"""To a member: an answer in their name that nobody could prove, why, and the link that sends it."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace

EXCERPT = 300  # characters of the answer: enough to see whose words they are


@dataclass(frozen=True, slots=True)
class Unproven:
    """The post of the occasion, which bears the member's name.

    `clients` did not get it; `words` are its beginning; `link` sends it; `shown`: it came to a
    reply address of the member's that others saw.
    """

    occasion: Occasion
    member: Person
    clients: tuple[Person, ...]
    words: str
    link: str
    shown: bool = False


def readers(facts: Unproven) -> Sequence[Reader]:
    return (Reader(facts.member, "unproven", "author"),)


def compose(
    facts: Unproven, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Unproven, reader: Reader, letter: Letter) -> str:
    """Each answer is asked about once."""
    post = facts.occasion.post
    return f"unproven:{post.id if post is not None else ''}:{reader.person.id}"


UNPROVEN = LetterKind("unproven", ("unproven",), readers, compose, once)


def _letter(facts: Unproven, member: Person, head: Letterhead, now: datetime) -> Letter:
    post, tongue = facts.occasion.post, tongue_of(member, head, now)
    assert post is not None
    unique = message_id("p", (post.id,), head.key, head.domain)
    letter = inside_letter("unproven", facts.occasion, member, unique, head, now, None)
    why = _why_shown(tongue) if facts.shown else _why(tongue)
    details = {
        "why": f"{_outcome(facts.clients, letter.thread_topic, tongue)} {why}",
        "words": " ".join(facts.words.split())[:EXCERPT],
    }
    pre = tongue.say("Nothing proves that you wrote it; one click sends it")
    return replace(letter, details=details, why="author", link=facts.link, preheader=pre)


def _outcome(to: Sequence[Person], topic: str, tongue: Tongue) -> str:
    if not to:
        return tongue.say(
            "Your letter “{topic}” is shown to the team, and nothing in it was done.", topic=topic
        )
    return tongue.say(
        "Your answer in “{topic}” has not gone to {names}.",
        topic=topic,
        names=tongue.joined([person.called for person in to]),
    )


def _why(tongue: Tongue) -> str:
    return tongue.say(
        "Nothing proves that you wrote it: it bears no signature of your mail server, and came to "
        "no reply address of yours."
    )


def _why_shown(tongue: Tongue) -> str:
    return tongue.say(
        "It came to a reply address of yours that stood in a letter to others, so that it proves "
        "nothing any more. An answer to a newer letter is believed again."
    )
