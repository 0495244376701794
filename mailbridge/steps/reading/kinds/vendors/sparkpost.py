"""SparkPost: message events as it posts them ("Webhooks event reference"), passed on by mail."""

from email.message import Message as Mime

from mailbridge.domain.message import Kind, Message
from mailbridge.steps.reading.kinds.bounce_prose import status_of
from mailbridge.steps.reading.kinds.machine_marks import Hints
from mailbridge.steps.reading.kinds.vendors.json_text import inner, notification, report
from mailbridge.steps.reading.kinds.vendors.vendor import Report

_KINDS = {
    "bounce": Kind.BOUNCE,
    "out_of_band": Kind.BOUNCE,
    "policy_rejection": Kind.BOUNCE,
    "delay": Kind.DELAY,
    "delivery": Kind.RECEIPT,
    "spam_complaint": Kind.COMPLAINT,
}


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """What an event says of a delivery."""
    told = inner((notification(message, seen, '"msys"') or {}).get("msys"))
    event = next((inner(value) for value in told.values() if inner(value).get("type")), {})
    kind = _KINDS.get(str(event.get("type")))
    if kind is None:
        return None
    words = event.get("raw_reason") or event.get("reason")
    return report(kind, event.get("rcpt_to"), status_of(str(words or "")), None, words)
