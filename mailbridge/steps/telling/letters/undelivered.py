"""The letter to a member of the team: a letter of theirs did not arrive, why, and what to do."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.reading.kinds.refusal_meaning import meaning
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace

_WHAT_TO_DO = {  # by what the far side meant
    "doubted": sentence(
        "Nothing proves that this report comes from the mail server on the other side: any reader "
        "of the letter could have written it. Ask {name} whether the letter came; letters go on "
        "meanwhile."
    ),
    "unknown-mailbox": sentence(
        "There is no such mailbox. Ask for the right address, by telephone perhaps, and add it to "
        "the person."
    ),
    "full": sentence(
        "The mailbox is full. Tell the person in another way; the letter can be sent again once "
        "there is room."
    ),
    "too-big": sentence(
        "The letter is too big for that mailbox. Send the files in another way, and the words "
        "again."
    ),
    "blocked": sentence(
        "The other side does not want mail from our server. An admin should look at the relay and "
        "its reputation."
    ),
    "silent": sentence(
        "The other side did not answer for five days. Check the address for typing mistakes."
    ),
    "unclear": sentence(
        "Check the address for typing mistakes, or reach the person in another way."
    ),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A letter to `to` that did not arrive. `words`: the far side's; `attempt`: the number of the
    hand-over that failed. `resting`: the address is written to no more. `silent`: nobody answered
    there for days. `doubted`: nothing proves the report.
    """

    occasion: Occasion
    author: Person
    to: Mailbox
    words: str
    letter_id: int
    attempt: int
    resting: bool = False
    silent: bool = False
    doubted: bool = False


def readers(facts: Failure) -> Sequence[Reader]:
    """The author, while letters reach them."""
    return recipients.one_member(facts.occasion, facts.author, "undelivered")


def compose(
    facts: Failure, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Failure, reader: Reader, letter: Letter) -> str:
    """Each failed attempt is told once."""
    kind = "doubted" if facts.doubted else "undelivered"
    return f"{kind}:{facts.letter_id}:{facts.attempt}"


UNDELIVERED = LetterKind("undelivered", ("undelivered",), readers, compose, once)


def _letter(facts: Failure, author: Person, head: Letterhead, now: datetime) -> Letter:
    tongue, doubted = tongue_of(author, head, now), facts.doubted
    numbers = (facts.letter_id, int(now.timestamp()))
    unique = message_id("ud" if doubted else "u", numbers, head.key, head.domain)
    letter = inside_letter("undelivered", facts.occasion, author, unique, head, now, None)
    name = facts.to.name or facts.to.address.partition("@")[0]
    return replace(
        letter,
        subject=tongue.say(
            "Perhaps not delivered to {address}: {topic}"
            if doubted
            else "Not delivered to {address}: {topic}",
            address=facts.to.address,
            topic=letter.thread_topic,
        ),
        thread_index=None,
        details=_details(facts, name, head, tongue),
        why="author",
        preheader=tongue.say(
            "Perhaps {name} did not get your letter"
            if doubted
            else "{name} did not get your letter",
            name=name,
        ),
    )


def _details(facts: Failure, name: str, head: Letterhead, tongue: Tongue) -> dict[str, str]:
    case = "doubted" if facts.doubted else "silent" if facts.silent else meaning(facts.words)
    resting = tongue.say(
        "Nothing more is sent to {address} until mail comes from there.", address=facts.to.address
    )
    return {
        "name": name,
        "address": facts.to.address,
        "words": " ".join(facts.words.split()),
        "do": tongue.say(_WHAT_TO_DO[case], name=name),
        "resting": resting if facts.resting else "",
        "again": "" if facts.doubted else f"{head.public_url}/outbox/{facts.letter_id}",
        "perhaps": ".perhaps" if facts.doubted else "",
    }
