"""Samples of letters that come by the day and by the week."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from mailbridge.domain.follow_up.morning import Line, Morning, Offer, Offered, Yesterday
from mailbridge.domain.follow_up.week import Week, WeekTask
from mailbridge.domain.occasion import Occasion
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letters.by_clock import daily, morning, morning_answer
from mailbridge.steps.telling.letters.by_clock.morning import Told
from mailbridge.steps.telling.letters.by_clock.weekly import WEEKLY, Weekly
from mailbridge.steps.telling.letters.by_clock.weekly_drafted import (
    WEEKLY_DRAFTED,
    Drafted,
    ToRead,
)
from mailbridge.steps.telling.samples.given import FRIDAY
from mailbridge.steps.telling.samples.people import ANNA, DISCUSSION, IGOR, MARIA, NOW, TOM
from mailbridge.values import replace

_PLACE = DISCUSSION.id
_LATER = FRIDAY + timedelta(days=5)
_DONE = WeekTask("Opening hours updated", _PLACE, ANNA.called, done=NOW - timedelta(days=1))
_SLOW = WeekTask("Photo gallery", _PLACE, due=_LATER, was_due=NOW.date())
WEEK = Week(
    (_DONE, WeekTask("Menu page built", _PLACE, IGOR.called, done=NOW)),
    (
        WeekTask("Contact page", _PLACE, IGOR.called, due=FRIDAY),
        WeekTask("Texts for search", _PLACE, in_work=True),
    ),
    (WeekTask("Map", _PLACE, ANNA.called, due=NOW - timedelta(days=2)), _SLOW),
    (WeekTask("Send the price list", _PLACE, MARIA.called, MARIA.id, due=FRIDAY),),
)


def digests(occasion: Occasion, task_id: int) -> Iterator[tuple[str, LetterKind[Any], Any]]:
    """Of members and of clients. `occasion`: where something is asked; `task_id`: a task there."""
    yield from _mornings(occasion, task_id)
    yield from _weeks(occasion)


def _mornings(occasion: Occasion, task_id: int) -> Iterator[tuple[str, LetterKind[Any], Any]]:
    line = Line("Bloom", "New menu page", 7, NOW - timedelta(hours=5), FRIDAY)
    talk, work = replace(line, post_id=10), replace(line, until=None, task_id=task_id)
    talk = replace(talk, offer=Offer(Offered.HOLDING, 4, NOW))
    asked = replace(line, offer=Offer(Offered.NUDGE, 5, FRIDAY))
    close = replace(line, until=None, offer=Offer(Offered.CLOSING, 6, NOW))
    past = (Yesterday("Bloom", 3, 1),)
    full = Morning((talk,), (work, work), (work,), past, (asked,), (close,))
    for told_of in (full, Morning(yesterday=(Yesterday("Bloom", 1),))):
        member = daily.Daily(IGOR, told_of, "https://mb.agency.test/me/abc", NOW.date(), 7)
        yield f"{told_of is full}", daily.DAILY, member
    told = morning.Told(occasion, (10,))
    for topics, answered in (((told, replace(told, posts=())), None), ((told,), DISCUSSION.id)):
        address, own = "abcdefghjkmnpqrst@in.agency.test", "https://mb.agency.test/me/abc"
        facts = morning.ClientMorning(MARIA, topics, answered, address, own, NOW.date())
        yield f"{len(topics)}", morning.CLIENT_MORNING, facts
    for done, others in ((("1. Menu page: it is yours now",), ()), ((), ("when is it?",))):
        not_done = ("9. That letter has no line of this number.",) if others else ()
        answer = ("Re: Monday, 23 November", "m@agency.test", done, not_done, others)
        obeyed = morning_answer.Obeyed(IGOR, 8, 7, *answer)
        yield f"{len(done)}", morning_answer.MORNING_ANSWER, obeyed


def _weeks(occasion: Occasion) -> Iterator[tuple[str, LetterKind[Any], Any]]:
    stop = "https://mb.agency.test/me/abc?stop=weekly"
    asking = (Told(occasion),)
    for week, topics, words in (
        (WEEK, asking, ""),
        (WEEK, (*asking, *asking), "A good week.\n\nThe map waits for the surveyor."),
        (Week(done=(_DONE,)), (), ""),
    ):
        facts = Weekly(MARIA, occasion.project, ANNA, week, topics, NOW, words, stop, 7)
        yield f"{len(topics)}", WEEKLY, facts
    reports = (ToRead(MARIA, WEEK, 2), ToRead(TOM, Week(planned=WEEK.planned), 0))
    for left_out in (("Talk about the invoice",), ()):
        drafted = Drafted((ANNA,), occasion.project, reports, left_out, NOW, 7)
        yield f"{len(left_out)}", WEEKLY_DRAFTED, drafted
