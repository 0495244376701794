"""The page of what goes by the clock."""

import re

from mailbridge.services import projects
from mailbridge.services.follow_up import browse
from tests.container import MORNING
from tests.doors.web.site import ADMIN, CLIENT, STRANGER, Site
from tests.services.post_office import PostOffice

MARIA = f"Maria <{CLIENT}>"


async def waiting(site: Site) -> int:
    """What is offered when the promise to Maria breaks; its number."""
    project = await projects.show_project(site.container, "Bloom site")
    office = PostOffice(site.container, project.address)
    await office.bring(MARIA, "Logo", "Please make it bigger.")
    views, _ = await browse.list_due(site.container)
    return next(view.id for view in views if view.what == "holding" and view.subject == "Logo")


async def state(site: Site, number: int) -> str:
    return (await browse.show_due(site.container, number)).state


async def test_looking_does_nothing_and_each_button_one_thing(site: Site) -> None:
    """Without JavaScript; a link of an act is no page."""
    number = await waiting(site)
    browser = await site.browser(ADMIN)
    link, place = f'href="/follow-ups/{number}"', await browse.show_due(site.container, number)
    assert link in (await browser.get("/follow-ups")).text
    assert link in (await browser.get(f"/discussions/{place.discussion_id}")).text
    page = (await browser.get(f"/follow-ups/{number}")).text
    acts = re.findall(rf'<form method="post" action="/follow-ups/{number}/(\w+)"', page)
    assert ["send", "hold", "skip"] == acts
    for act in acts:
        assert 405 == (await browser.get(f"/follow-ups/{number}/{act}")).status_code
    assert "waiting" == await state(site, number)
    assert 303 == (await browser.post(f"/follow-ups/{number}/hold")).status_code
    assert "held" == await state(site, number)
    await browser.post(f"/follow-ups/{number}", words="Soon, Maria.")
    assert "Soon, Maria." in (await browser.get(f"/follow-ups/{number}")).text
    await browser.post(f"/follow-ups/{number}/send")
    assert "done" == await state(site, number)
    page = (await browser.get(f"/follow-ups/{number}")).text
    assert f"/follow-ups/{number}/send" not in page
    assert "A letter to Maria" in page


async def test_the_api_does_the_same(site: Site) -> None:
    """A stranger finds nothing."""
    number = await waiting(site)
    async with await site.api(ADMIN) as client:
        listed = (await client.get("/follow-ups", params={"until": MORNING.isoformat()})).json()
        assert str(number) not in [due["id"] for due in listed]
        changed = await client.patch(
            f"/follow-ups/{number}", json={"at": "2027-01-04T10:00:00Z", "words": "Soon."}
        )
        assert ("2027-01-04T10:00:00Z", "Soon.") == (
            changed.json()["at"],
            changed.json()["words"],
        )
        assert "skipped" == (await client.post(f"/follow-ups/{number}/skip")).json()["state"]
    async with await site.api(STRANGER) as client:
        assert [] == (await client.get("/follow-ups")).json()
        assert 404 == (await client.get(f"/follow-ups/{number}")).status_code
