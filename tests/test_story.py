"""Six weeks under a moved clock."""

import os
from pathlib import Path

from tests.container import Clock, open_container
from tests.story import PAGE, Killer, told

DIES = 3  # in each third transaction of what is due
KILLED = int(os.environ.get("STORY_KILLED", "5"))  # at each fifth moment; `make story`: at each


async def test_six_weeks_bring_each_letter_once_whatever_dies(
    store_url: str, tmp_path: Path
) -> None:
    """On both engines the same letters as docs/story.md says; `python -m tests.story` writes it."""
    clock = Clock()
    container = await open_container(store_url, tmp_path, clock=clock)
    async with Killer(store_url, tmp_path, KILLED) as killer:
        assert PAGE.read_text("utf-8") == await told(container, clock, DIES, killer)
    assert killer.killed >= 2
    await container.close()
