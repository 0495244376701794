"""The pages a team works with."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import insert, update

from mailbridge.domain.discussion import Tab
from mailbridge.doors.web.pages.discussion.time_line import time_line
from mailbridge.doors.web.pages.work import inbox
from mailbridge.services import projects
from mailbridge.services.discussions import write
from mailbridge.services.discussions.inbox import list_inbox
from mailbridge.services.mine.task_lists import TaskWish, list_task_page
from mailbridge.services.people import register
from mailbridge.services.tasks import change_task, list_tasks, show_task
from mailbridge.services.telling import outbox
from mailbridge.store.engine import schema
from mailbridge.store.engine.schema import aliases
from tests.container import MORNING
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, Browser, Site
from tests.services.post_office import PostOffice


async def read(browser: Browser, path: str) -> str:
    answer = await browser.get(path)
    assert answer.status_code == 200
    return answer.text


async def test_the_inbox_shows_whose_move_it_is(site: Site) -> None:
    """Ours while a task is open; the client's once we asked; nobody's after a statement."""
    browser = await site.browser(ADMIN)
    assert "New menu page" in await read(browser, "/")
    anna = await register.find_person(site.container, ADMIN)
    await change_task(site.container, anna, site.ids["task"], state="done")
    assert "Nothing waits for us." in await read(browser, "/")
    assert "New menu page" not in await read(browser, "/?tab=waiting")
    asks = "Which photo do you want?"
    await write.add_reply(site.container, anna, site.page.discussion.id, asks)
    assert "New menu page" in await read(browser, "/?tab=waiting")
    office = PostOffice(
        site.container,
        (await projects.show_project(site.container, "Bloom site")).address,
        brought=7,
    )
    await office.bring(CLIENT, "Invoice 118", "Is it paid?")
    page = await read(browser, "/")
    assert "Invoice 118" in page
    assert "New menu page" not in page
    assert re.search(r"Ours to answer <b>1</b>", page)


async def test_who_waits_longest_comes_first(site: Site) -> None:
    """The oldest of ours is on top."""
    office = PostOffice(
        site.container,
        (await projects.show_project(site.container, "Bloom site")).address,
        brought=7,
    )
    for subject in ("First", "Second", "Third"):
        site.container.clock.forward(minutes=1)  # type: ignore[attr-defined]
        await office.bring(CLIENT, subject, "Hello?")
    waiting = [one.subject for one in (await list_inbox(site.container, Tab.OURS)).rows]
    assert [one for one in waiting if one != "New menu page"] == [
        "First",
        "Second",
        "Third",
    ]


async def test_a_discussion_shows_all_there_is(site: Site) -> None:
    """Posts, the internal band, quotes folded, files, why it is here, and the task."""
    page = await read(await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}")
    assert "<b>here</b> is the rye loaf" in page
    assert '<details class="fold"><summary>quoted words</summary>' in page
    assert re.search(r'class="post internal".*?INTERNAL.*?She pays late\.', page, re.DOTALL)
    assert "menu.pdf" in page
    assert "why here?" in page
    assert "unverified" in page
    assert 'href="#tasks">is a task' in page


async def test_an_answer_goes_to_the_client(site: Site) -> None:
    """And the page comes back at the new post."""
    browser = await site.browser(MEMBER)
    before = len(await outbox.list_letters(site.container))
    answer = await browser.post(
        f"/discussions/{site.ids['discussion']}/reply",
        to="client",
        text="Добрый день!\r\n\r\nГотово.",
    )
    post = (await site.discussion()).posts[-1]
    assert (303, f"/discussions/{site.ids['discussion']}#post-{post.id}") == (
        answer.status_code,
        answer.headers["location"],
    )
    assert (post.author, post.internal, post.channel, post.reply) == (
        MEMBER,
        False,
        "web",
        "Добрый день!\n\nГотово.",
    )
    assert CLIENT in {
        letter.to for letter in (await outbox.list_letters(site.container))[: -before or None]
    }


@pytest.mark.parametrize("whom", [{"to": "internal"}, {"to": "everybody"}, {}])
async def test_only_the_word_client_sends_anything_out(site: Site, whom: dict[str, str]) -> None:
    """A form without it stays inside."""
    browser = await site.browser(ADMIN)
    before = {letter.id for letter in await outbox.list_letters(site.container)}
    await browser.post(f"/discussions/{site.ids['discussion']}/reply", text="Between us", **whom)
    assert (await site.discussion()).posts[-1].internal
    assert CLIENT not in {
        letter.to for letter in await outbox.list_letters(site.container) if letter.id not in before
    }


async def test_an_empty_answer_is_refused_on_the_page(site: Site) -> None:
    """With the words that say why, and the chosen side kept."""
    answer = await (await site.browser(ADMIN)).post(
        f"/discussions/{site.ids['discussion']}/reply", to="internal", text="  \n"
    )
    assert answer.status_code == 422
    assert "There is nothing to send" in answer.text
    assert 'id="to-internal" checked' in answer.text


async def test_an_answer_can_be_taken_back_for_a_minute(site: Site) -> None:
    """Its words and questions return to the form; afterwards it is too late."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    site.container.undo = timedelta(minutes=1)
    asked = {"ask-1": "Which paper?", "due-1": "2027-02-03", "else-1": "we take any"}
    await browser.post(f"{path}/reply", to="client", text="Too hasty", **asked)
    assert "Take back" in (await browser.get(path)).text
    post = (await site.discussion()).posts[-1]
    done = await browser.post(f"/posts/{post.id}/take-back", discussion=str(site.ids["discussion"]))
    answer = await browser.get(done.headers["location"])
    assert re.search(r"<textarea[^>]*>Too hasty</textarea>", answer.text)
    for name, value in asked.items():
        assert re.search(rf'name="{name}"[^>]* value="{re.escape(value)}"', answer.text), name
    assert post.id not in {one.id for one in (await site.discussion()).posts}
    assert (
        await browser.post(f"/posts/{post.id}/take-back", discussion=str(site.ids["discussion"]))
    ).status_code == 404


