"""Notifications told as JSON in a letter's text, which some providers send instead of a report, and
which a list may have passed on between words of its own.
"""

import json
from typing import Any

from mailbridge.domain.message import Bounce, Kind, Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.machine_fields import LIST_FIELDS
from mailbridge.steps.reading.kinds.machine_marks import Hints
from mailbridge.steps.reading.kinds.vendors.vendor import Report

_LENGTH = 200_000
_BEFORE = 400  # characters of a list that may stand in front
_STARTS = ("{", "[{")


def notification(message: Message, seen: Hints, *marks: str) -> dict[str, Any] | None:
    """The object in the text, or the first of a list of them; None where one of the marks is
    missing in its beginning, or where somebody wrote words above it: that is a letter about it.
    """
    text = message.text
    opening = min(
        (at for at in (text.find(sign, 0, _BEFORE) for sign in _STARTS) if at >= 0), default=-1
    )
    if opening < 0 or not all(mark in text[opening : opening + 2000] for mark in marks):
        return None
    passed_on = seen.is_machine or any(name in seen.fields for name in LIST_FIELDS)
    if any(map(str.isalnum, text[:opening])) and not passed_on:
        return None
    return object_of(text[opening : opening + _LENGTH])


def object_of(text: str) -> dict[str, Any] | None:
    """The object at the beginning of a text, whatever follows it."""
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return inner(value[0]) if isinstance(value, list) and value else inner(value) or None


def inner(value: object) -> dict[str, Any]:
    """A value that should be an object; empty where it is none."""
    return value if isinstance(value, dict) else {}


def text_of(value: object) -> str | None:
    """A value as one line; None where there is none."""
    return " ".join(str(value).split())[:400] if value else None


def report(
    kind: Kind, recipient: object, status: object, original: object, words: object
) -> Report:
    """What a notification says of a delivery, from the values of its fields."""
    address = str(recipient or "").strip().lower()
    bounce = Bounce(
        recipient=address.rpartition("<")[2].rstrip(">") or None,
        status=text_of(status),
        original_message_id=str(original or "").strip("<> ") or None,
        words=text_of(words),
    )
    return Report(kind, bounce, told("notification of a mail provider"))
