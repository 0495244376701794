"""A member's morning letter: what they must do first, then what others did."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import count

from mailbridge.domain.follow_up.morning import Line, Morning, Offer, Offered
from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import (
    ABOUT_POST,
    ABOUT_TASK,
    Letterhead,
    acts_link,
    discussion_link,
    tongue_of,
)
from mailbridge.steps.telling.letters.by_clock.morning_answer import answers_to
from mailbridge.steps.telling.letters.by_clock.morning_head import morning_head
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.steps.text.base_subject import spoken
from mailbridge.values import dataclass, replace

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """`stop`: the page on which the member wants no more of them; `day`: theirs; `due_id`: the
    work that writes it.
    """

    member: Person
    morning: Morning
    stop: str
    day: date
    due_id: int


def readers(facts: Daily) -> Sequence[Reader]:
    return (Reader(facts.member, "daily", "member"),)


def compose(
    facts: Daily, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Daily, reader: Reader, letter: Letter) -> str:
    """One each day."""
    return f"daily:{reader.person.id}:{facts.day}"


DAILY = LetterKind("daily", ("daily",), readers, compose, once)


def _letter(facts: Daily, member: Person, head: Letterhead, now: datetime) -> Letter:
    tongue, morning = tongue_of(member, head, now), facts.morning
    counted = tongue.joined(_counts(morning, tongue)) or tongue.say("nothing is late")
    answers = answers_to(facts.due_id, member, head)
    return replace(
        morning_head("daily", "d", member, answers, head, now),
        subject=f"{tongue.day(now)}: {counted}",
        why="daily",
        link=head.public_url,
        unsubscribe=facts.stop,
        details=_sections(morning, member, head, tongue),
        preheader=_first(morning, tongue),
    )


def _counts(morning: Morning, tongue: Tongue) -> list[str]:
    late, today, clients = map(len, (morning.late, morning.today, morning.answer))
    said = (
        (late, tongue.say_number("{number} late", "{number} late", late)),
        (today, tongue.say_number("{number} due today", "{number} due today", today)),
        (
            clients,
            tongue.say_number("{number} client waiting", "{number} clients waiting", clients),
        ),
    )
    return [words for number, words in said if number]


def _first(morning: Morning, tongue: Tongue) -> str:
    """The first thing to do, else what happened."""
    for line in (*morning.answer, *morning.late, *morning.today):
        return f"{line.project}: {spoken(line.title)}"
    for past in morning.yesterday:
        return f"{past.project}: {tongue.joined(_happened(past.posts, past.done, tongue))}"
    return ""


def _act(line: Line, how: str, member: Person, head: Letterhead, now: datetime) -> str:
    """The page with one button that takes the discussion, or finishes the task; "" for neither."""
    if line.task_id is not None:
        return f"{acts_link(member.id, ABOUT_TASK, line.task_id, head, now)}/done"
    if line.post_id is not None and how == "waits":
        return f"{acts_link(member.id, ABOUT_POST, line.post_id, head, now)}/take"
    return ""


def _sections(morning: Morning, member: Person, head: Letterhead, tongue: Tongue) -> dict[str, str]:
    """Each section's lines: what it says, where it leads, the link that acts, and what the answer
    "yes" does, with tabs between. They are numbered as in `Morning.numbered`.
    """
    numbers = count(1)

    def lines(of: Iterable[Line], said: str) -> str:
        return "\n".join(
            "\t".join(
                (
                    f"{number}. {_said(line, said, tongue)}",
                    discussion_link(line.discussion_id, head),
                    _act(line, said, member, head, tongue.now),
                    _offered(line.offer, number, tongue),
                )
            )
            for line, number in zip(of, numbers, strict=False)
        )

    happened = (
        f"{past.project}: {', '.join(_happened(past.posts, past.done, tongue))}\t\t\t"
        for past in morning.yesterday
    )
    return {
        "answer": lines(morning.answer, "waits"),
        "late": lines(morning.late, "late"),
        "today": lines(morning.today, ""),
        "close": lines(morning.to_close, "since"),
        "yesterday": "\n".join(happened),
        "waiting": lines(morning.waiting, "since"),
        "numbered": "yes" if morning.numbered else "",
    }


_OFFERED = {
    Offered.HOLDING: sentence("A letter with a new time is ready: “{number} yes” sends it"),
    Offered.CLOSING: sentence("A closing letter is ready: “{number} yes” sends it"),
    Offered.NEW_DATE: sentence("New dates for its tasks are ready: “{number} yes” sets them"),
    Offered.NUDGE: sentence("A reminder leaves {when}: “{number} hold” keeps it back"),
}


def _offered(offer: Offer | None, number: int, tongue: Tongue) -> str:
    if offer is None:
        return ""
    return tongue.say(_OFFERED[offer.what], number=number, when=tongue.moment(offer.at))


def _happened(posts: int, done: int, tongue: Tongue) -> list[str]:
    said = (
        tongue.say_number("{number} message", "{number} messages", posts) if posts else "",
        tongue.say_number("{number} task done", "{number} tasks done", done) if done else "",
    )
    return [words for words in said if words]


def _said(line: Line, how: str, tongue: Tongue) -> str:
    title = " ".join((spoken(line.title) or tongue.say("(no subject)")).split())
    said = f"{line.project}: {title}"
    if line.since is None or not how:
        return said
    if how == "since":
        return f"{said} ({tongue.say('since {day}', day=tongue.day(line.since))})"
    gone = _span(tongue.now - line.since, tongue)
    if how == "late":
        return f"{said} ({gone})"
    waits = tongue.say("waits {span}", span=gone)
    if line.until is None:
        return f"{said} ({waits})"
    promised = tongue.say("promised by {when}", when=tongue.moment(line.until))
    return f"{said} ({waits}, {promised})"


def _span(gone: timedelta, tongue: Tongue) -> str:
    if gone < DAY:
        return tongue.say_number("{number} hour", "{number} hours", max(gone // HOUR, 1))
    return tongue.say_number("{number} day", "{number} days", gone // DAY)