async def test_what_was_begun_since_stays_below_an_answer_that_is_taken_back(site: Site) -> None:
    """With its questions; what is internal of both is never one for clients."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    site.container.undo = timedelta(minutes=1)
    await browser.post(f"{path}/reply", to="client", text="Too hasty", **{"ask-1": "Which paper?"})
    post = (await site.discussion()).posts[-1]
    asked = {f"ask-{at}": f"Number {at}?" for at in (1, 2, 3)}
    await browser.post(f"{path}/draft", to="internal", text="They pay late", **asked)
    done = await browser.post(f"/posts/{post.id}/take-back")
    answer = await browser.get(done.headers["location"])
    words = "Too hasty\n\nThey pay late\n\nNumber 3?"
    assert f">{words}</textarea>" in answer.text
    assert 'id="to-internal" checked' in answer.text
    for at, question in enumerate(("Which paper?", "Number 1?", "Number 2?"), start=1):
        assert f'name="ask-{at}" value="{question}"' in answer.text


async def test_a_discussion_is_closed_and_reopened(site: Site) -> None:
    """By its buttons."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    await browser.post(f"{path}/close")
    assert "Reopen discussion" in await read(browser, path)
    await browser.post(f"{path}/reopen")
    assert "Close discussion" in await read(browser, path)


