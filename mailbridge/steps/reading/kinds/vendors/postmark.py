"""Postmark: records as it posts them ("Bounce webhook"), passed on by mail."""

from email.message import Message as Mime

from mailbridge.domain.message import Kind, Message
from mailbridge.steps.reading.kinds.bounce_prose import status_of
from mailbridge.steps.reading.kinds.machine_marks import Hints
from mailbridge.steps.reading.kinds.vendors.json_text import notification, report
from mailbridge.steps.reading.kinds.vendors.vendor import Report

_KINDS = {
    "Bounce": Kind.BOUNCE,
    "Delivery": Kind.RECEIPT,
    "SpamComplaint": Kind.COMPLAINT,
}
_PASSING = frozenset({"Transient", "DnsError", "SoftBounce"})


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """What a record says of a delivery."""
    told = notification(message, seen, '"RecordType"') or {}
    kind = _KINDS.get(str(told.get("RecordType")))
    if kind is None:
        return None
    if kind is Kind.BOUNCE and told.get("Type") in _PASSING:
        kind = Kind.DELAY
    words = told.get("Details") or told.get("Description")
    recipient = told.get("Email") or told.get("Recipient")
    return report(kind, recipient, status_of(str(words or "")), told.get("MessageID"), words)
