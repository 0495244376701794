"""Amazon SES: bounces told as JSON in a letter of its notification service, which a list may have
passed on between words of its own.
"""

import json
from email.message import Message as Mime
from typing import Any

from mailbridge.domain.message import Bounce, Kind, Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.machine_fields import LIST_FIELDS
from mailbridge.steps.reading.kinds.machine_marks import Hints
from mailbridge.steps.reading.kinds.vendors.vendor import Report

_LENGTH = 200_000
_BEFORE = 400  # characters of a list that may stand in front
_SORTS = (
    ("bounce", "bouncedRecipients", Kind.BOUNCE),
    ("deliveryDelay", "delayedRecipients", Kind.DELAY),
    ("delivery", "recipients", Kind.RECEIPT),
)


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """What a notification letter says of a delivery."""
    notification = _notification(message.text)
    if not notification or not _is_passed_on(message.text, seen):
        return None
    for name, listed, kind in _SORTS:
        one = notification.get(name)
        if isinstance(one, dict):
            bounce = _bounce(_first(one.get(listed)), notification.get("mail"))
            return Report(kind, bounce, told("notification of a mail provider"))
    return None


def _is_passed_on(text: str, seen: Hints) -> bool:
    """By a program: what a person writes above such a text is a letter about it."""
    before = text[: text.find("{")]
    by_list = any(name in seen.fields for name in LIST_FIELDS)
    return not any(map(str.isalnum, before)) or by_list or seen.is_machine


def _bounce(failed: dict[str, Any], mail: object) -> Bounce:
    address = str(failed.get("emailAddress") or "").strip().lower()
    return Bounce(
        recipient=address.rpartition("<")[2].rstrip(">") or None,
        status=_text(failed.get("status")),
        original_message_id=_original(mail if isinstance(mail, dict) else {}),
        words=_text(failed.get("diagnosticCode")),
    )


def is_complaint(text: str) -> bool:
    """Whether the letter is a notification of a complaint."""
    notification = _notification(text)
    return bool(notification) and isinstance((notification or {}).get("complaint"), dict)


def _notification(text: str) -> dict[str, Any] | None:
    opening = text.find("{", 0, _BEFORE)
    body = text[opening : opening + _LENGTH] if opening >= 0 else ""
    if not any(name in body[:2000] for name in ("notificationType", "eventType")):
        return None
    outer = _object(body)
    inner = outer.get("Message") if outer else None
    return _object(inner) if isinstance(inner, str) else outer


def _object(text: str) -> dict[str, Any] | None:
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _first(recipients: object) -> dict[str, Any]:
    first = recipients[0] if isinstance(recipients, list) and recipients else {}
    return first if isinstance(first, dict) else {"emailAddress": first}


def _text(value: object) -> str | None:
    return " ".join(str(value).split())[:400] if value else None


def _original(mail: dict[str, Any]) -> str | None:
    headers = mail.get("commonHeaders")
    named = headers.get("messageId") if isinstance(headers, dict) else None
    listed = mail.get("headers")
    if not named and isinstance(listed, list):
        fields = (field for field in listed if isinstance(field, dict))
        named = next(
            (
                field.get("value")
                for field in fields
                if str(field.get("name")).lower() == "message-id"
            ),
            None,
        )
    return str(named or mail.get("messageId") or "").strip("<> ") or None
