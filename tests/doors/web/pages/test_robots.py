"""Robots and loops, and what an admin changes about a person."""

from email.message import EmailMessage

from mailbridge.services import projects
from mailbridge.services.people import author_policy, register
from tests.doors.web.site import ADMIN, Site
from tests.services.post_office import PostOffice

ROBOT = "monitor@watch.test"


async def test_a_robot_is_seen_and_let_through(site: Site) -> None:
    """With one button; the same page takes it back, and the API tells the same."""
    office = PostOffice(
        site.container,
        (await projects.show_project(site.container, "Bloom site")).address,
        brought=400,
    )
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = ROBOT, office.address, "Re: New menu page"
    letter["Auto-Submitted"], letter["In-Reply-To"] = "auto-replied", "<1@bloom.test>"
    letter.set_content("I am away.\n")
    raw = letter.as_bytes().replace(b"\n", b"\r\n")
    await office.bring("", "", "", raw=raw, reverse_path=ROBOT)
    browser = await site.browser(ADMIN)
    assert ROBOT in (await browser.get("/robots")).text
    let = await browser.post("/robots", author=ROBOT, policy="allow")
    assert "told like a person" in (await browser.get(let.headers["location"])).text
    async with await site.api(ADMIN) as client:
        (robot,) = (await client.get("/machines")).json()["robots"]
    assert (ROBOT, "allow", 1) == (robot["author"], robot["policy"], robot["count"])
    await browser.post("/robots", author=ROBOT, policy="forget")
    assert [] == await author_policy.list_policies(site.container)


async def test_a_person_is_changed_on_their_page(site: Site) -> None:
    """Name, role, addresses, one person out of two and apart again; a mistake stands at its field,
    and nobody takes their own role.
    """
    browser, place = await site.browser(ADMIN), f"/people/{site.ids['person']}"
    await register.add_person(site.container, "ml@home.test", "Maria L")
    saved = await browser.post(place, do="change", name="Maria Lopez", role="client+")
    assert "Saved." in (await browser.get(saved.headers["location"])).text
    wrong = await browser.post(place, do="add", address="nobody")
    assert (422, True, True) == (
        wrong.status_code,
        'id="add-trouble"' in wrong.text,
        'value="nobody"' in wrong.text,
    )
    merged = await browser.post(place, do="merge", address=ADMIN.replace("anna", "nobody"))
    assert 404 == merged.status_code
    person = await register.find_person(site.container, "maria@bloom.test")
    assert ("Maria Lopez", "client+") == (person.name, person.role)
    own = await register.find_person(site.container, ADMIN)
    mine = await browser.post(f"/people/{own.id}", do="change", name="Anna", role="member")
    assert (422, "admin") == (
        mine.status_code,
        (await register.find_person(site.container, ADMIN)).role,
    )
