"""An admin's own templates of letters, written in the web."""

from tests.doors.web.site import ADMIN, Site

PLACE = "/letters/sign_in"


async def test_a_template_is_tried_kept_and_taken_back(site: Site) -> None:
    """A broken one is named beside its field with what was typed; one of a project counts there
    alone; taken back, the letter is as it was.
    """
    browser = await site.browser(ADMIN)

    broken = await browser.post(PLACE, do="keep", file="body.txt", text="Hi {{ nobody.name }}")
    assert (422, True, True) == (
        broken.status_code,
        "mail/sign_in/body.txt:1: " in broken.text,
        "Hi {{ nobody.name }}" in broken.text,
    )
    of_bloom = f"{PLACE}?project=Bloom+site"
    kept = await browser.post(of_bloom, do="keep", file="body.txt", text="Winter is here.\n")
    assert f"{of_bloom}&did=keep#templates" == kept.headers["location"]
    assert "Winter is here." in (await browser.get(of_bloom)).text
    assert "Winter is here." not in (await browser.get(PLACE)).text
    async with await site.api(ADMIN) as client:
        told = (await client.get(f"{PLACE}/templates", params={"project": "Bloom site"})).json()
    assert ["ours", "project", "ours"] == [part["whose"] for part in told]
    await browser.post(of_bloom, do="forget", file="body.txt")
    assert "Winter is here." not in (await browser.get(of_bloom)).text
