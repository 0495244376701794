"""To a client: the one question, how likely they are to recommend the agency."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.address import SurveyAddress, encode
from mailbridge.domain.follow_up.survey import HIGHEST, LOWEST, Survey
from mailbridge.domain.letter import Letter, Stream
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Reader
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, sign
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import office
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class ToAsk:
    """`again`: they were asked some days ago, and have not answered."""

    survey: Survey
    person: Person
    project: str
    again: bool = False


def survey_page(survey_id: int, head: Letterhead) -> str:
    """The page on which a person answers, without a login."""
    return f"{head.public_url}/survey/{sign(Purpose.SURVEY, (survey_id,), head.key)}"


def readers(facts: ToAsk) -> Sequence[Reader]:
    return (Reader(facts.person, "survey", "asked"),)


def compose(
    facts: ToAsk, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    return [_letter(facts, reader.person, head, now) for reader in readers]


def once(facts: ToAsk, reader: Reader, letter: Letter) -> str:
    return f"survey:{facts.survey.id}:{'again' if facts.again else 'first'}"


SURVEY = LetterKind("survey", ("survey",), readers, compose, once)


def _letter(facts: ToAsk, person: Person, head: Letterhead, now: datetime) -> Letter:
    tongue, page = tongue_of(person, head, now), survey_page(facts.survey.id, head)
    answers = encode(SurveyAddress(facts.survey.id), head.key)
    first = message_id("survey", (facts.survey.id, 0), head.key, head.domain)
    unique = message_id("survey", (facts.survey.id, 1), head.key, head.domain)
    subject = tongue.say("One question about working with {agency}", agency=head.agency)
    return Letter(
        name="survey",
        language=tongue.language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),),
        cc=(),
        from_=office(head, Stream.DIGEST),
        reply_to=Mailbox(head.agency, f"{answers}@{head.domain}"),
        subject=f"Re: {subject}" if facts.again else subject,
        message_id=unique if facts.again else first,
        reader=person.called,
        in_reply_to=first if facts.again else None,
        references=(first,) if facts.again else (),
        unsubscribe=page,
        auto_submitted="auto-generated",
        why="survey",
        link=page,
        details={str(number): f"{page}?score={number}" for number in range(LOWEST, HIGHEST + 1)},
        date=now,
        project=facts.project,
        agency=head.agency,
        preheader=tongue.say("From 0 to 10: click a number, or reply with it"),
        stream=Stream.DIGEST,
    )
