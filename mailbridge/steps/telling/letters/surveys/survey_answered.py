"""To those who have to know: what a client answered to the one question."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.follow_up.survey import Group, Survey, group_of
from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import admin_letter
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Answered:
    """`told`: admins, and the member who wrote to the client last; `call_by`: until when somebody
    has promised to call; None: nobody has to.
    """

    survey: Survey
    client: Person
    project: str
    told: tuple[Person, ...]
    call_by: datetime | None = None


def readers(facts: Answered) -> Sequence[Reader]:
    return [Reader(person, "survey_answered", "survey") for person in facts.told]


def compose(
    facts: Answered, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: Answered, reader: Reader, letter: Letter) -> str:
    """Once a day for as many points, without words and with: nobody who has the link sends letters
    without end by it.
    """
    survey = facts.survey
    day = survey.answered.date().isoformat() if survey.answered is not None else ""
    said = f"{survey.score}:{'words' if survey.words else ''}"
    return f"survey-answered:{survey.id}:{day}:{said}:{reader.person.id}"


SURVEY_ANSWERED = LetterKind("survey_answered", ("survey_answered",), readers, compose, once)


def _letter(facts: Answered, person: Person, head: Letterhead, now: datetime) -> Letter:
    tongue, score = tongue_of(person, head, now), facts.survey.score
    subject = (
        tongue.say(
            "{name} of “{project}” gives {score} of 10",
            name=facts.client.called,
            project=facts.project,
            score=score,
        )
        if score is not None
        else tongue.say(
            "{name} of “{project}” wrote about working with us",
            name=facts.client.called,
            project=facts.project,
        )
    )
    at = facts.survey.answered or now
    letter = admin_letter(
        "survey_answered", person, subject, int(at.timestamp() * 1_000_000), head, now
    )
    words = facts.survey.words.strip()
    return replace(
        letter,
        subject=subject,
        notices=_asked_of(facts, tongue),
        details={"words": words, "address": facts.client.address},
        link=f"{head.public_url}/surveys",
        project=facts.project,
        preheader=(" ".join(words.split())[:120] or subject),
        why="survey",
    )


def _asked_of(facts: Answered, tongue: Tongue) -> tuple[str, ...]:
    score = facts.survey.score
    if facts.call_by is not None:
        when = tongue.moment(facts.call_by)
        return (
            tongue.say("Please call {name} by {when}.", name=facts.client.called, when=when),
            tongue.say("A call within two days keeps most of those who are unhappy."),
        )
    if score is not None and group_of(score) is Group.PASSIVE:
        return (tongue.say("They were asked what would make it a ten."),)
    return ()
