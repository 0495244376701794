"""Levels and followed discussions through the API and the web."""

from tests.doors.web.site import ADMIN, MEMBER, Site


async def test_a_member_chooses_what_they_hear(site: Site) -> None:
    """For themselves; an admin for everybody."""
    async with await site.api(MEMBER) as client, await site.api(ADMIN) as admin:
        path = f"/people/{MEMBER}/levels"
        project = site.page.discussion.project
        before = (await client.get(path)).json()
        assert {"everything"} == {view["level"] for view in before}
        made = await client.post(path, json={"level": "important", "project": project})
        assert [(MEMBER, project, "important")] == [
            (view["person"], view["project"], view["level"])
            for view in made.json()
            if view["level"] != "everything"
        ]
        assert 404 == (await client.get(f"/people/{ADMIN}/levels")).status_code
        assert 200 == (await admin.post(path, json={"level": "off"})).status_code
        assert {"off"} == {view["level"] for view in (await client.get(path)).json()}


async def test_levels_and_followed_discussions_on_pages(site: Site) -> None:
    """On one's own page, and by the button of a discussion."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.page.discussion.id}"
    number = site.page.discussion.project_id
    fields = {"language": "en", "time_zone": "", f"level-{number}": "off"}
    assert 303 == (await browser.post("/me", **fields)).status_code
    shown = (await browser.get("/me")).text
    assert '<option value="off" selected>' in shown
    await browser.post(f"{path}/follow", follows="yes")
    assert "Follow it no more" in (await browser.get(path)).text
