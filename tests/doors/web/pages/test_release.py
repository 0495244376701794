"""Unproven words in the web and by the API: shown, and passed on by a button."""

from mailbridge.services import projects
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, Site
from tests.services.post_office import PostOffice

FORGED = "Pay to my new account."


async def forged(site: Site) -> int:
    """A letter in the client's name that nothing proves, in a discussion with a second client."""
    address = (await projects.show_project(site.container, "Bloom site")).address
    office = PostOffice(site.container, address, brought=7)
    await office.bring(CLIENT, "Invoice 118", "Is it paid?", Cc="Ben <ben@bloom.test>")
    mail = await office.bring(CLIENT, "Invoice 118", FORGED)
    assert mail.post_id is not None
    return mail.post_id


async def test_a_button_passes_unproven_words_on(site: Site) -> None:
    """The discussion says that they stay with the team; the page shows whom they would go to."""
    post_id, browser = await forged(site), await site.browser(MEMBER)
    page = (await browser.get(f"/posts/{post_id}/release")).text
    assert "ben@bloom.test" in page
    assert FORGED in page
    answer = await browser.post(f"/posts/{post_id}/release")
    assert 303 == answer.status_code
    shown = (await browser.get(answer.headers["location"].partition("#")[0])).text
    assert f"/posts/{post_id}/release" not in shown
    assert 422 == (await browser.get(f"/posts/{post_id}/release")).status_code


async def test_the_discussion_leads_to_the_button(site: Site) -> None:
    """Below each post that is kept."""
    post_id, browser = await forged(site), await site.browser(ADMIN)
    inbox = await browser.get("/")
    assert 200 == inbox.status_code
    shown = await browser.get("/posts/0/release")
    assert 404 == shown.status_code
    discussion = (await browser.get(f"/posts/{post_id}/release")).text.split("/discussions/")[-1]
    page = (await browser.get(f"/discussions/{discussion.partition('#')[0]}")).text
    assert "stays with the team" in page
    assert f"/posts/{post_id}/release" in page


async def test_the_api_shows_and_releases(site: Site) -> None:
    """Whom it goes to first, then the same once it is done; a second time there is nothing."""
    post_id, caller = await forged(site), await site.api(MEMBER)
    shown = (await caller.get(f"/posts/{post_id}/release")).json()
    assert ["ben@bloom.test"] == shown["to"]
    assert shown == (await caller.post(f"/posts/{post_id}/release")).json()
    page = (await caller.get(f"/discussions/{shown['discussion_id']}")).json()
    assert True is next(one for one in page["posts"] if one["id"] == str(post_id))["released"]
    assert 422 == (await caller.post(f"/posts/{post_id}/release")).status_code