async def test_a_member_mutes_for_himself_alone(site: Site) -> None:
    """And hears again when he likes."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    for wish, muted in (("yes", True), ("no", False)):
        await browser.post(f"{path}/mute", muted=wish)
        assert {ADMIN: muted, CLIENT: False} == {
            one.person.addresses[0]: one.muted for one in (await site.discussion()).participants
        }


async def test_a_newcomer_is_let_in_by_a_press(site: Site) -> None:
    """Until then a band says that he waits."""
    office = PostOffice(
        site.container,
        (await projects.show_project(site.container, "Bloom site")).address,
        brought=7,
    )
    await office.bring(
        "Tom <tom@bloom.test>",
        "Re: New menu page",
        "I like the other one.",
        In_Reply_To="<1@bloom.test>",
    )
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    page = await read(browser, path)
    assert "is new here and is told nothing" in page
    person = re.search(r'name="person" value="(\d+)"', page)
    assert person is not None
    await browser.post(f"{path}/admit", person=person[1])
    assert "is new here" not in await read(browser, path)


async def test_a_post_becomes_a_task(site: Site) -> None:
    """Which leads back to its post."""
    browser, post = await site.browser(ADMIN), site.page.posts[-1]
    answer = await browser.post(f"/posts/{post.id}/task")
    made = next(task for task in await list_tasks(site.container) if task.post_id == post.id)
    path = f"/discussions/{site.ids['discussion']}"
    assert f"{path}?did=task#task-{made.id}" == answer.headers["location"]
    assert (
        f'href="/discussions/{site.ids["discussion"]}?from={post.id}#post-{post.id}"'
        in await read(browser, "/tasks")
    )


async def test_a_task_is_changed_by_its_form(site: Site) -> None:
    """State, assignee and due date in one press."""
    browser = await site.browser(ADMIN)
    fields = {
        "title": "Menu",
        "state": "in_progress",
        "assignee": MEMBER,
        "due": "2026-11-27",
        "due_was": "",
        "back": "tasks",
    }
    answer = await browser.post(f"/tasks/{site.ids['task']}", **fields)
    task = await show_task(site.container, site.ids["task"])
    assert answer.headers["location"] == "/tasks?did=changed"
    assert (task.title, task.state, task.assignee) == ("Menu", "in_progress", MEMBER)
    assert task.due is not None
    assert task.due.date().isoformat() == "2026-11-27"


async def test_a_due_date_that_was_not_touched_keeps_its_hour(site: Site) -> None:
    """The form shows only the day."""
    admin = await register.find_person(site.container, ADMIN)
    before = await change_task(site.container, admin, site.ids["task"], due="2026-11-27 16:00")
    await (await site.browser(ADMIN)).post(
        f"/tasks/{site.ids['task']}", state="waiting", due="2026-11-27", due_was="2026-11-27"
    )
    after = await show_task(site.container, site.ids["task"])
    assert ("waiting", before.due) == (after.state, after.due)


@pytest.mark.parametrize(
    ("name", "value"), [("due", "someday"), ("assignee", "nobody@nowhere.test"), ("state", "lost")]
)
async def test_a_refused_change_says_why(site: Site, name: str, value: str) -> None:
    """In words, in the form of the task."""
    path = f"/tasks/{site.ids['task']}"
    answer = await (await site.browser(ADMIN)).post(path, **{name: value})
    form = answer.text.partition(f'action="{path}"')[2].partition("</form>")[0]
    assert (answer.status_code, 'role="alert"' in form) == (422, True)
    assert value in answer.text


async def test_what_is_due_first_stands_first(site: Site) -> None:
    """What has no date stands last; done and others' tasks have tabs of their own."""
    anna = await register.find_person(site.container, ADMIN)
    place = {"project_id": site.ids["project"], "discussion_id": site.ids["discussion"]}
    made = [
        {"title": "none", "assignee_id": anna.id},
        {"title": "later", "due": MORNING + timedelta(days=2)},
        {"title": "soon", "due": MORNING},
        {"title": "done", "state": "done", "assignee_id": anna.id, "due": MORNING},
    ]
    for one in made:
        row = insert(schema.tasks).values(**place, **one, created=MORNING)
        await site.container.store.write(lambda db, row=row: db.execute(row))

    async def titles(**wish: str) -> list[str]:
        page = await list_task_page(site.container, anna, TaskWish(**wish))
        return [task.title for task in page.rows if task.id != site.ids["task"]]

    assert ["soon", "later", "none"] == await titles()
    assert ["none"] == await titles(who="me")
    assert ["done"] == await titles(state="done")
    assert ["soon"] == await titles(due="today")


async def test_a_full_page_of_who_waits_leads_on(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To those who wait less long."""
    monkeypatch.setattr(inbox, "AT_ONCE", 1)
    project = await projects.show_project(site.container, "Bloom site")
    office = PostOffice(site.container, project.address, brought=7)
    for subject in ("Rye bread", "Nut cake"):
        site.container.clock.forward(minutes=1)  # type: ignore[attr-defined]
        await office.bring(CLIENT, subject, "Hello?")
    browser = await site.browser(ADMIN)
    seen, path = [], "/?tab=ours"
    while path:
        page = await read(browser, path)
        seen += [one for one in ("Rye bread", "Nut cake") if one in page]
        found = re.search(r'href="([^"]+after=\d+)"', page)
        path = unescape(found[1]) if found else ""
    assert ["Rye bread", "Nut cake"] == seen


async def test_a_full_page_of_people_leads_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The team stands on each page, the others in their turn."""
    monkeypatch.setattr(register, "AT_ONCE", 1)
    for name in ("ada", "bob"):
        await register.add_person(site.container, f"{name}@winter.test", name, "client", "en")
    browser = await site.browser(ADMIN)
    pages, path = [], "/people"
    while path:
        pages.append(await read(browser, path))
        found = re.search(r'href="(/people\?after=\d+)"', pages[-1])
        path = unescape(found[1]) if found else ""
    assert all(MEMBER in page for page in pages)
    assert [["ada@winter.test"], ["bob@winter.test"]] == [
        shown for page in pages if (shown := re.findall(r"(?:ada|bob)@winter\.test", page))
    ]


async def test_an_admin_sets_up_a_project(site: Site) -> None:
    """A name, an alias, a person; each is there on the page that comes back."""
    browser = await site.browser(ADMIN)
    path = (await browser.post("/projects", name="Winter")).headers["location"]
    await browser.post("/addresses", address="winter@agency.test", project="Winter")
    await browser.post(f"{path}/people", address="tom@winter.test", name="Tom", role="client")
    page = await read(browser, path)
    assert all(
        word in page
        for word in (
            "Winter",
            "winter@agency.test",
            "tom@winter.test",
            "waits for its first letter",
        )
    )
    await browser.post("/addresses/winter@agency.test/remove")
    assert "winter@agency.test" not in await read(browser, path)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("confirming", "asks for a confirmation"),
        ("testing", "is being tested"),
        ("silent", "gone silent"),
    ],
)
async def test_the_state_of_an_alias_is_told_in_words(site: Site, state: str, words: str) -> None:
    """On the page of its project."""
    browser = await site.browser(ADMIN)
    path = f"/projects/{site.ids['project']}"
    await browser.post("/addresses", address="winter@agency.test", project="Bloom site")
    await site.container.store.write(lambda db: db.execute(update(aliases).values(state=state)))
    assert words in await read(browser, path)


