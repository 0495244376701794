"""What the morning letters of members and of clients have in common."""

from datetime import datetime

from mailbridge.domain.letter import Letter, Stream
from mailbridge.domain.message import Mailbox
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, tongue_of
from mailbridge.steps.telling.letter_parts.office_letter import office
from mailbridge.steps.telling.letter_parts.threading_fields import message_id


def morning_head(
    name: str, sign: str, person: Person, answers: Mailbox, head: Letterhead, now: datetime
) -> Letter:
    """The letter before it says anything. `sign`: of its message id; `answers`: where they go."""
    return Letter(
        name=name,
        language=tongue_of(person, head, now).language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),),
        cc=(),
        from_=office(head, Stream.DIGEST),
        reply_to=answers,
        subject="",
        message_id=message_id(sign, (person.id, int(now.timestamp())), head.key, head.domain),
        reader=person.called,
        auto_submitted="auto-generated",
        date=now,
        agency=head.agency,
        stream=Stream.DIGEST,
    )
