"""Files that were chosen in a form stay with what is written until it is sent or thrown away."""

import base64
import re
from datetime import timedelta

import httpx2

from mailbridge.services.desk.draft_files import KeptFile, list_files
from mailbridge.services.oversight import erasing
from mailbridge.services.people import register
from tests.doors.web.site import ADMIN, MEMBER, URL, Browser, Site

LIST, PHOTO = ("list.csv", b"rye;4", "text/csv"), ("rye.jpg", b"\xff\xd8loaf", "image/jpeg")


async def sent(
    browser: Browser, path: str, *files: tuple[str, bytes, str], **fields: str
) -> httpx2.Response:
    headers = {"sec-fetch-site": "same-origin", "origin": URL}
    data = {"token": browser.form_token, **fields}
    chosen = [("files", file) for file in files]
    return await browser.client.post(path, data=data, files=chosen, headers=headers)


def kept_in(answer: httpx2.Response) -> dict[str, str]:
    """The ticked boxes of a page, as a browser would send them."""
    return dict.fromkeys(re.findall(r'name="(kept-\d+)" checked', answer.text), "on")


async def kept_by(site: Site, address: str, place: int | None = None) -> list[str]:
    person = await register.find_person(site.container, address)
    files: tuple[KeptFile, ...] = await list_files(site.container, person, place)
    return [file.name for file in files]


async def test_files_stay_with_a_draft_a_mistake_and_a_preview(site: Site) -> None:
    """Each adds to what is there; sent, the post has them all, and the draft is gone."""
    browser, where = await site.browser(ADMIN), site.ids["discussion"]
    path = f"/discussions/{where}"
    assert 303 == (await sent(browser, f"{path}/draft", LIST, to="client", text="")).status_code
    boxes = kept_in(await browser.get(path))
    failed = await sent(browser, f"{path}/reply", PHOTO, to="client", text=" ", **boxes)
    boxes = kept_in(failed)
    assert (422, 2) == (failed.status_code, len(boxes))
    words = {"to": "client", "text": "See the files attached."}
    shown = await sent(browser, f"{path}/preview", ("c.txt", b"c", "text/plain"), **words, **boxes)
    assert (200, 3) == (shown.status_code, len(kept_in(shown)))
    assert "a file is named" not in shown.text
    left_out = dict(list(kept_in(shown).items())[:2])
    assert 303 == (await browser.post(f"{path}/reply", **words, **left_out)).status_code
    post = (await site.discussion()).posts[-1]
    assert ["list.csv", "rye.jpg"] == [file.filename for file in post.attachments]
    assert [] == await kept_by(site, ADMIN, where)


async def test_what_a_program_writes_ends_no_draft(site: Site) -> None:
    """Neither an answer of theirs nor a discussion; a form that is opened anew has the files that
    were not sent, and ends with them.
    """
    browser, where = await site.browser(ADMIN), site.ids["discussion"]
    await sent(browser, f"/discussions/{where}/draft", LIST, to="client", text="Half a th")
    fields = {"project": "Bloom site", "subject": "Bread", "text": "Hello.", "to": "no address"}
    assert 422 == (await sent(browser, "/discussions/new", PHOTO, **fields)).status_code
    async with await site.api(ADMIN) as api:
        body = {"project": "Bloom site", "to": [], "subject": "By program", "text": "Hm."}
        assert 201 == (await api.post("/discussions", json=body)).status_code
        words = {"text": "Hm.", "internal": True}
        assert 201 == (await api.post(f"/discussions/{where}/replies", json=words)).status_code
    assert "Half a th" in (await browser.get(f"/discussions/{where}")).text
    assert [["list.csv"], ["rye.jpg"]] == [await kept_by(site, ADMIN, at) for at in (where, None)]
    boxes = kept_in(await browser.get("/discussions/new"))
    assert 1 == len(boxes)
    await sent(browser, "/discussions/new", **(fields | {"to": "maria@bloom.test"}), **boxes)
    assert [] == await kept_by(site, ADMIN)


