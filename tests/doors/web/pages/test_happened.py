"""What happened, what concerns a member, and the lists that they keep."""

import re

from mailbridge.services.discussions import write
from mailbridge.services.people import register
from tests.doors.web.site import ADMIN, MEMBER, STRANGER, Site


async def test_activity_tells_the_newest_first_and_of_ones_own_projects_alone(site: Site) -> None:
    """By person and kind, too; it goes on by cursor until there is nothing left."""
    api = await site.api(MEMBER)
    told = (await api.get("/activity")).json()
    assert [row["id"] for row in told] == sorted((row["id"] for row in told), key=int)[::-1]
    tasks = (await api.get("/activity", params={"kind": "tasks", "person": ADMIN})).json()
    assert ["task_made"] == [row["kind"] for row in tasks]
    seen: list[str] = []
    before: dict[str, str] = {}
    while True:
        answer = await api.get("/activity", params={"limit": "2", **before})
        seen += [row["id"] for row in answer.json()]
        if "next-cursor" not in answer.headers:
            break
        before = {"cursor": answer.headers["next-cursor"]}
    assert [row["id"] for row in told] == seen
    page = (await (await site.browser(MEMBER)).get("/activity?kind=tasks")).text
    assert "Anna" in page.partition("<main")[2]
    stranger = await site.browser(STRANGER)
    assert "New menu page" not in (await stranger.get("/activity")).text


async def test_updates_say_why_and_go_once_one_is_done(site: Site) -> None:
    """Who is named is told so; done is done until something new comes."""
    anna = await register.find_person(site.container, ADMIN)
    discussion = site.ids["discussion"]

    async def name_igor() -> None:
        words = "@igor, look at this."
        await write.add_reply(site.container, anna, discussion, words, internal=True)

    api = await site.api(MEMBER)
    await api.post("/updates", json={"everything": True})
    assert [] == (await api.get("/updates")).json()
    await name_igor()
    [update] = (await api.get("/updates")).json()
    assert (str(discussion), ["mention"]) == (update["discussion_id"], update["reasons"])
    browser = await site.browser(MEMBER)
    assert f'value="{discussion}"' in (await browser.get("/updates")).text
    for fields in ({"only": str(discussion)}, {"act": "all"}):
        done = await browser.post("/updates", **fields)
        assert [] == (await api.get("/updates")).json()
        page = (await browser.get(done.headers["location"])).text
        [undo] = re.findall(r'name="undo" value="([^"]+)"', page)
        for status in (303, 422):  # pressed twice it takes nothing else back
            answer = await browser.post("/updates", act="undo", undo=undo)
            assert status == answer.status_code
        assert [update] == (await api.get("/updates")).json()
    marks = (await api.post("/updates", json={"discussions": [discussion]})).json()
    assert [] == (await api.get("/updates")).json()
    await api.post("/updates/undo", json={"marks": marks})
    assert [update] == (await api.get("/updates")).json()
    await browser.post("/updates", only=str(discussion))
    await name_igor()
    assert 1 == len((await api.get("/updates")).json())


async def test_an_undo_that_was_cut_short_takes_nothing_back(site: Site) -> None:
    """Nor is it offered."""
    browser, long = await site.browser(MEMBER), "~".join(["1.2.3"] * 1000)
    assert 'name="undo"' not in (await browser.get(f"/updates?did=some&undo={long}")).text
    assert (await browser.post("/updates", act="undo", undo=long)).status_code == 422


async def test_a_kept_view_stands_in_ones_own_menu(site: Site) -> None:
    """It leads to the list; others do not see it; what is no list is not kept."""
    browser = await site.browser(MEMBER)
    there = await browser.post("/views", name="Late ones", place="/tasks?due=late")
    assert "/tasks?due=late" == there.headers["location"]
    assert 'href="/tasks?due=late">Late ones' in (await browser.get("/people")).text
    assert "Late ones" not in (await (await site.browser(ADMIN)).get("/people")).text
    for place in ("https://evil.test/", "//evil.test", "/sign-in", "javascript:alert(1)"):
        answer = await browser.post("/views", name="Evil", place=place)
        assert (422, False) == (answer.status_code, 'href="https://evil' in answer.text), place
    api = await site.api(MEMBER)
    [view] = (await api.get("/views")).json()
    assert 404 == (await (await site.api(ADMIN)).delete(f"/views/{view['id']}")).status_code
    assert 204 == (await api.delete(f"/views/{view['id']}")).status_code
    assert [] == (await api.get("/views")).json()


async def test_a_list_of_the_inbox_is_kept_renamed_and_dropped(site: Site) -> None:
    """From the inbox itself; a name that another view has is refused beside its field."""
    browser, api = await site.browser(MEMBER), await site.api(MEMBER)
    inbox = (await browser.get("/?tab=waiting")).text
    assert 'href="/views?place=/%3Ftab%3Dwaiting"' in inbox
    for name, place in (("Clients", "/?tab=waiting"), ("Late", "/tasks?due=late")):
        await browser.post("/views", name=name, place=place)
    assert '<a class="chip" href="/?tab=waiting">Clients</a>' in (await browser.get("/")).text
    view = next(one for one in (await api.get("/views")).json() if one["name"] == "Clients")
    taken = await browser.post(f"/views/{view['id']}/name", name="Late")
    assert (409, True) == (taken.status_code, 'id="name-trouble"' in taken.text)
    await browser.post(f"/views/{view['id']}/name", name="They owe us")
    renamed = await api.patch(f"/views/{view['id']}", json={"name": "They owe"})
    assert ("They owe", "/?tab=waiting") == (renamed.json()["name"], renamed.json()["place"])
    stranger = await site.api(ADMIN)
    assert 404 == (await stranger.patch(f"/views/{view['id']}", json={"name": "x"})).status_code
    gone = await browser.post(f"/views/{view['id']}/drop")
    undo = (await browser.get(gone.headers["location"])).text
    assert 'name="name" value="They owe"' in undo
    assert ["Late"] == [one["name"] for one in (await api.get("/views")).json()]
