"""Letters of the installation itself: no person wrote them, and a machine says so."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from mailbridge.domain.letter import Letter, Stream
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letterhead import (
    Letterhead,
    discussion_link,
    list_id,
    reply_to,
    tongue_of,
    unsubscribe,
)
from mailbridge.steps.telling.letter_parts.threading_fields import (
    message_id,
    references,
    reply_subject,
    thread_index,
)
from mailbridge.steps.text.base_subject import spoken


def office(head: Letterhead, stream: Stream = Stream.CONVERSATION) -> Mailbox:
    """The mailbox that letters of the installation itself come from."""
    digests = head.digest_domain if stream is Stream.DIGEST else ""
    return Mailbox(
        "mailbridge" if head.agency == "mailbridge" else f"{head.agency} (mailbridge)",
        f"postmaster@{digests or head.domain}",
    )


def address_page(alias: str, head: Letterhead) -> str:
    """Where an admin looks after an address that people know: its steps and its test."""
    return f"{head.public_url}/addresses/{quote(alias, safe='@')}"


def to_admins(admins: Sequence[Person], name: str) -> Sequence[Reader]:
    """Each admin is a reader, for the same reason."""
    return [Reader(person, name, "admin") for person in admins]


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


def inside_letter(
    name: str,
    occasion: Occasion,
    person: Person,
    unique: str,
    head: Letterhead,
    now: datetime,
    post_id: int | None,
) -> Letter:
    """What these letters to the team have in common. Answers to them stay inside."""
    discussion = occasion.discussion
    ids = references(occasion.earlier, to_team=True)
    subject = reply_subject(spoken(discussion.subject))
    tongue = tongue_of(person, head, now)
    return Letter(
        name=name,
        language=tongue.language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),),
        cc=(),
        from_=office(head),
        reply_to=reply_to(occasion, person, head, tongue, inside=True),
        subject=subject,
        message_id=unique,
        reader=person.called,
        in_reply_to=ids[-1] if ids else None,
        references=ids,
        thread_topic=subject.removeprefix("Re: ") or tongue.say("(no subject)"),
        thread_index=thread_index(discussion, now, head.key, first=False),
        list_id=list_id(occasion, head),
        unsubscribe=unsubscribe(person.id, discussion.id, head),
        auto_submitted="auto-generated",
        post_id=post_id,
        link=discussion_link(discussion.id, head),
        date=now,
        project=occasion.project.name,
        agency=head.agency,
    )


def link_letter(
    name: str,
    kind: str,
    words: tuple[str, str],
    person: Person,
    link: str,
    number: int,
    head: Letterhead,
    now: datetime,
) -> Letter:
    """`words` are its subject and its preheader."""
    tongue = tongue_of(person, head, now)
    return Letter(
        name=name,
        language=tongue.language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),),
        cc=(),
        from_=office(head),
        reply_to=None,
        subject=tongue.say(words[0]),
        message_id=message_id(kind, (person.id, number), head.key, head.domain),
        reader=person.called,
        auto_submitted="auto-generated",
        link=link,
        date=now,
        agency=head.agency,
        preheader=tongue.say(words[1]),
    )
