"""A letter to the team about a client's questions: which are still open, which answer was none."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.discussion import Question
from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import (
    Letterhead,
    question_link,
    reply_to,
    tongue_of,
)
from mailbridge.steps.telling.letter_parts.office_letter import inside_letter
from mailbridge.steps.telling.letter_parts.reach import reach
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace

MOST = 20  # questions of one letter


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A client's questions that are not answered yet.

    `member`: whose answer, the post `post_id`, has just left them open; None: a client says that
    what was written, with these `words`, answers nothing, and the team is told.
    """

    occasion: Occasion
    asked: tuple[Question, ...]
    member: Person | None = None
    post_id: int | None = None
    words: str = ""


def readers(facts: Unanswered) -> Sequence[Reader]:
    if facts.member is not None:
        return recipients.one_member(facts.occasion, facts.member, "questions")
    team = recipients.of_question(facts.occasion)
    return [Reader(person, "questions", "member") for person in team]


def compose(
    facts: Unanswered, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Unanswered, reader: Reader, letter: Letter) -> str:
    """What an answer leaves open is told once; each return of a question is another letter."""
    if facts.member is not None:
        return f"open:{facts.post_id}:{reader.person.id}"
    at = letter.date.isoformat() if letter.date is not None else ""
    return f"returned:{facts.asked[0].id}:{at}:{reader.person.id}"


QUESTIONS = LetterKind("questions", ("questions",), readers, compose, once)


def _left_open(facts: Unanswered, tongue: Tongue) -> tuple[tuple[str, ...], str]:
    """Its sentences and its preheader."""
    intro = tongue.say(
        "Your answer in “{topic}” is on its way. Not answered yet:",
        topic=facts.occasion.discussion.subject or tongue.say("(no subject)"),
    )
    numbers = tongue.joined([str(question.number) for question in facts.asked[:MOST]])
    return (intro,), tongue.say("Still open: {numbers}", numbers=numbers)


def _returned(facts: Unanswered, tongue: Tongue) -> tuple[tuple[str, ...], str]:
    author = facts.occasion.author
    who = author.called if author is not None else tongue.say("client")
    said = [tongue.say("{name} says that this was no answer yet:", name=who)]
    if facts.words:
        said.append(tongue.say("{name} adds: “{words}”", name=who, words=facts.words))
    return tuple(said), said[0]


def _letter(facts: Unanswered, member: Person, head: Letterhead, now: datetime) -> Letter:
    """Its answer goes to the client, as that to any letter about a client's words."""
    occasion, tongue = facts.occasion, tongue_of(member, head, now)
    told = _left_open(facts, tongue) if facts.member is not None else _returned(facts, tongue)
    unique = message_id("q", (member.id, int(now.timestamp() * 1_000_000)), head.key, head.domain)
    names = {
        participant.person.id: participant.person.called for participant in occasion.participants
    }
    lines = {
        tongue.say(
            "{name}'s Q{number} “{text}” is not answered yet.",
            name=names.get(question.asked_by, tongue.say("client")),
            number=question.number,
            text=question.text,
        ): question_link(member.id, question.id, head, now)
        for question in facts.asked[:MOST]
    }
    return replace(
        inside_letter("questions", occasion, member, unique, head, now, None),
        reply_to=reply_to(occasion, member, head, tongue),
        notices=told[0],
        details=lines,
        goes_to=reach(occasion, tongue).goes_to,
        why="author",
        preheader=told[1],
    )
