"""Amazon SES: bounces told as JSON in a letter of its notification service, which a list may have
passed on between words of its own.
"""

from email.message import Message as Mime
from typing import Any

from mailbridge.domain.message import Kind, Message
from mailbridge.steps.reading.kinds.machine_marks import Hints
from mailbridge.steps.reading.kinds.vendors.json_text import (
    inner,
    notification,
    object_of,
    report,
)
from mailbridge.steps.reading.kinds.vendors.vendor import Report

_SORTS = (
    ("bounce", "bouncedRecipients", Kind.BOUNCE),
    ("complaint", "complainedRecipients", Kind.COMPLAINT),
    ("deliveryDelay", "delayedRecipients", Kind.DELAY),
    ("delivery", "recipients", Kind.RECEIPT),
)


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """What a notification letter says of a delivery."""
    told = notification(message, seen, "Type") or {}
    wrapped = told.get("Message")
    told = (object_of(wrapped) or {}) if isinstance(wrapped, str) else told
    if not {"notificationType", "eventType"} & told.keys():
        return None
    for name, listed, kind in _SORTS:
        event = inner(told.get(name))
        if event:
            failed, mail = _first(event.get(listed)), inner(told.get("mail"))
            return report(
                kind,
                failed.get("emailAddress"),
                failed.get("status"),
                _original(mail),
                failed.get("diagnosticCode"),
            )
    return None


def _first(recipients: object) -> dict[str, Any]:
    first = recipients[0] if isinstance(recipients, list) and recipients else {}
    return first if isinstance(first, dict) else {"emailAddress": first}


def _original(mail: dict[str, Any]) -> object:
    named = inner(mail.get("commonHeaders")).get("messageId")
    listed = mail.get("headers")
    if not named and isinstance(listed, list):
        named = next(
            (
                field.get("value")
                for field in map(inner, listed)
                if str(field.get("name")).lower() == "message-id"
            ),
            None,
        )
    return named or mail.get("messageId")
