"""The start page: one act on several discussions, and what it says of it."""

import re
from dataclasses import replace

from mailbridge.domain.discussion import Tab
from mailbridge.doors.web.pages.discussion.time_line import Moment, part
from mailbridge.services.discussions import write
from mailbridge.services.discussions.inbox import list_inbox
from mailbridge.services.people import register
from tests.doors.web.site import ADMIN, MEMBER, STRANGER, Browser, Site


async def ticked(site: Site, browser: Browser, act: str, **more: str) -> str:
    """The path that a form leads to after it did something to Bloom's discussion."""
    picked = {f"pick-{site.ids['discussion']}": "on", "tab": "all", "act": act, **more}
    answer = await browser.post("/inbox", **picked)
    assert 303 == answer.status_code, answer.text
    return str(answer.headers["location"])


async def test_what_was_done_is_said_and_can_be_undone(site: Site) -> None:
    """By a form on the page; its address can be loaded again."""
    browser = await site.browser(ADMIN)
    for act, said, undone in (
        ("take", "1 discussion is yours now.", "1 discussion was given back."),
        ("close", "1 discussion was closed.", "1 discussion is open again."),
        ("mute", "no more letters about 1 discussion", "letters about 1 discussion again"),
        ("move", "was moved to Rival shop", "is back where it was"),
    ):
        project = re.search(r'value="(\d+)">Rival shop', (await browser.get("/?tab=all")).text)
        assert project is not None
        page = await browser.get(await ticked(site, browser, act, project=project[1]))
        assert (200, True) == (page.status_code, said in page.text), act
        flash = page.text.partition('class="flash"')[2].partition("</form>")[0]
        fields = dict(re.findall(r'name="([a-z-]+\d*)" value="([^"]*)"', flash))
        del fields["token"], fields["act"]
        undo = re.search(r'name="act" value="([a-z-]+)">Undo', page.text)
        assert undo is not None
        back = await browser.post("/inbox", **fields, act=undo[1])
        assert undone in (await browser.get(str(back.headers["location"]))).text
    assert "nobody yet" in (await browser.get("/?tab=all")).text


async def test_what_cannot_be_done_is_said_where_it_was_asked(site: Site) -> None:
    """On the same list; and a stranger's hand changes nothing."""
    browser = await site.browser(MEMBER)
    assert 422 == (await browser.post("/inbox", act="close", tab="mine")).status_code
    picked = {f"pick-{site.ids['discussion']}": "on"}
    stranger = await site.browser(STRANGER)
    assert 404 == (await stranger.post("/inbox", act="close", **picked)).status_code
    assert 1 == (await list_inbox(site.container, Tab.OURS)).counts[Tab.ALL]


async def test_what_was_looked_at_is_not_new(site: Site) -> None:
    """The mark goes once the discussion was opened."""
    browser = await site.browser(MEMBER)
    assert "unread" in (await browser.get("/?tab=all")).text
    await browser.get(f"/discussions/{site.ids['discussion']}")
    assert "unread" not in (await browser.get("/?tab=all")).text


async def test_a_long_discussion_is_shown_in_parts(site: Site) -> None:
    """The latest posts, or all from the first new one; at most forty at once. What stands before
    and behind is counted, and one press away.
    """
    post = site.page.posts[0]
    moments = [Moment(post.created, post=replace(post, id=number)) for number in range(1, 101)]
    for new, start, first, last in (
        (None, None, 81, 100),
        (70, None, 70, 100),
        (95, None, 81, 100),
        (5, None, 5, 44),
        (None, 30, 30, 69),
        (95, 30, 30, 69),
        (None, 1000, 100, 100),
    ):
        found = part(moments, new, start)
        ids = [moment.post.id for moment in found.moments if moment.post is not None]
        assert list(range(first, last + 1)) == ids
        assert (first - 1, 100 - last) == (found.earlier, found.later)
        assert (max(first - 40, 1) if first > 1 else None) == found.before
        assert (last + 1 if last < 100 else None) == found.after
    for start in (None, 7):
        assert moments[:20] == part(moments[:20], None, start).moments


async def test_the_head_says_who_has_it_and_leads_to_what_is_new(site: Site) -> None:
    """Taken from there; only what others wrote since is new."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    assert "nobody yet" in (await browser.get(path)).text.partition("</header>")[2][:6000]
    picked = {f"pick-{site.ids['discussion']}": "on", "back": str(site.ids["discussion"])}
    taken = await browser.post("/inbox", act="take", **picked)
    assert f"{path}?did=take" == taken.headers["location"]
    assert "To what is new" not in (await browser.get(path)).text
    member = await register.find_person(site.container, MEMBER)
    made = await write.add_reply(site.container, member, site.ids["discussion"], "More of it.")
    assert f'href="#post-{made}"' in (await browser.get(path)).text
    assert "To what is new" not in (await browser.get(path)).text
