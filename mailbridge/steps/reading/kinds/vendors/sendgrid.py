"""SendGrid: events as it posts them ("Event Webhook reference"), passed on by mail."""

from email.message import Message as Mime

from mailbridge.domain.message import Kind, Message
from mailbridge.steps.reading.kinds.machine_marks import Hints
from mailbridge.steps.reading.kinds.vendors.json_text import notification, report
from mailbridge.steps.reading.kinds.vendors.vendor import Report

_KINDS = {
    "bounce": Kind.BOUNCE,
    "dropped": Kind.BOUNCE,
    "deferred": Kind.DELAY,
    "delivered": Kind.RECEIPT,
    "spamreport": Kind.COMPLAINT,
}


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """What an event says of a delivery."""
    told = notification(message, seen, '"event"', '"email"') or {}
    kind = _KINDS.get(str(told.get("event")))
    if kind is None:
        return None
    words = told.get("reason") or told.get("response")
    return report(kind, told.get("email"), told.get("status"), told.get("smtp-id"), words)
