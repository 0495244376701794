"""What a program elsewhere reads of an event: a signed JSON object, or a line for a chat."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import msgspec

from mailbridge.domain.oversight.webhook import Webhook, WebhookForm, signature
from mailbridge.services.container import Container
from mailbridge.steps.telling.words.event_words import event_words
from mailbridge.store.webhooks.told_events import ToldEvent

LINE = 300  # characters of a post that a chat shows
OWN_NOTES = frozenset({"before"})  # details that only an undo here reads


def body_of(told: ToldEvent, webhook: Webhook, container: Container) -> bytes:
    """The body for this webhook, in JSON."""
    if webhook.form is WebhookForm.CHAT:
        return _json({"text": _line(told, container)})
    return _json(_standard(told, container))


def fields_of(webhook: Webhook, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The header fields that Standard Webhooks asks for."""
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signature(webhook.secret, message_id, at, body),
    }


def trial_of(webhook: Webhook, container: Container) -> bytes:
    """What is sent to try a webhook out."""
    if webhook.form is WebhookForm.CHAT:
        return _json({"text": container.words.of("en").say("mailbridge can write here.")})
    now = container.clock().isoformat()
    return _json({"type": "webhook.test", "timestamp": now, "data": {}})


def _standard(told: ToldEvent, container: Container) -> dict[str, Any]:
    event = told.event
    return {
        "type": f"discussion.{event.kind.value}",
        "timestamp": event.at.isoformat(),
        "data": {
            "event_id": str(told.id),
            "discussion_id": str(event.discussion_id),
            "subject": told.subject,
            "project": told.project,
            "url": _page(told, container),
            "actor": told.actor_address,
            "post_id": _id(event.post_id),
            "text": told.words,
            "verified": told.verified,
            "task_id": _id(event.task_id),
            "task": told.task_title,
            "inside": told.inside,
            "details": {
                name: _plain(value)
                for name, value in asdict(event.details).items()
                if name not in OWN_NOTES
            },
        },
    }


def _line(told: ToldEvent, container: Container) -> str:
    words = container.words.of(told.language)
    said = event_words(told.event, told.actor, words)
    shown = " ".join(told.words.split())
    if len(shown) > LINE:
        shown = f"{shown[:LINE].rstrip()}…"
    head = f"[{told.project}] {told.subject}: {said}"
    return "\n".join(filter(None, (head, shown, _page(told, container))))


def _page(told: ToldEvent, container: Container) -> str:
    return f"{container.public_url}/discussions/{told.event.discussion_id}"


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return value


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value)
