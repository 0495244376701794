"""A member's day and their tasks, as pages and as the API tells them."""

import re

from tests.doors.web.site import ADMIN, MEMBER, STRANGER, Site


async def test_the_day_lists_what_a_member_owes_and_takes_their_deeds(site: Site) -> None:
    """A task of today is there with its deeds; once it is done, it is gone; the API says the
    same.
    """
    browser, task = await site.browser(ADMIN), site.ids["task"]
    day = site.container.clock().date().isoformat()
    fields = {"assignee": ADMIN, "due": day, "back": "/day"}
    there = await browser.post(f"/tasks/{task}", **fields)
    assert "/day?did=changed" == there.headers["location"]
    shown = (await browser.get("/day")).text
    assert 1 == shown.count(f'action="/tasks/{task}"') - shown.count('class="day-deeds later"')
    api = await site.api(ADMIN)
    told = (await api.get("/day")).json()
    assert [str(task)] == [line["task_id"] for line in [*told["today"], *told["late"]]]
    await browser.post(f"/tasks/{task}", state="done", back="/day")
    assert f"/tasks/{task}" not in (await browser.get("/day")).text


async def test_a_mistake_in_a_task_stands_beside_its_field(site: Site) -> None:
    """Of a new one, and of one whose form stands on another page."""
    browser = await site.browser(ADMIN)
    fields = {"title": "Bake", "project": "no such", "assignee": ""}
    new = await browser.post("/tasks", **fields)
    assert (422, True, True) == (
        new.status_code,
        'id="project-trouble" role="alert">There is no project' in new.text,
        'name="title" value="Bake"' in new.text,
    )
    path = f"/tasks/{site.ids['task']}"
    changed = await browser.post(path, title="Rye", due="some day", back="/discussions/1")
    assert (422, 1) == (changed.status_code, changed.text.count(f'action="{path}"'))
    assert 'value="Rye"' in changed.text.partition(f'action="{path}"')[2]


async def test_a_task_is_made_by_hand_and_stays_inside(site: Site) -> None:
    """It has a discussion of its own that waits for nobody, and is no client's to read; a stranger
    makes none.
    """
    browser = await site.browser(MEMBER)
    project = str(site.ids["project"])
    made = {"title": "Call Maria", "project": project, "assignee": MEMBER, "due": "2099-01-05"}
    assert "/tasks?did=made" == (await browser.post("/tasks", **made)).headers["location"]
    assert 'class="flash"' in (await browser.get("/tasks?did=made")).text
    page = (await browser.get("/tasks?who=me")).text
    assert "Call Maria" in page
    discussion = re.search(r'href="/discussions/(\d+)">Call Maria', page)
    assert discussion is not None
    assert 200 == (await browser.get(f"/discussions/{discussion[1]}")).status_code
    api = await site.api(ADMIN)
    counts = (await api.get("/inbox/counts")).json()
    assert (0, 2) == (counts["close"], counts["all"])
    stranger = await site.browser(STRANGER)
    assert 422 == (await stranger.post("/tasks", **made)).status_code
    assert "Call Maria" not in (await stranger.get("/tasks")).text


async def test_what_cannot_be_taken_is_said_in_the_form(site: Site) -> None:
    """With what was typed, beside the field; nothing is made."""
    browser = await site.browser(MEMBER)
    typed = {"title": "Call Maria", "project": str(site.ids["project"]), "due": "someday soonish"}
    answer = await browser.post("/tasks", **typed)
    assert (422, True) == (answer.status_code, 'value="Call Maria"' in answer.text)
    wrong = {"title": "New title", "due": "someday soonish"}
    answer = await browser.post(f"/tasks/{site.ids['task']}", **wrong)
    assert (422, True) == (answer.status_code, 'value="New title"' in answer.text)
    assert "Call Maria" not in (await browser.get("/tasks?state=all")).text


async def test_a_board_moves_by_buttons_and_a_list_by_cursor(site: Site) -> None:
    """A card goes to the column whose button was pressed; each task stands on one page."""
    browser, task = await site.browser(MEMBER), site.ids["task"]
    await browser.post(f"/tasks/{task}", state="waiting", back="/tasks?view=board")
    board = (await browser.get("/tasks?view=board")).text
    column = board.index('id="column-waiting"')
    assert column < board.index(f'id="task-{task}"') < board.index('id="column-done"')
    moved = await browser.post(f"/tasks/{task}", state="done", back="/tasks?view=board")
    undo = (await browser.get(moved.headers["location"])).text.partition('class="flash"')[2]
    assert f'action="/tasks/{task}"' in (await browser.get(moved.headers["location"])).text
    assert 'name="state" value="waiting">' in undo
    assert 'data-state="done"' in undo
    await browser.post(f"/tasks/{task}", state="waiting", back="/tasks?view=board")
    api = await site.api(MEMBER)
    for number, due in enumerate(("", "2099-01-02", "2099-01-01", "")):
        body = {"title": f"T{number}", "project": str(site.ids["project"]), "due": due}
        assert 201 == (await api.post("/tasks", json=body)).status_code
    seen: list[str] = []
    after: dict[str, str] = {}
    while rows := (await api.get("/tasks", params={"limit": "2", **after})).json():
        seen += [row["title"] for row in rows]
        after = {"after": rows[-1]["id"]}
    assert ["T2", "T1"] == seen[:2]
    found = (await api.get("/tasks", params={"q": "t2"})).json()
    assert ["T2"] == [row["title"] for row in found]
    assert ["T0", "T3"] == sorted(one for one in seen[2:] if one.startswith("T"))


async def test_a_member_signs_what_they_write_in_the_web(site: Site) -> None:
    """By the signature they set, whole, to clients and not below a note; what is too long is said
    where it was typed; the morning letter comes at their hour.
    """
    browser = await site.browser(MEMBER)
    words = "Igor Petrov\nBloom desk, +49 30 555"
    refused = await browser.post("/me", hour="6", signature="line\n" * 20)
    assert (422, True) == (refused.status_code, "aria-invalid" in refused.text)
    saved = await browser.post("/me", hour="6", signature=words)
    assert "/me?saved=yes" == saved.headers["location"]
    api = await site.api(MEMBER)
    assert {"hour": 6, "signature": words} == (await api.get("/settings")).json()
    discussion = site.ids["discussion"]
    for text, where in (("The menu is online.", "client"), ("A note of mine.", "internal")):
        await browser.post(f"/discussions/{discussion}/reply", text=text, to=where)
    told = [post.signature for post in (await site.discussion()).posts][-2:]
    assert [words, ""] == told
