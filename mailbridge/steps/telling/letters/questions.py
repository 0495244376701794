"""A letter to the team about a client's questions: which are still open, which answer was none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailbridge.domain.discussion import Question
from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.letters.notices import inside
from mailbridge.steps.telling.letters.post import (
    Letterhead,
    clients_reached,
    question_link,
    reply_to,
    tongue_of,
)

MOST = 20  # questions of one letter


def of_open(
    occasion: Occasion,
    member: Person,
    asked: Sequence[Question],
    head: Letterhead,
    now: datetime,
) -> Letter:
    """To a member whose answer has just been taken in: what it leaves open, each with a link."""
    tongue = tongue_of(member, head, now)
    intro = tongue.say(
        "Your answer in “{topic}” is on its way. Not answered yet:",
        topic=occasion.discussion.subject or tongue.say("(no subject)"),
    )
    numbers = tongue.joined([str(one.number) for one in asked[:MOST]])
    pre = tongue.say("Still open: {numbers}", numbers=numbers)
    return _letter(occasion, member, (intro,), asked, pre, head, now)


def of_returned(
    occasion: Occasion,
    member: Person,
    asked: Question,
    words: str,
    head: Letterhead,
    now: datetime,
) -> Letter:
    """To a member: a client says that what was written does not answer their question."""
    tongue = tongue_of(member, head, now)
    who = occasion.author.called if occasion.author is not None else tongue.say("client")
    said = [tongue.say("{name} says that this was no answer yet:", name=who)]
    said += [tongue.say("{name} adds: “{words}”", name=who, words=words)] if words else []
    return _letter(occasion, member, tuple(said), [asked], said[0], head, now)


def _letter(
    occasion: Occasion,
    member: Person,
    notices: tuple[str, ...],
    asked: Sequence[Question],
    preheader: str,
    head: Letterhead,
    now: datetime,
) -> Letter:
    """Its answer goes to the client, as that to any letter about a client's words."""
    tongue = tongue_of(member, head, now)
    unique = message_id("q", (member.id, int(now.timestamp() * 1_000_000)), head.key, head.domain)
    names = {one.person.id: one.person.called for one in occasion.participants}
    lines = {
        tongue.say(
            "{name}'s Q{number} “{text}” is not answered yet.",
            name=names.get(one.asked_by, tongue.say("client")),
            number=one.number,
            text=one.text,
        ): question_link(member.id, one.id, head, now)
        for one in asked[:MOST]
    }
    return replace(
        inside(occasion, member, unique, head, now, None),
        name="questions",
        reply_to=reply_to(occasion, member, head, tongue),
        notices=notices,
        details=lines,
        goes_to=tuple(one.called for one in clients_reached(occasion)),
        why="author",
        preheader=preheader,
    )
