"""The way of an address from its name to the first letter that came through it, in the web."""

from mailbridge.services.aliases import cards
from tests.doors.web.site import ADMIN, Site

ALIAS = "winter@agency.test"
PLACE = f"/addresses/{ALIAS}"


async def test_an_admin_connects_an_address(site: Site) -> None:
    """A mistake stands at its field with what was typed; then steps, a confirmation awaited and a
    test under way, all without a command.
    """
    browser, project = await site.browser(ADMIN), str(site.ids["project"])
    wrong = await browser.post("/addresses", address="winter", project=project)
    assert (422, True, True) == (
        wrong.status_code,
        'value="winter"' in wrong.text,
        'aria-describedby="address-trouble"' in wrong.text,
    )
    added = await browser.post("/addresses", address=ALIAS, project=project)
    assert f"{PLACE}?did=added" == added.headers["location"]
    shown = await browser.get(f"{PLACE}?how=google")
    target = (await cards.show_alias(site.container, ALIAS)).target
    assert f"map to {target}." in shown.text
    assert shown.headers["refresh"].startswith(f"5; url={PLACE}?at=")
    assert "refresh" not in (await browser.get(f"{PLACE}?look=no")).headers
    await browser.post(PLACE, do="test")
    under_way = await browser.get(PLACE)
    assert ("Waits in the outbox" in under_way.text, "disabled" in under_way.text) == (True, True)
    assert "mailbridge alias" not in shown.text + under_way.text


async def test_what_removing_means_is_said_first(site: Site) -> None:
    """Looking removes nothing; the button does, and the list says so."""
    browser = await site.browser(ADMIN)
    await browser.post("/addresses", address=ALIAS, project=str(site.ids["project"]))
    assert "is refused here" in (await browser.get(f"{PLACE}/remove")).text
    gone = await browser.post(f"{PLACE}/remove")
    assert "leads nowhere now" in (await browser.get(gone.headers["location"])).text
    assert 404 == (await browser.get(PLACE)).status_code


async def test_without_a_relay_the_button_says_why(site: Site) -> None:
    """On the same page, beside it."""
    site.container.relay = None
    browser = await site.browser(ADMIN)
    await browser.post("/addresses", address=ALIAS, project=str(site.ids["project"]))
    refused = await browser.post(PLACE, do="test")
    assert (422, True) == (refused.status_code, 'id="test-trouble"' in refused.text)