async def test_a_box_that_is_not_ticked_drops_its_file(site: Site) -> None:
    """So does throwing the draft away; nobody else sees a file or drops it."""
    browser, where = await site.browser(ADMIN), site.ids["discussion"]
    path = f"/discussions/{where}"
    await sent(browser, f"{path}/draft", LIST, PHOTO, to="client", text="Half")
    first, second = kept_in(await browser.get(path))
    file = second.removeprefix("kept-")
    stranger = await site.browser(MEMBER)
    assert 404 == (await stranger.get(f"/draft-files/{file}")).status_code
    assert second not in kept_in(await stranger.get(path))
    assert PHOTO[1] == (await browser.get(f"/draft-files/{file}")).content
    await browser.post(f"{path}/draft", to="client", text="Half", **{second: "on"})
    assert ["rye.jpg"] == await kept_by(site, ADMIN, where)
    gone = await browser.post(f"{path}/reply", to="client", text="Here.", **{first: "on"})
    assert (422, 0) == (gone.status_code, (await site.discussion()).posts[-1].text.count("Here."))
    await sent(browser, f"{path}/draft", LIST, to="client", text="Half")
    await browser.post(f"{path}/draft", drop="1")
    assert [] == await kept_by(site, ADMIN, where)


async def test_too_much_is_said_and_the_words_stay(site: Site) -> None:
    """What was kept before is kept."""
    browser, where = await site.browser(ADMIN), site.ids["discussion"]
    path = f"/discussions/{where}"
    await sent(browser, f"{path}/draft", LIST, to="client", text="Half a word")
    boxes = kept_in(await browser.get(path))
    large = ("big.bin", b"w" * (10 * 1024 * 1024), "application/octet-stream")
    answer = await sent(browser, f"{path}/draft", large, to="client", text="Half a word", **boxes)
    assert (422, True) == (answer.status_code, "at most 10 MB together" in answer.text)
    assert "Half a word</textarea>" in answer.text
    assert (boxes, ["list.csv"]) == (kept_in(answer), await kept_by(site, ADMIN, where))


async def test_files_come_back_with_an_answer_that_is_taken_back(site: Site) -> None:
    """They need not be chosen again."""
    site.container.undo = timedelta(minutes=1)
    browser, where = await site.browser(ADMIN), site.ids["discussion"]
    await sent(browser, f"/discussions/{where}/reply", LIST, to="client", text="Here it is.")
    post = (await site.discussion()).posts[-1].id
    done = await browser.post(f"/posts/{post}/take-back", discussion=str(where))
    page = await browser.get(done.headers["location"])
    assert (1, True) == (len(kept_in(page)), "list.csv" in page.text)


async def test_a_new_discussion_keeps_its_files_through_a_mistake(site: Site) -> None:
    """They are its first post's; the next new one begins without them."""
    browser = await site.browser(ADMIN)
    fields = {"project": str(site.ids["project"]), "to": "maria@bloom.test", "text": "The list."}
    failed = await sent(browser, "/discussions/new", LIST, subject="", **fields)
    assert (422, 1) == (failed.status_code, len(kept_in(failed)))
    made = await browser.post("/discussions/new", subject="Prices", **fields, **kept_in(failed))
    assert 303 == made.status_code, made.text
    async with await site.api(ADMIN) as api:
        [post] = (await api.get(made.headers["location"])).json()["posts"]
    assert ["list.csv"] == [file["filename"] for file in post["attachments"]]
    assert [] == await kept_by(site, ADMIN)
    assert {} == kept_in(await browser.get("/discussions/new"))


async def test_programs_keep_files_too(site: Site) -> None:
    """Added, looked at, dropped, sent; with a person's erasure they go."""
    path = f"/discussions/{site.ids['discussion']}"
    given = [
        {"name": name, "content": base64.b64encode(octets).decode()}
        for name, octets, _ in (LIST, PHOTO)
    ]
    async with await site.api(MEMBER) as api:
        draft = (await api.post(f"{path}/draft", json={"text": "Half", "files": given})).json()
        _, first, second = (file["id"] for file in draft["files"])
        assert LIST[1] == (await api.get(f"/draft-files/{first}")).content
        assert 204 == (await api.delete(f"/draft-files/{second}")).status_code
        assert 404 == (await api.delete(f"/draft-files/{second}")).status_code
        reply = {"text": "Here.", "draft_files": [int(first)]}
        made = await api.post(f"{path}/replies", json=reply)
        assert ["list.csv"] == [file["filename"] for file in made.json()["attachments"]]
        assert 422 == (await api.post(f"{path}/replies", json=reply)).status_code
        await api.post(f"{path}/draft", json={"text": "", "files": given})
    assert ["list.csv", "rye.jpg"] == await kept_by(site, MEMBER, site.ids["discussion"])
    member = await register.find_person(site.container, MEMBER)
    await erasing.erase_person(site.container, MEMBER)
    assert () == await list_files(site.container, member, site.ids["discussion"])
