"""What all letters to admins have in common: they come from the installation, answer nobody, and
say that a machine wrote them.
"""

from datetime import datetime
from typing import Any

from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.threading_fields import message_id
from mailbridge.steps.telling.letters.post import Letterhead


def office(head: Letterhead) -> Mailbox:
    return Mailbox(
        "mailbridge" if head.agency == "mailbridge" else f"{head.agency} (mailbridge)",
        f"postmaster@{head.domain}",
    )


def admin_letter(
    name: str,
    person: Person,
    subject: str,
    number: int,
    head: Letterhead,
    now: datetime,
    **more: Any,
) -> Letter:
    """`name` is the template; `number` makes the Message-ID unique among those of this name;
    `more`: fields of a Letter.
    """
    return Letter(
        name=name,
        language=head.words.of(person.language).language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),),
        cc=(),
        from_=office(head),
        reply_to=None,
        subject=f"[mailbridge] {subject}",
        message_id=message_id(name.replace("_", "-"), (person.id, number), head.key, head.domain),
        reader=person.called,
        auto_submitted="auto-generated",
        why="admin",
        date=now,
        agency=head.agency,
        **more,
    )
