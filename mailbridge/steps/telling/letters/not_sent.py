"""To a member: an answer that did not go to the client, why, and the two ways it does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.letters.notices import inside
from mailbridge.steps.telling.letters.post import Letterhead, tongue_of


def of_held(
    occasion: Occasion,
    reader: Person,
    words: Sequence[str],
    to: Sequence[str],
    head: Letterhead,
    now: datetime,
) -> Letter:
    """The answer says what stands inside; `words` are those of it, `to` who did not get it."""
    tongue = tongue_of(reader, head, now)
    why = tongue.say(
        "Your answer has not gone to {names}. These words of it stand in internal notes:",
        names=tongue.joined(to),
    )
    how = tongue.say(
        "Reply with #send to send it as it is. The button shows it again, and sends it as it is or "
        "without these words."
    )
    pre = tongue.say("It would tell the client what stands in internal notes")
    return _letter(occasion, reader, (why, how, pre), words, head, now)


def of_kept(
    occasion: Occasion, reader: Person, to: Sequence[str], head: Letterhead, now: datetime
) -> Letter:
    """The answer greets a client, and stayed inside because it answers an internal letter."""
    tongue = tongue_of(reader, head, now)
    why = tongue.say(
        "Your answer reads like a letter to the client, but it answers an internal letter and "
        "stayed inside: {names} did not get it.",
        names=tongue.joined(to),
    )
    how = tongue.say("Reply with #send, or press the button, and it goes out as it is.")
    pre = tongue.say("It answers an internal letter, so no client got it")
    return _letter(occasion, reader, (why, how, pre), (), head, now)


def _letter(
    occasion: Occasion,
    reader: Person,
    said: tuple[str, str, str],
    words: Sequence[str],
    head: Letterhead,
    now: datetime,
) -> Letter:
    post = occasion.post
    assert post is not None
    unique = message_id("n", (post.id, int(now.timestamp() * 1_000_000)), head.key, head.domain)
    letter = inside(occasion, reader, unique, head, now, None)
    why, how, pre = said
    return replace(
        letter,
        name="not_sent",
        notices=tuple(" ".join(one.split()) for one in words),
        details={"why": why, "how": how},
        why="author",
        link=f"{head.public_url}/posts/{post.id}/send",
        preheader=pre,
    )
