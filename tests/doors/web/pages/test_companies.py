"""The pages of companies."""

import re

from tests.doors.web.site import ADMIN, Site


async def test_a_company_is_named_and_given_domains(site: Site) -> None:
    """The list shows it by its name; a mistake stands beside its field, with what was typed."""
    browser = await site.browser(ADMIN)
    assert ">bloom.test</a>" in (await browser.get("/companies")).text
    wrong = await browser.post(
        "/companies/bloom.test", do="change", name="Café Bloom", domains="no_domain"
    )
    assert 422 == wrong.status_code
    assert 'value="Café Bloom"' in wrong.text
    assert ">no_domain</textarea>" in wrong.text
    assert 'aria-describedby="change-trouble"' in wrong.text
    done = await browser.post(
        "/companies/bloom.test", do="change", name="Café Bloom", domains="bloom.test\nabloom.test"
    )
    assert "/companies/abloom.test?did=changed" == done.headers["location"]
    assert "Saved." in (await browser.get(done.headers["location"])).text
    assert ">Café Bloom</a>" in (await browser.get("/companies?q=caf%C3%A9")).text


async def test_a_merge_is_looked_at_done_and_taken_back(site: Site) -> None:
    """Nothing is done before the button of the page that says what it means."""
    browser = await site.browser(ADMIN)
    for at in ("rye.test", "li.test"):
        await browser.post("/projects/1/people", address=f"li@{at}", name="Li", role="client")
    look = await browser.post("/companies/rye.test", do="look", into="bloom.test")
    assert 200 == look.status_code
    assert "bloom.test, rye.test" in look.text
    assert ">rye.test</a>" in (await browser.get("/companies")).text
    done = await browser.post("/companies/rye.test", do="merge", into="bloom.test")
    page = (await browser.get(done.headers["location"])).text
    assert 'name="do" value="part">Undo' in page
    assert ">rye.test</a>" not in (await browser.get("/companies")).text
    await browser.post("/companies/li.test", do="merge", into="bloom.test")
    [merge] = re.findall(r'name="merge" value="(\d+)"><button name="do"', page)
    stale = await browser.post("/companies/bloom.test", do="part", merge=merge)
    assert (422, True) == (stale.status_code, "done here since" in stale.text)
    [newer] = re.findall(r'name="merge" value="(\d+)"><button class="plain"', stale.text)
    for undone in (newer, merge):
        await browser.post("/companies/bloom.test", do="part", merge=undone)
    assert ">rye.test</a>" in (await browser.get("/companies")).text
