"""The numbers beside the sections: what waits for who looks, and nothing that they cannot see."""

import re

from mailbridge.domain.discussion import Tab
from mailbridge.services import projects, tasks
from mailbridge.services.discussions import write
from mailbridge.services.discussions.inbox import list_inbox
from mailbridge.services.mail_log import browse
from mailbridge.services.mine.task_lists import TaskWish, list_task_page
from mailbridge.services.people import register
from tests.doors.web.site import ADMIN, MEMBER, STRANGER, Site
from tests.services.post_office import PostOffice

WATCHER = "watch@bloom.test"


async def numbers(site: Site, who: str, path: str = "/projects") -> dict[str, int]:
    """Of each section that has one, by its address."""
    page = (await (await site.browser(who)).get(path)).text
    menu = page.partition('class="wide"')[2].partition("</header>")[0]
    found = re.findall(r'<a href="([^"]+)"[^>]*>[^<]+ ?<b class="count"[^>]*>(\d+)', menu)
    return {path: int(number) for path, number in found}


async def listed(site: Site, who: str) -> dict[str, int]:
    """What the lists themselves say."""
    person = await register.find_person(site.container, who)
    inbox = await list_inbox(site.container, Tab.OURS, person)
    own = await list_task_page(site.container, person, TaskWish(who="me"))
    held = len(await browse.list_mail(site.container, disposition="hold"))
    counted = {"/": inbox.counts[Tab.OURS], "/tasks": own.number}
    counted |= {"/quarantine": held} if who == ADMIN else {}
    return {path: number for path, number in counted.items() if number}


async def test_sections_say_how_much_waits(site: Site) -> None:
    """As many as their lists hold, for each reader; a change counts at once."""
    office = PostOffice(
        site.container, (await projects.show_project(site.container, "Bloom site")).address, 40
    )
    for subject in ("Bread", "Stairs"):
        await office.bring("Maria <maria@bloom.test>", subject, "How soon?")
    await office.bring("Nobody <nobody@elsewhere.test>", "Hello", "Do you sell?")
    for who in (ADMIN, MEMBER, STRANGER):
        assert await listed(site, who) == await numbers(site, who), who
    before = await numbers(site, MEMBER)
    assert before["/"] >= 2
    member = await register.find_person(site.container, MEMBER)
    made = await tasks.make_task(site.container, member, site.ids["post"], "Draw")
    await tasks.change_task(site.container, member, made.id, assignee=MEMBER)
    await write.close_discussion(site.container, member, site.ids["discussion"] + 1)
    now = await numbers(site, MEMBER)
    assert await listed(site, MEMBER) == now
    assert before["/"] - 1 == now["/"]
    assert now["/tasks"] == before.get("/tasks", 0) + 1


async def test_who_only_looks_is_told_no_numbers(site: Site) -> None:
    """Nothing waits for them."""
    await register.add_person(site.container, WATCHER, "Watcher", "observer")
    await register.join_project(site.container, WATCHER, "Bloom site")
    assert {} == await numbers(site, WATCHER)
