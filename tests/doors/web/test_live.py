"""Pages hear what changes in their discussion while they are open."""

import asyncio
from pathlib import Path

import pytest

from mailbridge.doors.web.app import WebDoor
from mailbridge.services.desk.live import MOST_OF_ONE, Live
from mailbridge.services.discussions import write
from mailbridge.services.people import register, sign_in
from mailbridge.services.refusal import Refused
from mailbridge.store.engine.schema import web_sessions
from tests.container import open_container
from tests.doors.web.site import ADMIN, MEMBER, STRANGER, URL, Site

PATIENCE = 5.0  # seconds


async def test_a_page_hears_of_what_another_process_wrote(site: Site, tmp_path: Path) -> None:
    """At once of its own process, soon of another one; an observer nothing of what is inside, and a
    stranger not at all.
    """
    anna = await register.find_person(site.container, ADMIN)
    await register.add_person(site.container, "watch@bloom.test", "Watcher", "observer")
    await register.join_project(site.container, "watch@bloom.test", "Bloom site")
    watcher = await register.find_person(site.container, "watch@bloom.test")
    rita = await register.find_person(site.container, STRANGER)
    live, place = Live(site.container), site.ids["discussion"]
    team, outside = await live.enter(anna, place), await live.enter(watcher, place)
    with pytest.raises(Refused):
        await live.enter(rita, place)
    await write.add_reply(site.container, anna, place, "Between us", internal=True)
    assert (True, False) == (await team.hears_within(PATIENCE), outside.changed.is_set())
    other = await open_container(str(site.container.store.url), tmp_path)
    await write.add_reply(other, anna, place, "Done.", at_once=True)
    await other.close()
    assert await team.hears_within(PATIENCE)
    assert await outside.hears_within(PATIENCE)
    await live.close()
    assert (True, []) == (team.over, site.container.store.heard)


async def test_one_person_has_few_streams(site: Site) -> None:
    """The oldest ends for a new one."""
    anna, live = await register.find_person(site.container, ADMIN), Live(site.container)
    streams = [await live.enter(anna, site.ids["discussion"]) for _ in range(MOST_OF_ONE + 1)]
    assert [True, *[False] * MOST_OF_ONE] == [stream.over for stream in streams]
    await live.close()


async def test_a_stream_ends_with_its_session(site: Site) -> None:
    """Over a real connection: what changes is said, and who is there; then the session ends."""
    site.container.public_url = URL
    door = WebDoor(site.container, "127.0.0.1:0")
    await door.start()
    link = await sign_in.make_sign_in_link(site.container, ADMIN)
    made = await sign_in.redeem_link(site.container, link.rpartition("/")[2])
    assert made is not None
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    place = site.ids["discussion"]
    head = f"GET /discussions/{place}/live HTTP/1.1\r\nHost: bridge.test\r\n"
    writer.write(f"{head}Cookie: mailbridge={made.token}\r\n\r\n".encode())
    async with asyncio.timeout(PATIENCE):
        assert b"200 OK" in await reader.readuntil(b"\r\n")
        await reader.readuntil(b"event: here")
        igor = await register.find_person(site.container, MEMBER)
        await write.add_reply(site.container, igor, place, "Done.")
        await reader.readuntil(b"event: changed")
        await site.container.store.write(lambda db: db.execute(web_sessions.delete()))
        await write.add_reply(site.container, igor, place, "And this.")
        await reader.readuntil(b"event: bye")
        await door.stop()
    writer.close()
