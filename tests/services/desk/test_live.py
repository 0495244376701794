"""Pages of one process hear of what another one commits."""

from pathlib import Path

from mailbridge.services.desk.live import Live, ring_pages_elsewhere
from mailbridge.services.discussions import write
from tests.container import open_container
from tests.services.post_office import PostOffice

PATIENCE = 5.0  # seconds


async def test_another_process_is_heard(store_url: str, tmp_path: Path) -> None:
    """By LISTEN and NOTIFY where there are, else by the journal."""
    here = await open_container(store_url, tmp_path)
    office = await PostOffice(here).open()
    anna = await office.person("anna@agency.test", "member", "Anna")
    made = await write.start_discussion(here, anna, "Bloom", "Tiles", "Which?", [])
    there = await open_container(store_url, tmp_path)
    ring_pages_elsewhere(there)
    live = Live(here)
    page = await live.enter(anna, made)
    assert not await page.hears_within(0.4)
    await write.add_reply(there, anna, made, "The blue ones.", internal=True)
    assert await page.hears_within(PATIENCE)
    await live.close()
    await there.close()
    await here.close()
