"""The quarantine, contacts, two people who are one, and the link to another address: pages and
API.
"""

import re

from mailbridge.services import projects
from mailbridge.services.declaring.apply import apply_declarations
from mailbridge.services.mail_log import browse
from mailbridge.services.people import addresses, register, unconfirmed_contacts
from mailbridge.services.telling import outbox
from mailbridge.steps.deciding.declared_changes import Declarations, DeclaredProject
from tests.doors.web.site import ADMIN, MEMBER, STRANGER, Site
from tests.services.post_office import PostOffice

WHO = "Who Ever <who@elsewhere.test>"


async def held(site: Site, subject: str = "Strange offer") -> int:
    """A stranger's letter that waits."""
    await projects.change_project(site.container, "Bloom site", {"unknown_authors": "hold"})
    office = PostOffice(
        site.container,
        (await projects.show_project(site.container, "Bloom site")).address,
        brought=100,
    )
    return (await office.bring(WHO, subject, "Buy our <b>rye</b>.\nTruly.")).id


async def test_what_waits_is_shown_with_its_reason_and_beginning(site: Site) -> None:
    """Nothing of it is markup; in Russian the reason is Russian."""
    await held(site)
    page = (await (await site.browser(ADMIN)).get("/quarantine")).text
    assert "The project takes mail from known authors only." in page
    assert ("Buy our &lt;b&gt;rye&lt;/b&gt;." in page, "<b>rye</b>" in page) == (True, False)
    assert (2, 3) == (page.count('/discard"'), page.count('name="how"'))


async def test_one_button_files_it(site: Site) -> None:
    """Looking files nothing; the button does, and the author is welcome from then on."""
    waiting, browser = await held(site), await site.browser(ADMIN)
    await browser.get("/quarantine")
    assert "hold" == (await browse.show_mail(site.container, waiting)).disposition
    answer = await browser.post(f"/quarantine/{waiting}/accept", how="always")
    assert (303, f"/quarantine?did=accepted&of={waiting}") == (
        answer.status_code,
        answer.headers["location"],
    )
    assert "filed" == (await browse.show_mail(site.container, waiting)).reason
    assert "who@elsewhere.test" in (await browser.get("/quarantine")).text
    again = await browser.post(f"/quarantine/{waiting}/accept", how="once")
    assert 409 == again.status_code


async def test_mail_of_no_project_is_filed_where_the_admin_says(site: Site) -> None:
    """The form asks for the project."""
    office = PostOffice(site.container, "postmaster@bridge.test", brought=200)
    waiting, browser = (
        (await office.bring(WHO, "Trouble", "Your form is broken.")).id,
        await site.browser(ADMIN),
    )
    assert 'name="project" required' in (await browser.get("/quarantine")).text
    assert 422 == (await browser.post(f"/quarantine/{waiting}/accept", how="once")).status_code
    assert (
        303
        == (
            await browser.post(
                f"/quarantine/{waiting}/accept", how="once", project=str(site.ids["project"])
            )
        ).status_code
    )
    assert "Bloom site" == (await browse.show_mail(site.container, waiting)).project


async def test_the_api_decides_what_waits(site: Site) -> None:
    """Listed with why and its beginning, accepted as a client, and a second one dropped with its
    author.
    """
    waiting = await held(site)
    async with await site.api(ADMIN) as client:
        (one,) = (await client.get("/quarantine")).json()
        assert ("unknown-author", "Who Ever", True) == (
            one["reason"],
            one["author_name"],
            one["preview"].startswith("Buy our"),
        )
        filed = await client.post(f"/quarantine/{waiting}/accept", json={"how": "client"})
        assert "filed" == filed.json()["reason"]
        await client.post("/policies", json={"author": "who@elsewhere.test", "policy": "hold"})
        second = await held(site, "Again")
        dropped = await client.post(f"/quarantine/{second}/discard", json={"block": True})
        assert "discarded-by-hand" == dropped.json()["reason"]
        assert {("hold", None), ("block", "Bloom site")} == {
            (one["policy"], one["project"]) for one in (await client.get("/policies")).json()
        }


async def test_a_member_confirms_contacts_of_his_own_projects(site: Site) -> None:
    """With their colleagues named; somebody of another project neither sees nor confirms them."""
    office = PostOffice(
        site.container,
        (await projects.show_project(site.container, "Bloom site")).address,
        brought=300,
    )
    await office.bring("Tom Reed <tom@bloom.test>", "Zones", "Please add two zones.")
    stranger = await site.browser(STRANGER)
    assert "tom@bloom.test" not in (await stranger.get("/people")).text
    there = await stranger.post("/people/confirm", address="tom@bloom.test")
    nowhere = await stranger.post("/people/confirm", address="nobody@bloom.test")
    assert (422, 422) == (there.status_code, nowhere.status_code)
    assert nowhere.text.replace("nobody@", "tom@") == there.text
    browser = await site.browser(MEMBER)
    page = (await browser.get("/people")).text
    assert "судя по домену, от того же клиента, что и maria@bloom.test" in page
    assert 303 == (await browser.post("/people/confirm", address="tom@bloom.test")).status_code
    assert [] == await unconfirmed_contacts.list_contacts(site.container)


