"""An observer reads what clients may read of his projects, and changes nothing."""

import re

import pytest
from sqlalchemy import Table, update

from mailbridge.domain.discussion import Tab
from mailbridge.domain.project import Person
from mailbridge.doors.web.app import ROUTES
from mailbridge.doors.web.request.visit import INSIDE, Page, Who
from mailbridge.services import tasks
from mailbridge.services.discussions import write
from mailbridge.services.discussions.inbox import list_inbox
from mailbridge.services.people import register
from mailbridge.services.projects import show_project
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import outbox
from mailbridge.services.transfer.export import export_discussion
from mailbridge.store.engine.schema import discussions, posts
from mailbridge.store.engine.schema import tasks as made_tasks
from tests.doors.web.site import ADMIN, MEMBER, Browser, Site
from tests.doors.web.test_walls import FORM, everything, name, path_of
from tests.services.post_office import PostOffice

WATCHER = "watcher@bank.test"


async def watcher(site: Site) -> Browser:
    """An observer's browser; Maria's words, which nothing proves, have been released to clients."""
    await site.container.store.write(lambda db: db.execute(update(posts).values(released=True)))
    await register.add_person(site.container, WATCHER, "Watcher", "observer")
    await register.join_project(site.container, WATCHER, "Bloom site")
    return await site.browser(WATCHER)


async def test_he_reads_the_discussion_without_its_notes(site: Site) -> None:
    """Nor a task made of one; there is nothing to press but to sign out."""
    admin = await register.find_person(site.container, ADMIN)
    note = await write.add_reply(
        site.container, admin, site.ids["discussion"], "Ask for money first.", internal=True
    )
    await tasks.make_task(site.container, admin, note, "Dun her")
    browser = await watcher(site)
    page = (await browser.get(f"/discussions/{site.ids['discussion']}")).text
    assert ("rye loaf" in page, "by Friday" in page) == (True, True)
    assert [] == [
        word
        for word in ("She pays late", "money first", "Dun her")
        if word in page + (await browser.get("/tasks")).text
    ]
    posted = re.findall(r'method="post" action="([^"]+)"', page)
    assert ({"/sign-out"}, page.count('method="post"')) == (set(posted), len(posted))


async def test_internal_discussions_do_not_exist_for_him(site: Site) -> None:
    """Neither in lists nor by number."""
    member = await register.find_person(site.container, MEMBER)
    made = await write.start_discussion(
        site.container, member, "Bloom site", "Their bank", "They are broke.", []
    )
    browser = await watcher(site)
    assert 404 == (await browser.get(f"/discussions/{made}")).status_code
    assert "Their bank" not in (await browser.get("/?tab=all")).text
    who = await register.find_person(site.container, WATCHER)
    assert [] == await outbox.list_letters(site.container, who)
    with pytest.raises(Refused):
        await export_discussion(site.container, site.ids["discussion"], who)


async def test_a_task_of_unproven_words_is_not_there_for_them(site: Site) -> None:
    """Its title is what somebody wrote whom nothing proved. Once they are released, it is there."""
    observer = await watcher(site)
    title = (await tasks.show_task(site.container, site.ids["task"])).title
    as_its_post = update(made_tasks).values(stays_inside=None)
    await site.container.store.write(lambda db: db.execute(as_its_post))
    assert title in (await observer.get("/tasks")).text
    await site.container.store.write(lambda db: db.execute(update(posts).values(released=False)))
    assert title not in (await observer.get("/tasks")).text


async def test_a_row_of_the_inbox_tells_nothing_of_what_is_not_theirs(site: Site) -> None:
    """Neither who wrote words that they may not read, nor how many questions those ask; the team
    reads of both.
    """
    observer, member = await watcher(site), await register.find_person(site.container, MEMBER)
    office = PostOffice(site.container, (await show_project(site.container, "Bloom site")).address)
    await office.person("tom@bloom.test", "client", "Tom", "Bloom site")
    tom, answer = "Tom <tom@bloom.test>", "<1@bloom.test>"
    mail = await office.bring(
        tom, "Re: New menu page", "Can you send the bill?", In_Reply_To=answer
    )
    assert site.ids["discussion"] == mail.discussion_id
    who = await register.find_person(site.container, WATCHER)

    async def row(reader: Person) -> tuple[str, int, tuple[str, ...]]:
        [shown] = (await list_inbox(site.container, Tab.ALL, reader)).rows
        return shown.person, shown.questions, shown.trouble

    for hidden in ({"internal": True}, {"internal": False, "released": False}):
        its = update(posts).where(posts.c.id == mail.post_id).values(**hidden)
        await site.container.store.write(lambda db, its=its: db.execute(its))
        assert [("Maria", 0, ()), "Tom"] == [await row(who), (await row(member))[0]]
        assert 1 == (await row(member))[1]
        assert "Tom" not in (await observer.get("/?tab=all")).text


@pytest.mark.parametrize("inside", [posts, discussions], ids=["post", "discussion"])
async def test_files_of_what_is_inside_do_not_exist_for_them(site: Site, inside: Table) -> None:
    """They fetch a file as long as clients may read its post; the team fetches it all the same."""
    observer, member = await watcher(site), await site.browser(MEMBER)
    path = f"/attachments/{site.ids['attachment']}"
    assert 200 == (await observer.get(path)).status_code
    await site.container.store.write(lambda db: db.execute(update(inside).values(internal=True)))
    answers = [(await browser.get(path)).status_code for browser in (observer, member)]
    assert [404, 200] == answers


OWN = {"/ways-in/sessions/all": 303, "/ways-in/passkeys": 422, "/ways-in/password": 422}
ENDING = [page for page in ROUTES if not page.path.endswith("/live")]  # of streams: test_live.py


@pytest.mark.parametrize("page", [page for page in ENDING if page.who in INSIDE], ids=name)
async def test_he_changes_nothing(site: Site, page: Page) -> None:
    """What readers may open opens; everything else is not there for him."""
    browser = await watcher(site)
    before = await everything(site)
    path = path_of(page, site)
    answer = await (browser.get(path) if page.method == "GET" else browser.post(path, **FORM))
    expected = (303 if page.method == "POST" else 200) if page.who is Who.READER else 404
    if page.path.startswith("/ways-in/"):  # their own: no such number, no passkey, no password
        expected = OWN.get(page.path, 404)
    assert expected == answer.status_code
    assert before == await everything(site)
