"""Mailgun: events as it posts them ("Webhook payloads"), passed on by mail."""

from email.message import Message as Mime

from mailbridge.domain.message import Kind, Message
from mailbridge.steps.reading.kinds.bounce_prose import status_of
from mailbridge.steps.reading.kinds.machine_marks import Hints
from mailbridge.steps.reading.kinds.vendors.json_text import inner, notification, report
from mailbridge.steps.reading.kinds.vendors.vendor import Report

_KINDS = {
    "failed": Kind.BOUNCE,
    "rejected": Kind.BOUNCE,
    "delivered": Kind.RECEIPT,
    "complained": Kind.COMPLAINT,
}


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """What an event says of a delivery."""
    told = inner((notification(message, seen, '"event-data"') or {}).get("event-data"))
    kind = _KINDS.get(str(told.get("event")))
    if kind is None:
        return None
    if kind is Kind.BOUNCE and told.get("severity") == "temporary":
        kind = Kind.DELAY
    delivery = inner(told.get("delivery-status"))
    words = delivery.get("message") or delivery.get("description")
    status = delivery.get("enhanced-code") or status_of(str(words or ""))
    original = inner(inner(told.get("message")).get("headers")).get("message-id")
    return report(kind, told.get("recipient"), status, original, words)
