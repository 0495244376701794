"""Take it, make it a task, it is done: by links of letters, one button each."""

import re
from email import message_from_bytes, policy

import pytest

from mailbridge.services import tasks
from mailbridge.services.discussions import read
from mailbridge.services.people import leaving, register
from mailbridge.services.telling import outbox
from tests.container import Clock, rendering
from tests.doors.web.site import ADMIN, MEMBER, Browser, Site
from tests.services.post_office import PostOffice


async def link_to(site: Site, act: str) -> str:
    """The path in the newest letter to Igor that has such a link."""
    site.container.renderer = rendering("5b1e")
    rows = [row for row in await PostOffice(site.container).letters() if row["to"] == MEMBER]
    letters = [await outbox.render_letter(site.container, row["id"]) for row in rows]
    texts = [message_from_bytes(raw, policy=policy.default).get_body(("plain",)) for raw in letters]
    said = [text.get_content() for text in texts if text is not None]
    paths = [re.search(rf"/a/[a-z2-7]+/{act}", text) for text in said]
    return [path[0] for path in paths if path is not None][-1]


async def test_a_discussion_is_taken_once(site: Site) -> None:
    """Looking changes nothing; nobody need be signed in; the second time it is done already."""
    path, browser = await link_to(site, "take"), site.stranger()
    for _ in range(2):
        page = await browser.get(path)
        assert (200, "noindex") == (page.status_code, page.headers["x-robots-tag"])
    assert '<button class="main">' in page.text
    done = await browser.client.post(path, data={})
    assert (200, False) == (done.status_code, "<button" in done.text)
    again = await browser.client.post(path, data={})
    assert "done already" in again.text
    events = (await read.show_discussion(site.container, site.ids["discussion"])).events
    assert 1 == sum(event.kind == "assigned" for event in events)


async def test_a_post_becomes_a_task_once(site: Site) -> None:
    """One that is a task already stays one."""
    path, browser = await link_to(site, "task"), site.stranger()
    before = len((await read.show_discussion(site.container, site.ids["discussion"])).tasks)
    for _ in range(2):
        assert 200 == (await browser.client.post(path, data={})).status_code
    after = len((await read.show_discussion(site.container, site.ids["discussion"])).tasks)
    assert after - before in (0, 1)
    assert "done already" in (await browser.get(path)).text


async def test_finishing_a_task_asks_who_it_is(site: Site) -> None:
    """Clients may hear of it. A task that was opened again is not finished by the old link."""
    admin = await register.find_person(site.container, ADMIN)
    await tasks.change_task(site.container, admin, site.ids["task"], assignee=MEMBER)
    path = await link_to(site, "done")
    asked = await site.stranger().get(path)
    assert (303, "/sign-in") == (asked.status_code, asked.headers["location"])
    browser: Browser = await site.browser(MEMBER)
    assert "<button" in (await browser.get(path)).text
    assert isinstance(site.container.clock, Clock)
    site.container.clock.forward(minutes=1)
    for state in ("done", "open"):  # the second time the same link does nothing
        assert 200 == (await browser.post(path)).status_code
        [task] = (await read.show_discussion(site.container, site.ids["discussion"])).tasks
        assert state == task.state
        await tasks.change_task(site.container, admin, site.ids["task"], state="open")


@pytest.mark.parametrize("act", ["take", "task", "done", "erase"])
async def test_a_link_ends(site: Site, act: str) -> None:
    """After two weeks, and when its reader has left the project; what it was not made for it does
    not do.
    """
    path = (await link_to(site, "take")).rpartition("/")[0]
    browser = await site.browser(MEMBER)
    if act in ("take", "task"):
        assert 200 == (await browser.get(f"{path}/{act}")).status_code
        await leaving.leave_project(site.container, MEMBER, "Bloom site")
    assert 410 == (await browser.get(f"{path}/{act}")).status_code
    clock = site.container.clock
    assert isinstance(clock, Clock)
    clock.forward(days=14)
    assert 410 == (await site.stranger().get(f"{path}/take")).status_code
