"""What is said before it is done, and what can be taken back."""

import re

import pytest

from mailbridge.doors.web.app import ROUTES
from mailbridge.doors.web.request.visit import Page
from mailbridge.services.discussions import read
from mailbridge.services.people import bulk
from mailbridge.services.webhooks import register as webhooks
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, STRANGER, Browser, Site
from tests.doors.web.test_walls import name, path_of

MANY = 250


async def _undo(browser: Browser, place: str) -> str:
    """Press the button of what the page says was done; gives where that leads."""
    page = (await browser.get(place)).text
    flash = re.search(r'<div class="flash".*?</div>', page, re.DOTALL)
    assert flash is not None
    action = re.search(r'action="([^"]*)"', flash[0])
    assert action is not None, flash[0]
    return (await browser.post(action[1])).headers["location"]


@pytest.mark.parametrize("kind", ["post", "task", "attachment"])
async def test_what_was_hidden_is_shown_again(site: Site, kind: str) -> None:
    """By the button below the words that say what was done; and the other way round."""
    browser, place = await site.browser(ADMIN), f"/{kind}s/{site.ids[kind]}"
    done = await browser.post(f"{place}/hide")
    shown = await _undo(browser, done.headers["location"])
    assert "did=shared" in shown
    assert "did=hidden" in await _undo(browser, shown)


async def test_a_link_of_somebody_else_shares_nothing(site: Site) -> None:
    """A button below "It stays with the team" shows only what its visitor has just hidden."""
    browser, place = await site.browser(ADMIN), site.ids["discussion"]
    note = (await site.discussion()).posts[-1].id
    told = f"/discussions/{place}?did=hidden&kind=posts&number="
    assert f'action="/posts/{note}/share"' not in (await browser.get(f"{told}{note}")).text
    done = await browser.post(f"/posts/{site.ids['post']}/hide")
    own = done.headers["location"]
    assert f'action="/posts/{site.ids["post"]}/share"' in (await browser.get(own)).text
    assert f'action="/posts/{note}/share"' not in (await browser.get(f"{told}{note}")).text
    colleague = await site.browser(MEMBER)
    assert f'action="/posts/{site.ids["post"]}/share"' not in (await colleague.get(own)).text


async def test_a_hidden_discussion_is_as_before(site: Site) -> None:
    """Its note stays a note, which sharing all of it would not leave so; the API does the same."""
    browser, place = await site.browser(ADMIN), site.ids["discussion"]
    done = await browser.post(f"/discussions/{place}/hide")
    assert 'tag inside">INTERNAL' in (hidden := (await browser.get(f"/discussions/{place}")).text)
    assert 'id="to-client"' not in hidden
    await _undo(browser, done.headers["location"])
    posts = (await site.discussion()).posts
    assert [False, False, True] == [post.internal for post in posts]
    async with await site.api(MEMBER) as client:
        assert 200 == (await client.post(f"/discussions/{place}/hide")).status_code
        assert 200 == (await client.post(f"/discussions/{place}/unhide")).status_code
        assert 422 == (await client.post(f"/discussions/{place}/unhide")).status_code
    assert not (await read.show_discussion(site.container, place)).discussion.internal


async def test_a_shared_discussion_is_as_before(site: Site) -> None:
    """The button below what is said shows nothing more, and exactly its note is one again; who
    follows somebody else's link finds no button.
    """
    browser, place = await site.browser(ADMIN), site.ids["discussion"]
    done = (await browser.post(f"/discussions/{place}/share")).headers["location"]
    assert [False] * 3 == [post.internal for post in (await site.discussion()).posts]
    assert "/unshare" not in (await (await site.browser(MEMBER)).get(done)).text
    assert "did=inside-again" in (there := await _undo(browser, done))
    assert "What stood inside does so again" in (await browser.get(there)).text
    assert [False, False, True] == [post.internal for post in (await site.discussion()).posts]
    async with await site.api(MEMBER) as client:
        assert 200 == (await client.post(f"/discussions/{place}/share")).status_code
        assert 200 == (await client.post(f"/discussions/{place}/unshare")).status_code
        assert 422 == (await client.post(f"/discussions/{place}/unshare")).status_code


async def test_leaving_says_what_it_makes(site: Site) -> None:
    """In numbers, of the project and of one discussion; nothing is done by looking."""
    browser, place = await site.browser(ADMIN), site.ids["discussion"]
    asked = f"address={CLIENT}"
    page = (await browser.get(f"/projects/{site.ids['project']}/leave?{asked}")).text
    assert "1 discussion goes on without them" in page
    assert "1 open question of theirs is withdrawn" in page
    there = (await browser.get(f"/discussions/{place}/leave?{asked}")).text
    assert "1 open question of theirs is withdrawn" in there
    member = (await browser.get(f"/projects/{site.ids['project']}/leave?address={MEMBER}")).text
    assert "waits until an admin looks at it" in member
    assert CLIENT in (await browser.get(f"/discussions/{place}")).text