async def test_a_project_has_parts(site: Site) -> None:
    """Discussions first; settings are an admin's, and each form comes back to its own part."""
    path = f"/projects/{site.ids['project']}"
    admin, member = await site.browser(ADMIN), await site.browser(MEMBER)
    assert "New menu page" in await read(admin, path)
    for part, field in (("people", 'name="role"'), ("settings", 'name="time_zone"')):
        page = (await admin.get(f"{path}?part={part}")).text
        assert (True, False) == (field in page, "New menu page" in page)
        assert field not in (await member.get(f"{path}?part={part}")).text
        assert field not in (await admin.get(path)).text
    saved = await admin.post(f"{path}/settings", nudge_days="9")
    page = (await admin.get(saved.headers["location"])).text
    assert (True, True) == ("Saved." in page, 'name="nudge_days" value="9"' in page)
    away = await admin.post(f"{path}/leave", address=CLIENT)
    page = (await admin.get(away.headers["location"])).text
    assert (True, False) == ("hear no more" in page, CLIENT in page)


async def test_a_person_is_added_where_people_are_listed(site: Site) -> None:
    """With a project or without; it leads to the person."""
    browser, project = await site.browser(ADMIN), str(site.ids["project"])
    for address, joined in (("new@bloom.test", project), ("lena@agency.test", "")):
        given = {"address": address, "name": "Lena", "role": "observer", "project": joined}
        answer = await browser.post("/people", **given)
        page = (await browser.get(answer.headers["location"])).text
        assert (True, bool(joined)) == (address in page, "· Bloom" in page)


async def test_adding_who_is_known_changes_no_role(site: Site) -> None:
    """An admin joins a project and stays an admin."""
    await (await site.browser(ADMIN)).post(
        f"/projects/{site.ids['project']}/people", address=MEMBER, role="client"
    )
    assert (await register.find_person(site.container, MEMBER)).role == "member"


async def test_the_mail_log_says_why(site: Site) -> None:
    """What each step asked and answered in plain words, and the verdict in one sentence."""
    page = await read(await site.browser(ADMIN), f"/mail/{site.ids['mail']}")
    assert "Filed in a discussion." in page
    assert "Which discussion" in page
    assert "thread: " not in page


async def test_the_mail_log_is_chosen_by_verdict(site: Site) -> None:
    """Nothing was rejected here."""
    browser = await site.browser(ADMIN)
    assert "New menu page" in await read(browser, "/mail?disposition=accept")
    assert "Nothing fits." in await read(browser, "/mail?disposition=reject")
    assert "New menu page" in await read(browser, "/mail?disposition=nonsense")


async def test_a_message_that_is_not_held_cannot_be_discarded(site: Site) -> None:
    """409, in words."""
    answer = await (await site.browser(ADMIN)).post(f"/mail/{site.ids['mail']}/discard")
    assert (answer.status_code, "not held" in answer.text) == (409, True)


async def test_the_outbox_shows_a_letter_as_it_leaves(site: Site) -> None:
    """With its fields and its words."""
    browser = await site.browser(ADMIN)
    assert CLIENT in await read(browser, "/outbox")
    page = await read(browser, f"/outbox/{site.ids['letter']}")
    assert "yes, by Friday." in page
    assert "She pays late." not in page


async def test_pages_speak_the_persons_language(site: Site) -> None:
    """Russian for who is Russian, whatever the browser asks for; dates and plurals too."""
    browser = await site.browser(MEMBER)
    page = await read(browser, "/?tab=all")
    assert '<html lang="ru">' in page
    assert "Входящие" in page
    said = await read(browser, "/?tab=all&did=close&of=1.2.3")
    assert "3 обсуждения закрыты." in said


async def test_an_event_at_the_same_moment_stands_below_its_post(site: Site) -> None:
    """And that an author takes part goes without saying."""
    kinds = [moment.event.kind if moment.event else "post" for moment in time_line(site.page)]
    assert kinds[0] == "post"
    assert "joined" not in kinds