async def test_two_people_are_put_together_and_taken_apart(site: Site) -> None:
    """By an admin's forms."""
    browser = await site.browser(ADMIN)
    await register.add_person(site.container, "ml@home.test", "Maria")
    home = await register.find_person(site.container, "ml@home.test")
    chooser = (await browser.get(f"/people/{home.id}/same")).text
    assert ("maria@bloom.test", True) == (
        re.findall(r'name="address" value="([^"]+)"', chooser)[0],
        "ml@home.test" not in re.findall(r'name="address" value="([^"]+)"', chooser),
    )
    wrong = await browser.post(f"/people/{home.id}", do="merge", address="no@where.test")
    assert (404, True) == (wrong.status_code, "no@where.test" in wrong.text)
    done = await browser.post(f"/people/{home.id}", do="merge", address="maria@bloom.test")
    assert ("maria@bloom.test", "ml@home.test") == (
        await register.find_person(site.container, "ml@home.test")
    ).addresses
    page = (await browser.get(done.headers["location"])).text
    assert f'name="away" value="{home.id}"><button name="do" value="part">' in page
    maria = done.headers["location"].partition("?")[0]
    for status in (303, 422):  # the second press takes nothing else back
        answer = await browser.post(maria, do="part", away=str(home.id))
        assert status == answer.status_code
    assert ("ml@home.test",) == (
        await register.find_person(site.container, "ml@home.test")
    ).addresses


async def test_the_link_to_another_address_needs_a_click(site: Site) -> None:
    """A scanner that opens it changes nothing (case 90); who presses the button has the address;
    the link is used up.
    """
    path = (
        await addresses.ask_address(site.container, "maria@bloom.test", "ml@home.test")
    ).removeprefix("http://bridge.test")
    assert 1 == len(
        [one for one in await outbox.list_letters(site.container) if one.letter == "address"]
    )
    browser = site.stranger()
    for _ in range(2):
        assert "ml@home.test" in (await browser.get(path)).text
    assert ("maria@bloom.test",) == (
        await register.find_person(site.container, "maria@bloom.test")
    ).addresses
    assert "counts as yours now" in (await browser.post(path)).text
    assert (
        "ml@home.test" in (await register.find_person(site.container, "maria@bloom.test")).addresses
    )
    assert [410, 410, 410] == [
        (await browser.get(path)).status_code,
        (await browser.post(path)).status_code,
        (await browser.get("/a/x")).status_code,
    ]


async def test_a_projects_settings_and_old_addresses(site: Site) -> None:
    """An admin sets them and makes a new address; the page tells who still writes to the old
    one.
    """
    browser, page = await site.browser(ADMIN), f"/projects/{site.ids['project']}"
    await browser.post(f"{page}/settings", unknown_authors="reject", team_replies="internal")
    view = await projects.show_project(site.container, "Bloom site")
    assert ("reject", "internal") == (view.unknown_authors, view.team_replies)
    await browser.post(f"{page}/rotate")
    shown = (await browser.get(f"{page}?part=settings")).text
    assert (True, True) == (view.address in shown, "1 letter," in shown)
    async with await site.api(ADMIN) as client:
        changed = await client.patch("/projects/Bloom site", json={"unknown_authors": "accept"})
        current, old = (await client.get("/projects/Bloom site/addresses")).json()
    assert ("accept", None, view.address) == (
        changed.json()["unknown_authors"],
        current["retires"],
        old["address"],
    )
    assert ["maria@bloom.test"] == [use["author"] for use in old["users"]]


async def test_the_api_gives_asks_and_takes_addresses(site: Site) -> None:
    """For admins; what is somebody else's is refused."""
    async with await site.api(ADMIN) as client:
        given = await client.post(
            "/people/maria@bloom.test/addresses", json={"address": "ml@home.test"}
        )
        taken = await client.post("/people/maria@bloom.test/addresses", json={"address": MEMBER})
        asked = await client.post(
            "/people/maria@bloom.test/ask", json={"address": "maria@old.test"}
        )
        gone = await client.delete("/people/maria@bloom.test/addresses/ml@home.test")
        last = await client.delete("/people/maria@bloom.test/addresses/maria@bloom.test")
    assert [201, 409, 202, 200, 422] == [
        one.status_code for one in (given, taken, asked, gone, last)
    ]
    assert ["maria@bloom.test"] == gone.json()["addresses"]


async def test_what_files_declare_is_shown_so_and_not_offered_for_change(site: Site) -> None:
    """The page names the file; its alias, people and settings have no buttons. The API says so."""
    await declare_site(site)
    browser, page = await site.browser(ADMIN), f"/projects/{site.ids['project']}"
    shown = (await browser.get(page)).text
    refused = await browser.post(f"{page}/settings", unknown_authors="reject")
    assert ("site.toml" in shown, "from configuration" in shown) == (True, True)
    assert [False, False] == [word in shown for word in ("/settings", "/aliases/remove")]
    assert "site.toml" in refused.text
    async with await site.api(ADMIN) as client:
        told = (await client.get("/projects/Bloom site")).json()
        changed = await client.patch("/projects/Bloom site", json={"unknown_authors": "accept"})
    assert ("site.toml", 409) == (told["declared"], changed.status_code)


async def declare_site(site: Site) -> None:
    aliases = (await projects.show_project(site.container, "Bloom site")).aliases
    project = DeclaredProject("site.toml", "Bloom site", {}, (*aliases, "hi@bloom.test"))
    await apply_declarations(site.container, Declarations((project,)))
