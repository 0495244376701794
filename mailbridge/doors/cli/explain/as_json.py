"""A reading as the JSON object that `explain --json` promises."""

from datetime import date, datetime

from mailbridge.domain.message import (
    Attachment,
    Bounce,
    Forwarded,
    Hop,
    Invitation,
    Mailbox,
    Message,
    Reaction,
    Reading,
)

NO_SUBJECT = "(no subject)"
JsonObject = dict[str, object]


def explained(path: str, index: int, reading: Reading) -> JsonObject:
    """The object of one message; `path` and `index` say where it lay."""
    return {"path": path, "index": index} | _headers(reading) | _body(reading)


def _headers(reading: Reading) -> JsonObject:
    message = reading.message
    return {
        "message_id": message.message_id,
        "subject": message.subject or NO_SUBJECT,
        "base_subject": reading.base_subject,
        "from": _mailbox(message.author) or _named(message, "From"),
        "reply_to": _mailboxes(message.reply_to),
        "to": _mailboxes(message.to) or [mailbox for mailbox in [_named(message, "To")] if mailbox],
        "cc": _mailboxes(message.cc),
        "date": _moment(message.date),
        "in_reply_to": list(message.in_reply_to),
        "references": list(message.references),
        "kind": str(reading.kind),
        "bounce": _bounce(reading.bounce),
    }


def _body(reading: Reading) -> JsonObject:
    message = reading.message
    return {
        "text": message.text,
        "reply": reading.trimmed.reply,
        "quoted": reading.trimmed.quoted,
        "signature": reading.trimmed.signature,
        "forwarded": _forwarded(reading.forwarded),
        "attachments": [attachment(file) for file in message.attachments],
        "reaction": _reaction(reading.reaction),
        "commands": [
            {"name": command.name, "argument": command.argument} for command in reading.commands
        ],
        "questions": list(reading.questions),
        "event": _event(message),
        "hops": [hop(way) for way in message.hops],
        "language": reading.language,
        "defects": list(message.defects),
        "defect_categories": list(message.defect_categories),
    }


def attachment(file: Attachment) -> JsonObject:
    """An attachment as `explain` and `discussion show` print it."""
    return {
        "filename": file.filename,
        "content_type": file.content_type,
        "size": file.size,
        "sha256": file.sha256,
        "inline": file.inline,
    }


def hop(way: Hop) -> JsonObject:
    """A hop as `explain` and `mail explain` print it."""
    return {"from": way.from_, "by": way.by, "at": _moment(way.at), "delay_s": way.delay_s}


def _named(message: Message, field: str) -> JsonObject | None:
    """A field that names somebody and no address."""
    name = message.header(field)
    return {"name": name, "address": ""} if name and "@" not in name and ";" not in name else None


def _mailbox(mailbox: Mailbox | None) -> JsonObject | None:
    return {"name": mailbox.name, "address": mailbox.address} if mailbox else None


def _mailboxes(several: tuple[Mailbox, ...]) -> list[JsonObject]:
    return [{"name": mailbox.name, "address": mailbox.address} for mailbox in several]


def _moment(moment: datetime | date | None) -> str | None:
    """RFC 3339 section 5.6; a whole day stays a full-date."""
    return moment.isoformat() if moment else None


def _bounce(bounce: Bounce | None) -> JsonObject | None:
    if bounce is None:
        return None
    return {
        "recipient": bounce.recipient,
        "status": bounce.status,
        "original_message_id": bounce.original_message_id,
    }


def _forwarded(forwarded: Forwarded | None) -> JsonObject | None:
    if forwarded is None:
        return None
    return {
        "from": _mailbox(forwarded.author),
        "date": _moment(forwarded.date),
        "subject": forwarded.subject,
        "text": forwarded.text,
    }


def _reaction(reaction: Reaction | None) -> JsonObject | None:
    return {"emoji": reaction.emoji, "to": reaction.to} if reaction else None


def _event(message: Message) -> JsonObject | None:
    event: Invitation | None = message.event
    if event is None:
        return None
    return {"method": event.method, "summary": event.summary, "start": _moment(event.when)}
