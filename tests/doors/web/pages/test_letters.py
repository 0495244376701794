"""Admins look at letters with sample facts."""

from tests.doors.web.site import ADMIN, MEMBER, Site


async def test_an_admin_sees_how_letters_look(site: Site) -> None:
    """In any language, for a role; its HTML in a frame that may do nothing."""
    browser = await site.browser(ADMIN)
    assert "/letters/nudge" in (await browser.get("/letters")).text
    own = (await browser.get("/letters/sign_in")).text
    assert "<h1>A link that signs them in, once</h1>" in own
    assert '<option value="de">Deutsch</option>' in own
    page = (await browser.get("/letters/sign_in?language=ru&role=member")).text
    assert 'src="/letters/sign_in/html?language=ru&amp;role=member"' in page
    assert 404 == (await browser.get("/letters/nothing")).status_code
    assert 404 == (await (await site.browser(MEMBER)).get("/letters")).status_code
