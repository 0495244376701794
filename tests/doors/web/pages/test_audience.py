"""Who hears an answer, in the web and by the API; and people who are taken out."""

import re
from datetime import timedelta

from mailbridge.services import projects, tasks
from mailbridge.services.discussions import read
from mailbridge.services.people import register
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, Site
from tests.services.post_office import PostOffice

BEN = "ben@bloom.test"


async def left_out(site: Site) -> int:
    """Maria wrote to us and Ben, then to us alone; returns the discussion."""
    address = (await projects.show_project(site.container, "Bloom site")).address
    office = PostOffice(site.container, address, brought=7)
    await office.person(BEN, "client", "Ben", "Bloom site")
    first = await office.bring(f"Maria <{CLIENT}>", "Staff plan", "Here it is.", Cc=BEN)
    await office.bring(
        f"Maria <{CLIENT}>", "Re: Staff plan", "Between us.", In_Reply_To="<8@mail.example>"
    )
    assert first.discussion_id is not None
    return first.discussion_id


async def test_the_page_says_whom_an_answer_reaches(site: Site) -> None:
    """To Maria by default; a button writes to all, another answers the first post."""
    number, browser = await left_out(site), await site.browser(MEMBER)
    page = (await browser.get(f"/discussions/{number}?to=all")).text
    assert 'id="to-all" checked' in page
    assert "не получат" in page
    posts = (await (await site.api(MEMBER)).get(f"/discussions/{number}")).json()
    assert (["Maria"], ["Ben"]) != (posts["answer_to"], posts["others"])
    assert ([CLIENT], [BEN]) == (posts["answer_to"], posts["others"])
    await browser.post(f"/discussions/{number}/reply", to="client", text="To Maria.")
    await browser.post(f"/discussions/{number}/reply", to="all", text="To both.")
    first = posts["posts"][0]["id"]
    await browser.post(f"/discussions/{number}/reply", to="client", text="To both.", answers=first)
    shown = (await (await site.api(MEMBER)).get(f"/discussions/{number}")).json()["posts"]
    assert [[CLIENT], [CLIENT, BEN], [CLIENT, BEN]] == [one["audience"] for one in shown[-3:]]


async def test_an_answer_taken_back_is_a_draft_for_the_same_readers(site: Site) -> None:
    """Sent again it reaches whom it was for: all, those of the first post, or those of the newest.
    Beside words for fewer it is for these.
    """
    number, browser = await left_out(site), await site.browser(MEMBER)
    site.container.undo = timedelta(minutes=1)
    path = f"/discussions/{number}"
    first = (await read.show_discussion(site.container, number)).posts[0].id

    async def taken_back(**fields: str | int) -> str:
        await browser.post(f"{path}/reply", text="Ready.", **fields)
        made = (await read.show_discussion(site.container, number)).posts[-1].id
        done = await browser.post(f"/posts/{made}/take-back")
        return (await browser.get(done.headers["location"])).text

    page = await taken_back(to="all")
    assert 'id="to-all" checked' in page
    page = await taken_back(to="client", answers=first)
    assert 'id="to-client" checked' in page
    assert f'name="answers" value="{first}"' in page
    page = await taken_back(to="client")
    assert 'id="to-client" checked' in page
    assert 'name="answers"' not in page
    await browser.post(f"{path}/reply", text="Ready.", to="all")
    made = (await read.show_discussion(site.container, number)).posts[-1].id
    await browser.post(f"{path}/draft", to="client", text="To Maria.")
    done = await browser.post(f"/posts/{made}/take-back")
    page = (await browser.get(done.headers["location"])).text
    assert 'id="to-client" checked' in page


