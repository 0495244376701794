"""Pages of a discussion of more posts than one of them holds."""

import re
from datetime import timedelta

import pytest

from mailbridge.doors.web.pages.discussion import deeds, time_line
from mailbridge.services.discussions import read, write
from mailbridge.services.people import register
from tests.doors.web.site import ADMIN, MEMBER, Site

MANY = deeds.AT_ONCE + time_line.LATEST


@pytest.fixture
async def long(site: Site) -> Site:
    """Notes of a member behind the letters of the site's discussion."""
    igor = await register.find_person(site.container, MEMBER)
    for number in range(MANY):
        words = f"Note {number:03} of many."
        await write.add_reply(site.container, igor, site.ids["discussion"], words, internal=True)
    return site


def notes(page: str) -> list[int]:
    """The numbers of those that stand on a page."""
    return sorted({int(number) for number in re.findall(r"Note (\d\d\d) of many", page)})


async def test_only_the_posts_of_a_part_are_read(long: Site) -> None:
    """The latest, or those from one on; each stands in one of the parts."""
    browser, place = await long.browser(ADMIN), long.ids["discussion"]
    page = (await browser.get(f"/discussions/{place}")).text
    assert list(range(MANY))[-time_line.LATEST :] == notes(page)
    seen, path = list[int](), f"/discussions/{place}?all=1"
    while path:
        page = (await browser.get(path)).text
        seen += notes(page)
        later = re.search(r'href="([^"]*)">\d+ later post', page)
        path = later[1] if later else ""
    assert list(range(MANY)) == seen


async def test_words_that_stand_on_another_part_are_answered(long: Site) -> None:
    """Whom that reaches is told."""
    browser, place = await long.browser(ADMIN), long.ids["discussion"]
    first = (await long.discussion()).posts[0]
    page = (await browser.get(f"/discussions/{place}?answers={first.id}&from={first.id}")).text
    asked = (await browser.get(f"/discussions/{place}?answers={first.id}&from=999999999")).text
    for one in (page, asked):
        assert f'name="answers" value="{first.id}"' in one


async def test_an_outline_has_the_heads_of_what_a_page_shows_whole(long: Site) -> None:
    """And the same besides, but that posts were written."""
    igor = await register.find_person(long.container, MEMBER)
    place = long.ids["discussion"]
    whole = await read.show_discussion(long.container, place, igor)
    outline = await read.outline_discussion(long.container, place, igor)
    assert [post.id for post in whole.posts] == [head.id for head in outline.heads]
    assert whole.heads == outline.heads
    told = [event for event in whole.events if event.kind not in ("posted", "noted")]
    assert told == list(outline.events)
    some = [post.id for post in whole.posts[3:5]]
    assert whole.posts[3:5] == await read.show_posts(long.container, place, igor, some)


async def test_a_split_offers_a_hundred_at_once(long: Site) -> None:
    """From the post on that was chosen; the others a page away, and what was ticked and typed
    stays so, until it is done.
    """
    browser, place = await long.browser(ADMIN), long.ids["discussion"]
    path = f"/discussions/{place}/split"
    latest = (await browser.get(path)).text
    assert list(range(MANY))[-deeds.AT_ONCE :] == notes(latest)
    back = re.search(r'name="go" value="(\d+)">Earlier posts', latest)
    assert back is not None
    last = (await long.discussion()).posts[-1].id
    went = await browser.post(
        path, subject="Apart", at="0", go=back[1], **{f"post-{last}": "on", "post-9999": "on"}
    )
    assert 200 == went.status_code
    before = went.text
    assert ('value="Apart"' in before, f'name="ticked" value="{last}"' in before) == (True, True)
    assert 0 in notes(before)
    assert "Later posts" in before
    chosen = (await long.discussion()).posts[10].id
    asked = (await browser.get(f"{path}?post={chosen}")).text
    assert f'name="post-{chosen}" checked' in asked


async def test_a_split_takes_what_was_ticked_on_its_other_pages(long: Site) -> None:
    """All of it leaves together."""
    browser, posts = await long.browser(ADMIN), (await long.discussion()).posts
    first, last = posts[5].id, posts[-1].id
    path = f"/discussions/{long.ids['discussion']}/split"
    done = await browser.post(path, subject="Apart", ticked=f"{last}", **{f"post-{first}": "on"})
    place = int(re.findall(r"\d+", done.headers["location"])[0])
    igor = await register.find_person(long.container, MEMBER)
    moved = (await read.show_discussion(long.container, place, igor)).posts
    assert [first, last] == [post.id for post in moved]


async def test_an_answer_that_waits_is_taken_back_from_any_part(long: Site) -> None:
    """The form below offers it, whether or not the answer stands on the page."""
    long.container.undo = timedelta(minutes=5)
    browser, place = await long.browser(MEMBER), long.ids["discussion"]
    igor = await register.find_person(long.container, MEMBER)
    await write.add_reply(long.container, igor, place, "An answer for Maria.", internal=False)
    first = (await long.discussion()).posts[0].id
    pages = [f"/discussions/{place}", f"/discussions/{place}?from={first}"]
    offered = ["/take-back#answer" in (await browser.get(page)).text for page in pages]
    assert [True, True] == offered
