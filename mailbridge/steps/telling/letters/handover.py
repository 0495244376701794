"""The letter to who looks after a discussion from now on: its whole story. Answers stay inside."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.discussion import QuestionState
from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Posed, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.footer import footer
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class HandedOver:
    """`promised`: until when the client was promised an answer; `files`: those of all posts."""

    occasion: Occasion
    to: Person
    promised: datetime | None = None
    files: tuple[tuple[str, int], ...] = ()


def readers(facts: HandedOver) -> Sequence[Reader]:
    return recipients.one_member(facts.occasion, facts.to, "handover")


def compose(
    facts: HandedOver, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: HandedOver, reader: Reader, letter: Letter) -> str:
    """Each time it is given to somebody, they are told."""
    return f"handover:{letter.message_id}"


HANDOVER = LetterKind("handover", ("handover",), readers, compose, once)


def _letter(facts: HandedOver, member: Person, head: Letterhead, now: datetime) -> Letter:
    occasion, tongue = facts.occasion, tongue_of(member, head, now)
    numbers = (occasion.discussion.id, member.id, int(now.timestamp() * 1_000_000))
    unique = message_id("h", numbers, head.key, head.domain)
    letter = inside_letter("handover", occasion, member, unique, head, now, None)
    below = footer(occasion, member, letter.thread_topic, head.agency, tongue)
    actor = occasion.author.called if occasion.author is not None else "mailbridge"
    said = tongue.say("{name} gave it to you: you look after it from now on.", name=actor)
    return replace(
        letter,
        notices=(said, *_promise(facts, tongue)),
        earlier=tuple(before.id for before in reversed(occasion.earlier)),
        footer=replace(below, questions=()),
        details={
            "asked": "\n".join(_asked(occasion, "client", tongue)),
            "asked_us": "\n".join(_asked(occasion, "team", tongue)),
            "files": "\n".join(
                tongue.say("{name} ({size})", name=name, size=tongue.size(octets))
                for name, octets in facts.files
            ),
        },
        why="assignee",
        author=actor,
        preheader=tongue.say("{name} gave “{topic}” to you", name=actor, topic=letter.thread_topic),
    )


def _promise(facts: HandedOver, tongue: Tongue) -> list[str]:
    if facts.promised is None:
        return []
    when = tongue.moment(facts.promised)
    return [tongue.say("The client was promised an answer by {when}.", when=when)]


def _asked(occasion: Occasion, side: str, tongue: Tongue) -> list[str]:
    """The open questions to a side, each with its date."""
    return [
        _question(posed, tongue)
        for posed in occasion.posed
        if posed.question.side == side
        and posed.question.state in (QuestionState.OPEN, QuestionState.PERHAPS)
    ]


def _question(posed: Posed, tongue: Tongue) -> str:
    question = posed.question
    said = f"{tongue.say('Q{number}', number=question.number)}. {question.text}"
    if question.due is None:
        return said
    return f"{said} ({tongue.say('by {due}', due=tongue.deadline(question.due))})"
