"""Programs elsewhere that are told what happens: where they are, how words to them are signed."""

import hashlib
import hmac
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from enum import StrEnum

from mailbridge.values import dataclass

SECRET = "whsec_"  # noqa: S105 - how each secret begins (Standard Webhooks)
SECRET_OCTETS = 32
# Between two tries of one delivery; after the last of them it is given up.
PAUSES = (
    *(timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)


class WebhookForm(StrEnum):
    STANDARD = "standard"  # a signed JSON object, after Standard Webhooks
    CHAT = "chat"  # {"text": …}, as the incoming webhooks of chat programs take it


@dataclass(frozen=True, slots=True)
class Webhook:
    id: int
    url: str
    secret: str
    form: WebhookForm
    project_id: int | None  # None: of all projects
    kinds: frozenset[str]  # of events; empty: all kinds
    inside: bool  # told what stands inside, too
    created: datetime
    stopped: str = ""  # why nothing goes there any more: a sentence that `told` made
    last_reply: str = ""  # of the far side, or why there was none


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one webhook, taken by this process: `attempts` counts this one."""

    id: int
    webhook: Webhook
    event_id: int
    attempts: int


def new_secret(octets: bytes) -> str:
    """A secret as Standard Webhooks writes it."""
    return SECRET + b64encode(octets).decode()


def signature(secret: str, message_id: str, at: datetime, body: bytes) -> str:
    """The field `webhook-signature` of Standard Webhooks, version 1 (HMAC-SHA256)."""
    key = b64decode(secret.removeprefix(SECRET))
    signed = f"{message_id}.{int(at.timestamp())}.".encode() + body
    return "v1," + b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many tries that failed; None: it is given up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
