"""The page of what is kept how long."""

from datetime import timedelta

from tests.doors.web.site import ADMIN, Site


async def test_what_the_next_run_deletes_is_said_and_done(site: Site) -> None:
    """Counted on the page, named on the page with the button, and told when it is gone."""
    browser, project = await site.browser(ADMIN), str(site.ids["project"])
    wrong = await browser.post("/retention", project=project, retention_days="soon")
    assert (422, True) == (wrong.status_code, 'id="retention-trouble"' in wrong.text)
    saved = await browser.post("/retention", project=project, retention_days="30")
    page = (await browser.get(saved.headers["location"])).text
    assert ("Saved" in page, "30 days" in page, "nothing now" in page) == (True, True, True)
    now = site.container.clock
    site.container.clock = lambda: now() + timedelta(days=12)
    for task in (site.ids["task"],):
        await browser.post(f"/tasks/{task}", state="done")
    site.container.clock = lambda: now() + timedelta(days=31)
    await browser.sign_in(site.container)
    assert "Delete it now instead" in (await browser.get("/retention")).text
    asked = (await browser.get("/retention/run")).text
    assert "1 discussion" in asked
    done = await browser.post("/retention/run")
    assert "Deleted: 1 discussions" in (await browser.get(done.headers["location"])).text
    assert "Nothing is that old" in (await browser.get("/retention/run")).text
