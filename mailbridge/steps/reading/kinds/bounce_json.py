"""Bounces told as JSON in a letter, as Amazon SES does through its notification service."""

import json
from typing import Any, NamedTuple

from mailbridge.domain.message import Bounce, Kind

_LENGTH = 200_000
_SORTS = (
    ("bounce", "bouncedRecipients", Kind.BOUNCE),
    ("deliveryDelay", "delayedRecipients", Kind.DELAY),
    ("delivery", "recipients", Kind.RECEIPT),
)


class Told(NamedTuple):
    """BOUNCE, DELAY or RECEIPT, and what it is about."""

    kind: Kind
    bounce: Bounce


def notified(text: str) -> Told | None:
    """What a notification letter says of a delivery, or None."""
    notification = _notification(text)
    if not notification:
        return None
    for name, listed, kind in _SORTS:
        told = notification.get(name)
        if isinstance(told, dict):
            return Told(kind, _bounce(_first(told.get(listed)), notification.get("mail")))
    return None


def _bounce(failed: dict[str, Any], mail: object) -> Bounce:
    address = str(failed.get("emailAddress") or "").strip().lower()
    return Bounce(
        recipient=address.rpartition("<")[2].rstrip(">") or None,
        status=_text(failed.get("status")),
        original_message_id=_original(mail if isinstance(mail, dict) else {}),
        words=_text(failed.get("diagnosticCode")),
    )


def complained(text: str) -> bool:
    """Whether the letter is a notification of a complaint."""
    notification = _notification(text)
    return bool(notification) and isinstance((notification or {}).get("complaint"), dict)


def _notification(text: str) -> dict[str, Any] | None:
    body = text[:_LENGTH].lstrip("\ufeff \t\r\n")
    if not body.startswith("{") or not any(
        name in body[:2000] for name in ("notificationType", "eventType")
    ):
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
