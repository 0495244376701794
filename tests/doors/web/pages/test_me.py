"""A person's own page."""

from mailbridge.domain.token import Purpose, sign
from mailbridge.services.people import mornings, register
from tests.container import KEY
from tests.doors.web.site import CLIENT, MEMBER, Site


async def test_a_client_sets_their_language_and_zone_by_a_signed_link(site: Site) -> None:
    """The page where letters are stopped leads there; a link for something else opens nothing."""
    person = await register.find_person(site.container, CLIENT)
    path = f"/me/{sign(Purpose.ME, (person.id,), KEY)}"
    mute = f"/u/{sign(Purpose.MUTE, (person.id, site.ids['discussion']), KEY)}"
    browser = site.stranger()
    assert path in (await browser.get(mute)).text
    assert "Language and time zone" in (await browser.get(path)).text
    form = {"language": "de", "time_zone": "Europe/Vienna"}
    assert "Saved." in (await browser.client.post(path, data=form)).text
    changed = await register.find_person(site.container, CLIENT)
    assert ("de", "Europe/Vienna", "set") == (
        changed.language,
        changed.time_zone,
        changed.zone_from,
    )
    assert 410 == (await browser.get(path.replace("/me/", "/me/a"))).status_code


async def test_a_member_finds_their_own_page_and_may_not_change_others(site: Site) -> None:
    """In the pages, and in the API."""
    browser = await site.browser(MEMBER)
    assert "/me" in (await browser.get("/")).text
    saved = await browser.post("/me", language="en", time_zone="Asia/Tokyo")
    page = await browser.get(saved.headers["location"])
    assert '<option value="Asia/Tokyo" selected>' in page.text
    async with await site.api(MEMBER) as client:
        own = await client.patch(f"/people/{MEMBER}", json={"time_zone": "Europe/Berlin"})
        assert ("Europe/Berlin", "set") == (own.json()["time_zone"], own.json()["zone_from"])
        for address, wish in ((CLIENT, {"language": "de"}), (MEMBER, {"role": "admin"})):
            assert 404 == (await client.patch(f"/people/{address}", json=wish)).status_code


async def test_a_mail_program_ends_what_the_letter_was(site: Site) -> None:
    """The weekly reports by the link of one, and nothing else (RFC 8058)."""
    person = site.ids["person"]
    path = f"/me/{sign(Purpose.ME, (person,), KEY)}"
    browser, press = site.stranger(), {"List-Unsubscribe": "One-Click"}
    assert await mornings.wants_weekly(site.container, person)
    await browser.client.post(f"{path}?stop=weekly", data=press)
    assert not await mornings.wants_weekly(site.container, person)
    assert await mornings.show_mornings(site.container, person) == ""
    await browser.client.post(path, data={"weekly": "yes"})
    assert await mornings.wants_weekly(site.container, person)
    await browser.client.post(path, data=press)
    assert await mornings.show_mornings(site.container, person) == "no"
