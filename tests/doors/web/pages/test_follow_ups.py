"""The page of what goes by the clock."""

import re

from mailbridge.services import projects
from mailbridge.services.discussions import write
from mailbridge.services.discussions.along import Along, Asking
from mailbridge.services.follow_up import browse
from mailbridge.services.people import register
from mailbridge.services.telling.outbox import list_letters
from tests.container import MORNING
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, STRANGER, Site
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
        looked = await browser.get(f"/follow-ups/{number}/{act}")
        assert f"/follow-ups/{number}" == looked.headers["location"]
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


async def test_several_are_put_off_kept_back_and_let_go(site: Site) -> None:
    """From the list, with what was done and a way back; a day that was is refused beside them."""
    number = await waiting(site)
    browser, before = await site.browser(ADMIN), await browse.show_due(site.container, number)
    pick = {f"pick-{number}": "on"}
    wrong = await browser.post("/follow-ups", act="postpone", day="2020-01-01", **pick)
    assert (422, True) == (wrong.status_code, f'name="pick-{number}" checked' in wrong.text)
    assert 422 == (await browser.post("/follow-ups", act="hold")).status_code
    await browser.post("/follow-ups", act="postpone", day="2099-03-04", **pick)
    later = await browse.show_due(site.container, number)
    assert ("2099-03-04", before.at.time()) == (later.at.date().isoformat(), later.at.time())
    done = await browser.post("/follow-ups", only=f"hold.{number}", show="held")
    assert "held" == await state(site, number)
    page = (await browser.get(done.headers["location"])).text
    assert f'type="hidden" name="pick-{number}"' in page.partition('class="flash"')[2]
    await browser.post("/follow-ups", act="resume", **pick)
    assert "waiting" == await state(site, number)
    stranger = await site.browser(STRANGER)
    assert 404 == (await stranger.post("/follow-ups", act="skip", **pick)).status_code
    async with await site.api(ADMIN) as api:
        body = {"ids": [number, 999_999], "act": "skip"}
        assert [str(number)] == [
            due["id"] for due in (await api.post("/follow-ups", json=body)).json()
        ]
    assert "skipped" == await state(site, number)


async def test_what_was_skipped_or_put_off_is_taken_back(site: Site) -> None:
    """By the button that says what was done; pressed again, or after something newer, it does
    nothing.
    """
    number = await waiting(site)
    browser, before = await site.browser(ADMIN), await browse.show_due(site.container, number)
    for act, day in (("skip", ""), ("postpone", "2099-03-04")):
        done = await browser.post("/follow-ups", only=f"{act}.{number}", day=day)
        flash = (await browser.get(done.headers["location"])).text.partition('class="flash"')[2]
        undo = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', flash.partition("</form>")[0]))
        assert undo["act"] == f"un{act}"
        for status in (303, 422):
            assert status == (await browser.post("/follow-ups", **undo)).status_code
        assert before == await browse.show_due(site.container, number)
    await browser.post("/follow-ups", only=f"postpone.{number}", day="2099-03-04")
    await (await site.browser(MEMBER)).post("/follow-ups", only=f"skip.{number}")
    late = await browser.post(f"/follow-ups/{number}/unskip")
    assert (422, True) == (late.status_code, "done here since" in late.text)
    assert "skipped" == await state(site, number)


async def test_who_is_asked_what_stands_in_a_table(site: Site) -> None:
    """With the day and the next reminder, below what is due and alone; the API gives the same."""
    admin, place = await register.find_person(site.container, ADMIN), site.ids["discussion"]
    asks = Along(asks=(Asking("Which bread?", "2026-11-27", "rye"), Asking("Who pays?")))
    await write.add_reply(site.container, admin, place, "Two things.", along=asks)
    page = (await (await site.browser(MEMBER)).get("/follow-ups")).text
    table = page.partition('<table class="asked"')[2].partition("</table>")[0]
    assert ["Which bread?", "Who pays?"] == re.findall(r'#questions">([^<]+)', table)
    api = await site.api(MEMBER)
    bread, pays = (await api.get("/open-questions")).json()
    assert (["Maria"], "Anna", "rye", "2026-11-27") == (
        bread["to"],
        bread["asked_by"],
        bread["consequence"],
        bread["due"][:10],
    )
    nudge = bread["reminder"]
    assert ("nudge", "waiting", nudge) == (nudge["what"], nudge["state"], pays["reminder"])
    assert f'href="/follow-ups/{nudge["id"]}"' in table
    alone = (await (await site.browser(ADMIN)).get("/follow-ups?show=questions")).text
    assert ("Who pays?" in alone, "due-row" in alone) == (True, False)
    [first] = (await api.get("/open-questions", params={"limit": 1})).json()
    assert bread == first
    async with await site.api(STRANGER) as stranger:
        assert [] == (await stranger.get("/open-questions")).json()


async def test_no_number_names_a_question(site: Site) -> None:
    """A page that begins nowhere is the first one; a form begins with its last posts."""
    browser, place = await site.browser(ADMIN), site.ids["discussion"]
    for after in ("²", "9" * 30):
        first = await browser.get(f"/follow-ups?show=questions&after={after}")
        assert 200 == first.status_code
    form = await browser.get(f"/discussions/{place}/split?post={'9' * 5000}")
    assert 200 == form.status_code


async def test_the_letter_is_seen_before_it_goes(site: Site) -> None:
    """The very one; looking changes nothing."""
    number = await waiting(site)
    browser = await site.browser(ADMIN)
    await browser.post(f"/follow-ups/{number}", words="By Friday, Maria.")
    owed = len(await list_letters(site.container))
    page = (await browser.get(f"/follow-ups/{number}")).text
    assert re.search(r"As Maria will read it.*?By Friday, Maria\.", page, re.DOTALL)
    async with await site.api(ADMIN) as api:
        made = (await api.get(f"/follow-ups/{number}/preview")).json()
        assert [CLIENT] == [letter["address"] for letter in made["letters"]]
    assert ("waiting", owed) == (await state(site, number), len(await list_letters(site.container)))
