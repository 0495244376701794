"""To a member: a project's weekly report as its clients would read it; one press, or the answer
“ok”, sends it.
"""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.follow_up.week import Week, WeekTask
from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person, Project
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letters.by_clock.morning_answer import answers_to
from mailbridge.steps.telling.letters.by_clock.morning_head import morning_head
from mailbridge.steps.telling.letters.by_clock.weekly import PARTS, line_of
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace

MOST_LEFT_OUT = 12


@dataclass(frozen=True, slots=True)
class ToRead:
    """What one client would read, and how much is asked of them."""

    client: Person
    week: Week
    questions: int


@dataclass(frozen=True, slots=True)
class Drafted:
    """`left_out`: titles of tasks that no client reads of; `until`: the day that the week ends
    with; `due_id`: the work that sends the report.
    """

    members: tuple[Person, ...]
    project: Project
    reports: tuple[ToRead, ...]
    left_out: tuple[str, ...]
    until: datetime
    due_id: int


def readers(facts: Drafted) -> Sequence[Reader]:
    return [Reader(member, "weekly_drafted", "member") for member in facts.members]


def compose(
    facts: Drafted, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Drafted, reader: Reader, letter: Letter) -> str:
    return f"weekly_drafted:{facts.due_id}:{reader.person.id}"


WEEKLY_DRAFTED = LetterKind("weekly_drafted", ("weekly_drafted",), readers, compose, once)


def _letter(facts: Drafted, member: Person, head: Letterhead, now: datetime) -> Letter:
    tongue = tongue_of(member, head, now)
    day = tongue.day(facts.until)
    named = tongue.say("{project}: the week to {day}", project=facts.project.name, day=day)
    return replace(
        morning_head(
            "weekly_drafted", "h", member, answers_to(facts.due_id, member, head), head, now
        ),
        subject=tongue.say("Draft of “{report}”", report=named),
        why="member",
        project=facts.project.name,
        link=f"{head.public_url}/follow-ups/{facts.due_id}",
        notices=tuple(_who(report, tongue) for report in facts.reports),
        details={
            **_sections(facts, tongue),
            "left_out": "\n".join(facts.left_out[:MOST_LEFT_OUT]),
        },
        preheader=tongue.say("It leaves when you say so."),
    )


def _who(report: ToRead, tongue: Tongue) -> str:
    asked = tongue.say_number("{number} question", "{number} questions", report.questions)
    name = report.client.called
    return tongue.say("{name}: {words}", name=name, words=asked) if report.questions else name


def _sections(facts: Drafted, tongue: Tongue) -> dict[str, str]:
    """The lines that any client reads, each with who reads it where not all of them do."""
    zones = (facts.project.rhythm.calendar.zone, "UTC")
    return {
        part: "\n".join(
            _line(task, part, facts.reports, tongue, zones) for task in _all_of(facts, part)
        )
        for part in PARTS
    }


def _all_of(facts: Drafted, part: str) -> Sequence[WeekTask]:
    told = (task for report in facts.reports for task in getattr(report.week, part))
    return tuple(dict.fromkeys(told))


def _line(
    task: WeekTask, part: str, reports: Sequence[ToRead], tongue: Tongue, zones: Sequence[str]
) -> str:
    names = [report.client.called for report in reports if task in getattr(report.week, part)]
    line = line_of(task, tongue, zones)
    if len(names) == len(reports):
        return line
    return tongue.say("{line}: only {names}", line=line, names=tongue.joined(names))
