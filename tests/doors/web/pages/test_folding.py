"""That too much was cut is remembered for a person's mail program, shown, and forgotten again."""

from mailbridge.services.oversight import audit_list
from mailbridge.services.people import mail_programs
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, Site


async def known(site: Site) -> tuple[str, ...]:
    return await mail_programs.list_programs(site.container, CLIENT)


async def test_it_is_told_at_the_post_and_forgotten_there(site: Site) -> None:
    """By any member of the project; what was forgotten can be had back at once."""
    browser, post = await site.browser(MEMBER), site.ids["post"]
    done = await browser.post(f"/posts/{post}/uncut")
    [program] = await known(site)
    page = (await browser.get(done.headers["location"])).text
    assert f'action="/posts/{post}/fold"' in page
    assert program in page
    folded = await browser.post(f"/posts/{post}/fold", program=program)
    assert () == await known(site)
    page = (await browser.get(folded.headers["location"])).text
    assert f'action="/posts/{post}/unfold"' in page
    await browser.post(f"/posts/{post}/unfold", program=program)
    assert (program,) == await known(site)
    assert 422 == (await browser.post(f"/posts/{post}/fold", program="pine")).status_code


async def test_an_admin_forgets_it_on_the_persons_page(site: Site) -> None:
    """And has it back."""
    browser, person = await site.browser(ADMIN), f"/people/{site.ids['person']}"
    await mail_programs.unfold_program(site.container, CLIENT, " Mutt  Next ")
    assert 'value="mutt next"' in (await browser.get(person)).text
    done = await browser.post(person, do="fold", program="mutt next")
    assert () == await known(site)
    page = (await browser.get(done.headers["location"])).text
    assert 'name="do" value="unfold"' in page
    await browser.post(person, do="unfold", program="mutt next")
    assert ("mutt next",) == await known(site)


async def test_the_audit_log_knows_who_folded_it_where(site: Site) -> None:
    """At a post and on the person's page: the same line, by whoever pressed the button."""
    member, post = await site.browser(MEMBER), f"/posts/{site.ids['post']}"
    admin, person = await site.browser(ADMIN), f"/people/{site.ids['person']}"
    await member.post(f"{post}/unfold", program="mutt")
    await member.post(f"{post}/fold", program="mutt")
    await admin.post(person, do="unfold", program="mutt")
    await admin.post(person, do="fold", program="mutt")
    told = await audit_list.list_audit(site.container, limit=4)
    folded, unfolded = "mutt is folded again", "mutt is shown unfolded"
    assert [(ADMIN, folded), (ADMIN, unfolded), (MEMBER, folded), (MEMBER, unfolded)] == [
        (row.by, row.detail) for row in told
    ]
    assert {(str(site.ids["person"]), "person")} == {
        (str(row.entry.deed.id), row.entry.deed.matter.value) for row in told
    }


async def test_programs_forget_it_too(site: Site) -> None:
    """Of a person, for admins; at a post, for its team."""
    path, post = f"/people/{CLIENT}/programs", f"/posts/{site.ids['post']}"
    async with await site.api(ADMIN) as api:
        assert 204 == (await api.post(path, json={"program": "mutt"})).status_code
        assert ["mutt"] == [row["program"] for row in (await api.get(path)).json()]
        assert 204 == (await api.delete(f"{path}/mutt")).status_code
        assert 404 == (await api.delete(f"{path}/mutt")).status_code
        assert 204 == (await api.post(f"{post}/unfold", json={"program": "mutt"})).status_code
        assert ("mutt",) == await known(site)
        assert 204 == (await api.post(f"{post}/fold", json={"program": "mutt"})).status_code
        assert () == await known(site)


async def test_an_act_of_a_discussion_says_what_it_did(site: Site) -> None:
    """With a button that takes it back."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    for act, fields, back in (
        ("close", {}, "reopen"),
        ("reopen", {}, "close"),
        ("mute", {"muted": "yes"}, "mute"),
        ("follow", {"follows": "yes"}, "follow"),
    ):
        done = await browser.post(f"{path}/{act}", **fields)
        page = (await browser.get(done.headers["location"])).text
        flash = page.partition('class="flash"')[2].partition("</div>")[0]
        assert f'action="{path}/{back}"' in flash, act
