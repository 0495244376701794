"""To a client: what was done this week, what is planned, what moved, what waits for them. A member
has looked at it before.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from mailbridge.domain.follow_up.week import Week, WeekTask
from mailbridge.domain.letter import Asked, Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person, Project
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.letters.by_clock.morning import Told, answers_go, topics_of
from mailbridge.steps.telling.letters.by_clock.morning_head import morning_head
from mailbridge.steps.telling.words.dates_and_sizes import meant
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace

PARTS = ("done", "planned", "moved", "own")


@dataclass(frozen=True, slots=True)
class Weekly:
    """`asking`: the discussions in which something is asked of the client; `until`: the last day
    of the week; `words`: what a member wrote instead of our first sentences; `stop`: the page on
    which the client wants no more of them; `due_id`: the work that sends it.
    """

    client: Person
    project: Project
    author: Person
    week: Week
    asking: tuple[Told, ...]
    until: datetime
    words: str
    stop: str
    due_id: int


def readers(facts: Weekly) -> Sequence[Reader]:
    return (Reader(facts.client, "weekly", "participant"),)


def compose(
    facts: Weekly, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Weekly, reader: Reader, letter: Letter) -> str:
    return f"weekly:{facts.due_id}:{reader.person.id}"


WEEKLY = LetterKind("weekly", ("weekly",), readers, compose, once)


def _letter(facts: Weekly, client: Person, head: Letterhead, now: datetime) -> Letter:
    tongue = tongue_of(client, head, now)
    letters, topics = topics_of(facts.asking, client, head, now)
    asked = [ask for topic in topics for ask in topic.footer.questions if not ask.answered]
    only = facts.asking[0].occasion.discussion.id if len(facts.asking) == 1 else None
    project = f"{facts.project.key}@{head.domain}"
    answers, known_as = answers_go(facts.asking, letters, only, project, head)
    said = facts.words.strip() or " ".join(opening(facts.week, asked, tongue))
    return replace(
        _head(facts, client, answers, head, tongue),
        notices=tuple(line for line in said.split("\n") if line.strip()),
        topics=topics,
        details={
            "greeting": tongue.say("Hi {name},", name=client.called),
            "answered_topic": known_as,
            **sections(facts.week, tongue, (facts.project.rhythm.calendar.zone,)),
        },
        preheader=_preheader(asked, said, tongue),
    )


def _head(
    facts: Weekly, client: Person, answers: Mailbox, head: Letterhead, tongue: Tongue
) -> Letter:
    """In the name of who sent it; all reports of a project are one conversation for the client."""
    made = morning_head("weekly", "k", client, answers, head, tongue.now)
    first = message_id("weekly", (facts.project.id, client.id), head.key, head.domain)
    name, day = facts.author.called, tongue.day(facts.until)
    author = tongue.say("{name} ({agency})", name=name, agency=head.agency)
    return replace(
        made,
        from_=Mailbox(author, made.from_.address),
        subject=tongue.say("{project}: the week to {day}", project=facts.project.name, day=day),
        in_reply_to=first,
        references=(first,),
        author=facts.author.called,
        unsubscribe=facts.stop,
        project=facts.project.name,
    )


def opening(week: Week, asked: Sequence[Asked], tongue: Tongue) -> list[str]:
    """The week in a few sentences: only what the parts below say."""
    done, planned, moved = map(len, (week.done, week.planned, week.moved))
    waits = len(asked) + len(week.own)
    said = [
        tongue.say_number("{number} task was done.", "{number} tasks were done.", done),
        tongue.say_number("{number} task is planned.", "{number} tasks are planned.", planned),
        tongue.say_number(
            "{number} task is off schedule.", "{number} tasks are off schedule.", moved
        ),
        tongue.say_number("{number} thing waits for you.", "{number} things wait for you.", waits),
    ]
    numbers = (done, planned, moved, waits)
    told = [words for words, number in zip(said, numbers, strict=True) if number]
    return told if waits else [*told, tongue.say("Nothing is needed from you.")]


def sections(week: Week, tongue: Tongue, zones: Iterable[str]) -> dict[str, str]:
    """The lines of each of PARTS. `zones`: of those who set the dates."""
    around = (*zones, "UTC")
    return {
        part: "\n".join(line_of(task, tongue, around) for task in getattr(week, part))
        for part in PARTS
    }


def line_of(task: WeekTask, tongue: Tongue, zones: Sequence[str]) -> str:
    """A task with what is to be said of its date, and who does it."""
    title = " ".join(task.title.split())
    about = [*_dates(task, tongue, zones), *([] if task.by_client is not None else [task.by])]
    said = ", ".join(words for words in about if words)
    return f"{title} ({said})" if said else title


def _dates(task: WeekTask, tongue: Tongue, zones: Sequence[str]) -> list[str]:
    if task.done is not None:
        return [tongue.day(task.done)]
    if task.due is None:
        return [tongue.say("in work")] if task.in_work else []
    due = meant(task.due, zones)
    day = tongue.deadline(due)
    if due < tongue.now:
        return [tongue.say("was due {due}; a new date follows", due=day)]
    if task.was_due is not None:
        noon = datetime(
            task.was_due.year, task.was_due.month, task.was_due.day, 12, tzinfo=due.tzinfo
        )
        before = tongue.day(noon)
        return [tongue.say("was {before}, now {due}", before=before, due=day)]
    return [tongue.say("by {due}", due=day)]


def _preheader(asked: Sequence[Asked], said: str, tongue: Tongue) -> str:
    if not asked:
        return said.split("\n")[0]
    return tongue.say_number("{number} question for you", "{number} questions for you", len(asked))
