"""A discussion that the team opens, and what goes along with an answer: files and questions."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from mailbridge.services.discussions import read, write
from mailbridge.services.discussions.along import Along
from mailbridge.services.oversight import erasing
from mailbridge.services.people import register
from mailbridge.services.searching.search import search
from mailbridge.services.telling import drain_outbox, take_back
from mailbridge.steps.text.enclosures import Upload
from mailbridge.store.engine.schema import raws
from tests.container import Relay
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, URL, Browser, Site

FILES = [("files", ("prices\\list.csv", b"walrus;12\r\n", "text/csv")),
         ("files", ("evil.eml", b"Subject: x\r\n\r\nno", "message/rfc822"))]  # fmt: skip


async def sent(browser: Browser, path: str, files: Any = None, **fields: str) -> Any:
    headers = {"sec-fetch-site": "same-origin", "origin": URL}
    data = {"token": browser.form_token, **fields}
    return await browser.client.post(path, data=data, files=files, headers=headers)


async def test_a_discussion_is_started_with_any_address(site: Site) -> None:
    """Somebody nobody knew gets the letter with files and numbered questions; search finds it."""
    browser = await site.browser(ADMIN)
    answer = await sent(
        browser, "/discussions/new", FILES, project="Bloom site", to=f"{CLIENT}, new@far.test",
        subject="Opening", text="We open on Monday.",
        **{"ask-1": "Which door?", "due-1": "2026-11-30", "else-1": "We take the left one."},
    )  # fmt: skip
    assert 303 == answer.status_code, answer.text
    made = int(answer.headers["location"].rpartition("/")[2])
    page = await read.show_discussion(site.container, made)
    assert ["list.csv", "evil.eml"] == [one.filename for one in page.posts[0].attachments]
    [asked] = [one for one in page.questions if one.side == "client"]
    assert ("Which door?", "We take the left one.") == (asked.text, asked.consequence)
    assert asked.due is not None
    assert "2026-11-30" == asked.due.date().isoformat()
    found = await search(site.container, "walrus")
    assert ["file"] == [one.kind for one in found.results]
    site.container.clock.forward(minutes=2)  # type: ignore[attr-defined]
    await drain_outbox.drain(site.container)
    relay = site.container.relay
    assert isinstance(relay, Relay)
    assert {CLIENT, "new@far.test"} <= {to for _, to, _ in relay.taken}
    file = await browser.get(f"/attachments/{page.posts[0].attachments[0].id}")
    assert b"walrus;12\r\n" == file.content


async def test_what_is_wrong_stands_beside_its_field(site: Site) -> None:
    """And what was typed stays; nothing was opened."""
    browser = await site.browser(MEMBER)
    right = {"project": "Bloom site", "to": CLIENT, "subject": "Hm", "text": "Words."}
    for name, value in (
        ("to", "nobody at home"), ("to", ""), ("subject", " "), ("text", ""),
        ("project", "Rival shop"),
    ):  # fmt: skip
        answer = await sent(browser, "/discussions/new", **(right | {name: value}))
        assert (422, True) == (answer.status_code, f'id="wrong-{name}"' in answer.text), name
        kept = {one for field, one in right.items() if field not in (name, "project")}
        assert all(one in answer.text for one in kept)
    assert 'type="search" value=""' in (await browser.get("/discussions/new")).text
    asks = {"ask-1": "Which?", "due-1": "never ever"}
    assert 'id="wrong-asks"' in (await sent(browser, "/discussions/new", **right, **asks)).text
    assert 1 == len(await read.list_discussions(site.container))
    inside = await sent(browser, "/discussions/new", **(right | {"to": "", "inside": "yes"}))
    assert 303 == inside.status_code


async def test_files_and_questions_go_along_with_an_answer(site: Site) -> None:
    """By the form, and by the API; a note takes files and asks nothing."""
    browser, where = await site.browser(ADMIN), site.ids["discussion"]
    fields = {"text": "See the list.", "to": "internal", "ask-1": "Not asked?"}
    answer = await sent(browser, f"/discussions/{where}/reply", FILES[:1], **fields)
    assert 303 == answer.status_code, answer.text
    async with await site.api(ADMIN) as client:
        body = {
            "text": "Here it is.", "to_all": True,
            "files": [{"name": "a.txt", "content": base64.b64encode(b"pelican").decode()}],
            "questions": [{"text": "Which colour?", "due": "2026-12-01"}],
        }  # fmt: skip
        made = await client.post(f"/discussions/{where}/replies", json=body)
        assert (201, ["a.txt"]) == (
            made.status_code, [one["filename"] for one in made.json()["attachments"]],
        )  # fmt: skip
        much = body | {"files": [{"name": "b", "content": "AAAA" * 3_500_000}]}
        assert 422 == (await client.post(f"/discussions/{where}/replies", json=much)).status_code
    page = await read.show_discussion(site.container, where)
    asked = [one.text for one in page.questions if one.side == "client"]
    assert ("Which colour?" in asked, "Not asked?" in asked) == (True, False)
    assert "list.csv" in {file.filename for post in page.posts for file in post.attachments}


async def test_another_discussion_is_chosen_and_not_typed(site: Site) -> None:
    """From the newest of the project, or by its words; this one is not among them."""
    browser, where = await site.browser(ADMIN), site.ids["discussion"]
    fields = {"project": "Bloom site", "to": CLIENT, "subject": "Lanterns", "text": "Red ones."}
    made = (
        (await sent(browser, "/discussions/new", **fields)).headers["location"].rpartition("/")[2]
    )
    for asked in ("", "?q=lantern", "?q=red", f"?post={site.ids['post']}"):
        page = (await browser.get(f"/discussions/{where}/into{asked}")).text
        assert (True, False) == (f'value="{made}"' in page, f'name="into" value="{where}"' in page)
    assert 404 == (await browser.get(f"/discussions/{made}/into?post=1")).status_code
    assert "No discussion" in (await browser.get(f"/discussions/{where}/into?q=walrus")).text
    gone = await browser.post(f"/discussions/{where}/merge", into=made)
    there, _, change = gone.headers["location"].partition("?did=merged&change=")
    assert f"/discussions/{made}" == there
    page = (await browser.get(gone.headers["location"])).text
    assert f'name="change" value="{change}"><button>Undo' in page
    undo = f"/discussions/{made}/undo"
    back = await browser.post(undo, change=change)
    assert "taken back" in (await browser.get(back.headers["location"])).text
    assert 422 == (await browser.post(undo, change=change)).status_code


async def test_files_that_were_given_go_with_who_gave_them(site: Site) -> None:
    """Their octets are kept under no row of the mail log, and leave all the same."""
    member = await register.find_person(site.container, MEMBER)
    upload = Upload("walrus.txt", "text/plain", b"A walrus.")
    await write.add_reply(
        site.container, member, site.ids["discussion"], "Here.", along=Along((upload,))
    )
    kept = select(func.count()).select_from(raws)
    before = await site.container.store.read(lambda db: db.execute(kept).scalar_one())
    await erasing.erase_person(site.container, MEMBER)
    assert before - 1 == await site.container.store.read(lambda db: db.execute(kept).scalar_one())
    assert () == (await search(site.container, "walrus")).results


async def test_a_large_file_of_an_answer_that_is_taken_back_leaves_the_disk(site: Site) -> None:
    """Nothing lies under its hash any more, once the answer is gone."""
    site.container.undo = timedelta(seconds=60)
    member = await register.find_person(site.container, MEMBER)
    large = Along((Upload("walrus.bin", "application/octet-stream", b"w" * 400_000),))
    where = site.ids["discussion"]
    made = await write.add_reply(site.container, member, where, "Here.", along=large)
    wanted = select(raws.c.sha256).where(raws.c.content.is_(None))
    sha256 = await site.container.store.read(lambda db: db.execute(wanted).scalar_one())
    assert await site.container.blobs.get(sha256)
    await take_back.take_back_post(site.container, made, member)
    with pytest.raises(OSError, match=sha256):
        await site.container.blobs.get(sha256)
