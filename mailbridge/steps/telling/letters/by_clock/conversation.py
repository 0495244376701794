"""Letters to one client inside a conversation, about no new post: acknowledgements, reminders,
tasks.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Earlier, Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.letterhead import (
    Letterhead,
    reply_to,
    tongue_of,
    unsubscribe,
)
from mailbridge.steps.telling.letter_parts.threading_fields import (
    references,
    reply_subject,
    thread_index,
)
from mailbridge.steps.text.base_subject import spoken
from mailbridge.values import replace


def conversation_letter(
    name: str,
    occasion: Occasion,
    client: Person,
    from_: Mailbox,
    unique: str,
    head: Letterhead,
    now: datetime,
    **more: Any,
) -> Letter:
    """`name` is the template, `unique` the Message-ID; `more`: further fields of a Letter."""
    outside, tongue = occasion.as_seen_outside(), tongue_of(client, head, now)
    seen = seen_by(outside, client)
    subject = reply_subject(spoken(outside.topic or outside.discussion.subject))
    ids = references(seen, to_team=False)
    return Letter(
        name=name,
        language=tongue.language,
        time_zone=client.time_zone,
        to=(Mailbox(client.name, client.address),),
        cc=(),
        from_=from_,
        reply_to=reply_to(outside, client, head, tongue),
        subject=subject,
        message_id=unique,
        reader=client.called,
        in_reply_to=ids[-1] if ids else None,
        references=ids,
        thread_topic=subject.removeprefix("Re: "),
        thread_index=thread_index(outside.discussion, now, head.key, first=not seen),
        unsubscribe=unsubscribe(client.id, outside.discussion.id, head),
        date=now,
        project=outside.project.name,
        agency=head.agency,
        **more,
    )


def reader_of(occasion: Occasion, client: Person, name: str) -> Sequence[Reader]:
    """The client as a reader, with the time zone that is given, unless no letter may go there."""
    told = recipients.one_client(occasion, client, name)
    zone = client.time_zone
    return [replace(reader, person=replace(reader.person, time_zone=zone)) for reader in told]


def seen_by(occasion: Occasion, client: Person) -> list[Earlier]:
    """The posts before this one that the client wrote, or that were meant for them."""
    return [
        earlier
        for earlier in occasion.earlier
        if not earlier.internal and (earlier.author_id == client.id or client.id in earlier.heard)
    ]
