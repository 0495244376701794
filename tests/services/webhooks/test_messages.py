"""What a program elsewhere reads of an event."""

import json
from datetime import UTC, datetime
from pathlib import Path

from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import StoodInside, VisibilityChanged
from mailbridge.domain.oversight.webhook import Webhook, WebhookForm
from mailbridge.services.webhooks.messages import body_of
from mailbridge.store.webhooks.told_events import ToldEvent
from tests.container import open_container

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def test_what_stood_inside_stays_here(tmp_path: Path) -> None:
    """Only an undo reads which posts were notes before all was shared."""
    details = VisibilityChanged("Shop", "discussion", 1, StoodInside(True, {7: "inside"}, {}, 9))
    event = Event(1, EventKind.SHARED, NOW, details=details)
    told = ToldEvent(1, event, "Shop", "Bloom", "en", None, None, "", None, None, False)
    webhook = Webhook(
        1, "https://far.example", "x", WebhookForm.STANDARD, None, frozenset(), False, NOW
    )
    container = await open_container(f"sqlite:///{tmp_path}/store.sqlite", tmp_path)
    sent = json.loads(body_of(told, webhook, container))
    await container.close()
    assert {"what", "kind", "number", "takes_back"} == set(sent["data"]["details"])
