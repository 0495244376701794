"""Delivery reports: the standard form (RFC 3464) and the vendors' own."""

from email.message import Message as Mime

from mailbridge.domain.message import Bounce, Kind, Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.bounce_prose import (
    clean_status,
    failed_mailbox,
    far_words,
    is_only_delayed,
    notice,
    one_line,
    status_of,
    warns,
)
from mailbridge.steps.reading.kinds.delivery_status import Group, groups
from mailbridge.steps.reading.kinds.machine_marks import Hints
from mailbridge.steps.reading.kinds.report_parts import enclosed_fields, own_parts, part_text
from mailbridge.steps.reading.kinds.vendors.flufl_forms import vendor_failures
from mailbridge.steps.reading.kinds.vendors.vendor import Report
from mailbridge.steps.reading.mime.field_values import msg_ids
from mailbridge.steps.text.mailbox_search import mailboxes

_ENCLOSED = frozenset({
    "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "text/rfc822",
    "message/global", "message/global-headers",
})  # fmt: skip
_TEXT_READ = 60_000
_KINDS = {
    "failed": Kind.BOUNCE,
    "delayed": Kind.DELAY,
    "delivered": Kind.RECEIPT,
    "relayed": Kind.RECEIPT,
    "expanded": Kind.RECEIPT,
}
_CLASSES = {"5": Kind.BOUNCE, "4": Kind.DELAY, "2": Kind.RECEIPT}
_WEIGHTS = (Kind.BOUNCE, Kind.DELAY, Kind.RECEIPT)


def from_status(text: str, message: Message, mime: Mime) -> Report | None:
    """Read the text of a message/delivery-status part (RFC 3464); None when it names nobody."""
    named = groups(text)
    if not named:
        return None
    kind, group = min(
        ((_group_kind(group), group) for group in named),
        key=lambda pair: (_WEIGHTS.index(pair[0]), not pair[1].recipient),
    )
    words = one_line(group.diagnostic)
    status = _better(clean_status(group.status), group.diagnostic)
    recipient = group.recipient or _named_in_prose(message, mime, _own(message))
    bounce = Bounce(
        recipient,
        status,
        _original_id(message, mime, text),
        words or far_words(notice(message.text).lines, recipient),
    )
    return Report(
        kind,
        bounce,
        told(
            "delivery status notification, action {action}",
            action=group.action or told("not stated"),
        ),
    )


def _group_kind(group: Group) -> Kind:
    if group.action:
        return _KINDS[group.action]
    return _CLASSES.get((clean_status(group.status) or "5")[0], Kind.BOUNCE)


def _better(status: str | None, diagnostic: str) -> str | None:
    """The code of the far side's words where the field's own says nothing (x.0.0)."""
    if status and not status.endswith(".0.0"):
        return status
    found = status_of(diagnostic)
    return found if found and (not status or found[0] == status[0]) else status


def from_prose(message: Message, mime: Mime, seen: Hints) -> Report:
    """Read a report in prose."""
    text = message.text[:_TEXT_READ]
    written = from_status(text, message, mime) if "final-recipient" in text.lower() else None
    if written:
        return written._replace(form=told("delivery status in the text"))
    report = _read(message.text, message, mime, seen)
    return report if report.bounce.recipient else _read(_everything(mime), message, mime, seen)


def _read(text: str, message: Message, mime: Mime, seen: Hints) -> Report:
    report = notice(text)
    vendor = vendor_failures(mime)
    recipient = (
        _failed_field(seen)
        or (vendor.mailboxes[0] if vendor else None)
        or failed_mailbox(report.lines, _own(message))
        or _enclosed_to(report.returned, mime)
    )
    certain = vendor is None or vendor.delayed or "delay" in seen.subject or warns(report.text)
    delayed = certain and is_only_delayed(report.text, seen.subject)
    status = status_of(report.text)
    if delayed and status:
        status = "4" + status[1:]
    bounce = Bounce(
        recipient,
        status,
        _original_id(message, mime, "\n".join(report.returned)),
        far_words(report.lines, recipient),
    )
    return Report(
        Kind.DELAY if delayed else Kind.BOUNCE,
        bounce,
        told("delivery report in a vendor's own form"),
    )


def _everything(mime: Mime) -> str:
    """All text of the report, what stands before its parts included: for reports whose structure is
    broken.
    """
    texts = (
        part_text(part) if media.startswith("text/") else part.preamble or ""
        for media, part in own_parts(mime)
    )
    return "\n\n".join(texts)


def _failed_field(seen: Hints) -> str | None:
    """Exim's and Gmail's X-Failed-Recipients."""
    return next(
        (
            mailbox.mailbox
            for mailbox in mailboxes(seen.fields.get("x-failed-recipients", "")[:1000])
        ),
        None,
    )


def _own(message: Message) -> frozenset[str]:
    return frozenset(mailbox.address for mailbox in (*message.from_, *message.to, *message.cc))


def _named_in_prose(message: Message, mime: Mime, own: frozenset[str]) -> str | None:
    report = notice(message.text)
    return failed_mailbox(report.lines, own) or _enclosed_to(report.returned, mime)


def _enclosed_to(returned: tuple[str, ...], mime: Mime) -> str | None:
    """Whom the returned message was for."""
    fields = _returned_fields(mime)
    written = (
        str(fields.get("to", ""))
        if fields
        else next((line for line in returned if line.strip().lower().startswith("to:")), "")
    )
    return next((mailbox.mailbox for mailbox in mailboxes(written[:1000])), None)


def _returned_fields(mime: Mime) -> Mime | None:
    return next(
        (enclosed_fields(part) for media, part in own_parts(mime) if media in _ENCLOSED), None
    )


def _original_id(message: Message, mime: Mime, text: str) -> str | None:
    """The Message-ID of the message reported on: enclosed, quoted in the text, or answered to."""
    fields = _returned_fields(mime)
    ids = msg_ids(str(fields.get("message-id", ""))) if fields else ()
    ids = (
        ids
        or _id_in(text)
        or _id_in(message.text)
        or _id_in_attachment(mime)
        or message.in_reply_to
        or message.references[-1:]
    )
    return ids[0] if ids else None


def _id_in_attachment(mime: Mime) -> tuple[str, ...]:
    texts = (
        part_text(part)
        for media, part in own_parts(mime)
        if media == "text/plain" and part is not mime
    )
    return next((ids for ids in map(_id_in, texts) if ids), ())


def _id_in(text: str) -> tuple[str, ...]:
    lowered = text[:_TEXT_READ].lower()
    at = lowered.find("message-id:")
    while at >= 0:
        written = text[at + 11 : at + 400].split("\n")
        ids = msg_ids(written[0]) or msg_ids(" ".join(written[:2]))
        if ids:
            return ids[:1]
        at = lowered.find("message-id:", at + 11)
    return ()
