"""To a member: an answer in their name that nobody could prove, why, and the link that sends it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.letters.notices import inside
from mailbridge.steps.telling.letters.post import Letterhead, tongue_of
from mailbridge.steps.telling.words.tongue import Tongue

EXCERPT = 300  # characters of the answer: enough to see whose words they are


def of_answer(
    occasion: Occasion,
    member: Person,
    to: Sequence[Person],
    words: str,
    link: str,
    head: Letterhead,
    now: datetime,
    shown: bool = False,
) -> Letter:
    """`to` are the clients who did not get it; `shown`: it came to a reply address of the member's
    that others saw.
    """
    post = occasion.post
    assert post is not None
    tongue = tongue_of(member, head, now)
    letter = inside(
        occasion, member, message_id("p", (post.id,), head.key, head.domain), head, now, None
    )
    why = _why_shown(tongue) if shown else _why(tongue)
    details = {
        "why": f"{_outcome(to, letter.thread_topic, tongue)} {why}",
        "words": " ".join(words.split())[:EXCERPT],
    }
    pre = tongue.say("Nothing proves that you wrote it; one click sends it")
    return replace(letter, name="unproven", details=details, why="author", link=link, preheader=pre)


def _outcome(to: Sequence[Person], topic: str, tongue: Tongue) -> str:
    if not to:
        return tongue.say(
            "Your letter “{topic}” is shown to the team, and nothing in it was done.", topic=topic
        )
    return tongue.say(
        "Your answer in “{topic}” has not gone to {names}.",
        topic=topic,
        names=tongue.joined([one.called for one in to]),
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
