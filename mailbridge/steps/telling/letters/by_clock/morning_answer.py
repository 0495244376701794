"""The letter to a member who answered their morning letter: what was done, and what was not
understood.
"""

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime

from mailbridge.domain.address import MorningAddress, encode
from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import admin_letter
from mailbridge.steps.telling.letter_parts.threading_fields import reply_subject
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Obeyed:
    """`done` and `not_done` are sentences in the member's language, `others` lines of theirs that
    say nothing of a numbered line; `answer_id` is the work that obeyed, `due_id` that which wrote
    the morning letter.
    """

    member: Person
    answer_id: int
    due_id: int
    subject: str  # of the answer
    message_id: str
    done: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    others: tuple[str, ...] = field(default=())
    of_draft: bool = False  # it was a draft that they answered, not numbered lines


def readers(facts: Obeyed) -> Sequence[Reader]:
    return (Reader(facts.member, "morning_answer", "author"),)


def compose(
    facts: Obeyed, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Obeyed, reader: Reader, letter: Letter) -> str:
    return f"morning_answer:{facts.answer_id}"


MORNING_ANSWER = LetterKind("morning_answer", ("morning_answer",), readers, compose, once)


def answers_to(due_id: int, member: Person, head: Letterhead) -> Mailbox:
    """Where the numbers of a morning letter are understood: those of that very letter."""
    local = encode(MorningAddress(due_id, member.id), head.key)
    return Mailbox(head.agency, f"{local}@{head.domain}")


def _letter(facts: Obeyed, member: Person, head: Letterhead, now: datetime) -> Letter:
    tongue = tongue_of(member, head, now)
    lost = len(facts.not_done) + len(facts.others)
    counted = (
        tongue.say_number("{number} line done", "{number} lines done", len(facts.done)),
        tongue.say_number("{number} not understood", "{number} not understood", lost),
    )
    said = [words for words, number in zip(counted, (len(facts.done), lost), strict=True) if number]
    first = next(iter((*facts.not_done, *facts.done, *facts.others)), "")
    letter = admin_letter("morning_answer", member, "", facts.answer_id, head, now)
    return replace(
        letter,
        subject=reply_subject(facts.subject),
        reply_to=answers_to(facts.due_id, member, head),
        in_reply_to=facts.message_id or None,
        references=(facts.message_id,) if facts.message_id else (),
        notices=facts.done,
        details={
            "not_done": "\n".join(facts.not_done),
            "others": "\n".join(facts.others),
            "of_draft": "yes" if facts.of_draft else "",
        },
        preheader=f"{tongue.joined(said)}. {first}",
        why="author",
        link=f"{head.public_url}/follow-ups/{facts.due_id}" if facts.of_draft else head.public_url,
    )