async def test_words_for_different_readers_in_one_draft_are_for_the_team(site: Site) -> None:
    """What was for Maria alone is not read by Ben because other words were begun for both."""
    number, browser = await left_out(site), await site.browser(MEMBER)
    site.container.undo = timedelta(minutes=1)
    path = f"/discussions/{number}"
    first = (await read.show_discussion(site.container, number)).posts[0].id
    await browser.post(f"{path}/reply", text="For Maria alone.", to="client")
    made = (await read.show_discussion(site.container, number)).posts[-1].id
    await browser.post(f"{path}/draft", to="client", text="For both.", answers=first)
    done = await browser.post(f"/posts/{made}/take-back")
    page = (await browser.get(done.headers["location"])).text
    assert "For Maria alone.\n\nFor both." in page
    assert 'id="to-internal" checked' in page
    assert 'name="answers"' not in page


async def test_the_api_answers_the_audience_it_is_told(site: Site) -> None:
    """The newest, that of a post, or all; a post of elsewhere is refused."""
    number, caller = await left_out(site), await site.api(MEMBER)
    path = f"/discussions/{number}/replies"
    for more, expected in (({}, [CLIENT]), ({"to_all": True}, [CLIENT, BEN])):
        answer = (await caller.post(path, json={"text": "Yes.", **more})).json()
        assert expected == answer["audience"]
    refused = await caller.post(path, json={"text": "Yes.", "answers": site.ids["post"]})
    assert 404 == refused.status_code


async def test_a_discussion_is_opened_by_the_api(site: Site) -> None:
    """With clients by their addresses."""
    caller = await site.api(MEMBER)
    given = {"project": "Bloom site", "to": [CLIENT], "subject": "Spring", "text": "Shall we?"}
    made = await caller.post("/discussions", json=given)
    assert (201, [CLIENT]) == (made.status_code, made.json()["posts"][0]["audience"])


async def test_people_are_taken_out_in_the_web_and_by_the_api(site: Site) -> None:
    """Of a discussion, and of a project; who is not there cannot be."""
    number, browser, caller = (
        await left_out(site),
        await site.browser(ADMIN),
        await site.api(MEMBER),
    )
    await browser.post(f"/discussions/{number}/leave", address=BEN)
    page = (await caller.get(f"/discussions/{number}")).json()
    assert BEN not in page["participants"]
    assert 422 == (await caller.delete(f"/discussions/{number}/people/{BEN}")).status_code
    left = await caller.delete(f"/projects/Bloom site/people/{BEN}")
    assert (200, []) == (left.status_code, left.json()["projects"])
    await browser.post(f"/projects/{site.ids['project']}/leave", address=CLIENT)
    people = (await caller.get("/people", params={"project": "Bloom site"})).json()
    assert CLIENT not in [address for one in people for address in one["addresses"]]


async def test_an_observer_reads_nothing_that_left_a_client_out(site: Site) -> None:
    """It was not meant for everybody on the client's side."""
    number = await left_out(site)
    office = PostOffice(site.container)
    await office.person("watcher@bloom.test", "observer", "Watcher", "Bloom site")
    browser = await site.browser("watcher@bloom.test")
    page = (await browser.get(f"/discussions/{number}")).text
    assert "Between us" not in page
    admin = await register.find_person(site.container, ADMIN)
    posts = (await read.show_discussion(site.container, number)).posts
    made = await tasks.make_task(site.container, admin, posts[-1].id, "Tom leaves")
    assert "Tom leaves" not in (await browser.get("/tasks")).text
    assert made.post_id == posts[-1].id


async def test_a_plain_reply_is_shown_to_be_for_the_team(site: Site) -> None:
    """It is to us alone: its author is not named as its reader; the first post was for Ben, too."""
    number, browser = await left_out(site), await site.browser(ADMIN)
    page = (await browser.get(f"/discussions/{number}")).text
    shown = re.findall(r'<div class="muted audience">(.*?)</div>', page)
    plain = [re.sub(r"<[^>]+>", "", one).strip() for one in shown]
    assert ["To Ben", "To the team alone; not to Ben"] == plain
