"""To a client: what we asked is not answered yet. Each of three reminders says a little more."""

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
    answer_link,
    client_from,
    tongue_of,
)
from mailbridge.steps.telling.letter_parts.question_lists import zones
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.letters.by_clock import conversation
from mailbridge.steps.telling.letters.by_clock.conversation import conversation_letter
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass

MOST = 20  # questions of one letter
LAST = 3  # reminder


@dataclass(frozen=True, slots=True)
class Reminded:
    """A client's open questions, the asker as the occasion's author. `step`: 1, 2 or 3; `ends`:
    until when an answer to the third is awaited; `also`: who decides there; `words`: what a member
    wrote instead of ours.
    """

    occasion: Occasion
    client: Person
    asked: tuple[Question, ...]
    step: int
    ends: datetime
    also: Person | None = None
    words: str = ""


def readers(facts: Reminded) -> Sequence[Reader]:
    """Who decides need not take part in the discussion: the project names them."""
    told = conversation.reader_of(facts.occasion, facts.client, "nudge")
    if facts.also is None or facts.also.id == facts.client.id:
        return told
    occasion = facts.occasion
    barred = recipients.unreachable(facts.also, occasion.own_addresses, occasion.blocked)
    return told if barred is not None else [*told, Reader(facts.also, "nudge", "participant")]


def compose(
    facts: Reminded, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Reminded, reader: Reader, letter: Letter) -> str:
    newest = max(question.id for question in facts.asked)
    return f"nudge:{newest}:{facts.step}:{reader.person.id}"


NUDGE = LetterKind("nudge", ("nudge",), readers, compose, once)


def _letter(facts: Reminded, client: Person, head: Letterhead, now: datetime) -> Letter:
    occasion, tongue = facts.occasion, tongue_of(client, head, now)
    assert occasion.author is not None
    numbers = (client.id, facts.asked[-1].id, facts.step)
    lines = [_line(question, facts, tongue) for question in facts.asked[:MOST]]
    intro = facts.words or tongue.say_number(
        "a short reminder: this question of ours is still open.",
        "a short reminder: {number} questions of ours are still open.",
        len(facts.asked),
    )
    return conversation_letter(
        "nudge",
        occasion,
        client,
        client_from(occasion, occasion.author, head),
        message_id("nudge", numbers, head.key, head.domain),
        head,
        now,
        author=occasion.author.called,
        notices=tuple(lines),
        details={
            "greeting": tongue.say("Hi {name},", name=client.called),
            "intro": intro,
            "default": _default(facts, tongue),
        },
        link=answer_link(client.id, occasion.discussion.id, head, now),
        preheader=lines[0],
    )


def _line(question: Question, facts: Reminded, tongue: Tongue) -> str:
    """From the second reminder on with its date, as the letter that asked said it or as one that
    has passed, and consequence; that of a single question the third says below.
    """
    said = [f"{tongue.say('Q{number}', number=question.number)}. {question.text}"]
    if facts.step > 1 and question.due is not None:
        due = meant(question.due, zones(facts.occasion))
        said.append(
            tongue.say("was due {due}", due=tongue.deadline(due))
            if due < tongue.now
            else tongue.say("by {due}", due=tongue.deadline(due))
        )
    is_below = facts.step == LAST and len(facts.asked) == 1
    if facts.step > 1 and question.consequence and not is_below:
        said.append(tongue.say("Otherwise: {consequence}", consequence=question.consequence))
    return " · ".join(said)


def _default(facts: Reminded, tongue: Tongue) -> str:
    """What we do without an answer, in the third."""
    if facts.step < LAST:
        return ""
    by = tongue.day(facts.ends)
    known = [asked.consequence for asked in facts.asked if asked.consequence]
    if known and len(facts.asked) == 1:
        return tongue.say("Without an answer by {by}: {consequence}", by=by, consequence=known[0])
    if known:
        return tongue.say("Without an answer by {by} we go on as it stands above.", by=by)
    return tongue.say("Without an answer by {by} we go on as we think best.", by=by)