async def test_who_is_not_there_is_named_to_nobody(site: Site) -> None:
    """The page says no more than leaving does: not the name of somebody of another project, nor
    of who has left already.
    """
    member, admin = await site.browser(MEMBER), await site.browser(ADMIN)
    there, here = (f"/{kind}s/{site.ids[kind]}/leave" for kind in ("project", "discussion"))
    for path in (there, here):
        refused = await member.get(f"{path}?address={STRANGER}")
        assert refused.status_code == 422
        assert "Rita" not in refused.text
    await admin.post(here, address=CLIENT)
    assert 422 == (await admin.get(f"{here}?address={CLIENT}")).status_code
    assert "goes on without them" not in (await admin.get(f"{there}?address={CLIENT}")).text


async def test_a_webhook_is_not_gone_at_once(site: Site) -> None:
    """A page says what removing it means."""
    made = await webhooks.add_webhook(site.container, "https://example.com/in")
    browser, path = await site.browser(ADMIN), f"/webhooks/{made.webhook.id}"
    assert f'href="{path}/remove"' in (await browser.get("/webhooks")).text
    assert "Its secret is forgotten" in (await browser.get(f"{path}/remove")).text
    await browser.post(path, do="remove")
    assert 404 == (await browser.get(f"{path}/remove")).status_code


@pytest.mark.parametrize(
    "path",
    [
        "/working-time?did=abc",
        "/projects?from=abc",
        "/people?after=abc",
        "/surveys?before=abc",
        "/audit?before=abc",
        "/quarantine?before=abc",
        "/activity?before=abc",
        "/?after=abc",
        "/tasks?after=abc",
        "/me?from=abc",
    ],
)
async def test_what_is_no_number_asks_for_nothing(site: Site, path: str) -> None:
    """The page shows its beginning."""
    assert 200 == (await (await site.browser(ADMIN)).get(path)).status_code


async def test_the_people_of_a_project_come_in_pages(site: Site) -> None:
    """Beside its discussions stand a few; each is on one of the pages, and each page is light."""
    rows = [(f"guest{number:03}@guests.test", "", "client") for number in range(MANY)]
    await bulk.import_people(site.container, rows, "Bloom site")
    browser, project = await site.browser(ADMIN), site.ids["project"]
    assert 20 > (await browser.get(f"/projects/{project}")).text.count("@guests.test")
    path, seen = f"/projects/{project}?part=people", list[str]()
    while path:
        page = (await browser.get(path)).text
        assert len(page.encode()) < 100_000
        seen += re.findall(r'class="address">(guest\d+)@', page)
        more = re.search(r'href="([^"]*)">More people', page)
        path = more[1].replace("&amp;", "&") if more else ""
    assert [f"guest{number:03}" for number in range(MANY)] == seen


async def test_the_people_of_a_company_come_in_pages(site: Site) -> None:
    """Programs get all of them."""
    rows = [(f"guest{number:03}@guests.test", "", "client") for number in range(MANY)]
    await bulk.import_people(site.container, rows, "Bloom site")
    browser, path, seen = await site.browser(ADMIN), "/companies/guests.test", list[str]()
    while path:
        page = (await browser.get(path)).text
        seen += re.findall(r'class="address">(guest\d+)@', page)
        more = re.search(r'href="([^"]*)">More people', page)
        path = more[1] if more else ""
    assert [f"guest{number:03}" for number in range(MANY)] == seen
    async with await site.api(ADMIN) as client:
        assert MANY == len((await client.get("/companies/guests.test")).json()["addresses"])


@pytest.mark.parametrize("row", [page for page in ROUTES if page.method == "POST"], ids=name)
async def test_the_address_of_each_form_can_be_opened(site: Site, row: Page) -> None:
    """A mistake is shown there; who reloads it is led to the page that the form stands on."""
    if row.path.startswith(("/a/", "/sign-in/{token}")):
        return  # links of letters: they have pages of their own
    browser = await site.browser(ADMIN)
    made = await webhooks.add_webhook(site.container, "https://example.com/in")
    site.ids["webhook"] = made.webhook.id
    answer = await browser.get(path_of(row, site).replace("{act}", "hold"))
    if answer.status_code == 303:
        answer = await browser.get(answer.headers["location"])
    assert 405 != answer.status_code, answer.headers
