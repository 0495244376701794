"""Other processes are told that there is work."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mailbridge.services.running import wakeup
from tests.container import open_container


@dataclass
class SlowStore:
    """A store that takes its time to pass a word on."""

    store: Any
    can_listen: bool = True
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    said: list[str] = field(default_factory=list)

    async def notify(self, channel: str, word: str) -> None:
        self.begun.set()
        await asyncio.sleep(0.05)
        self.said.append(word)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


async def test_what_is_being_said_is_said_before_the_store_closes(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Else a command leaves a connection of PostgreSQL in the middle of a word, which is then told
    on standard error.
    """
    container = await open_container(sqlite_url, tmp_path)
    store = SlowStore(container.store)
    container.store = store  # type: ignore[assignment]
    wakeup.ring_other_processes(container)
    container.wake_outbox()
    await store.begun.wait()
    await container.close()
    assert [wakeup.OUTBOX] == store.said
