"""Pages that lead on where there is nothing yet, and say of what there is what it is."""

import re
from pathlib import Path

import pytest

from mailbridge.doors.web.app import create_app
from mailbridge.services import projects
from mailbridge.services.discussions import write
from mailbridge.services.people import register
from tests.container import open_container
from tests.doors.web.site import ADMIN, CLIENT, Browser, Site


async def test_an_admin_without_a_project_is_led_to_the_first_steps(tmp_path: Path) -> None:
    """From the inbox, and from the form that would begin a discussion."""
    container = await open_container(f"sqlite:///{tmp_path / 'new.sqlite'}", tmp_path)
    container.relay = None
    await register.add_person(container, ADMIN, "Anna", "admin")
    browser = await Browser(create_app(container), ADMIN).sign_in(container)
    for path in ("/", "/?tab=all", "/discussions/new"):
        assert '<a class="button" href="/setup">' in (page := (await browser.get(path)).text) or (
            '<a href="/setup">' in page
        )
    assert "<textarea" not in (await browser.get("/discussions/new")).text
    assert "no relay is set" in (await browser.get("/outbox")).text
    await container.close()


async def test_a_new_project_says_what_is_left_to_set_up(site: Site) -> None:
    """Its address, one that people know, its people and its promises, until a letter has come."""
    browser = await site.browser(ADMIN)
    path = (await browser.post("/projects", name="Winter")).headers["location"]
    page = (await browser.get(path)).text
    project = path.rpartition("/")[2]
    assert 1 == page.count('<li class="now">')
    assert f'href="/addresses?project={project}#new"' in page
    assert f'href="/projects/{project}?part=people#add"' in page
    assert "Mon–Fri 09:00-18:00, UTC · answers within 8 working hours" in page
    assert 'class="steps"' not in (await browser.get("/projects/1")).text


@pytest.mark.parametrize("path", ["/working-time", "/projects/1/settings"])
async def test_working_days_are_ticked(site: Site, path: str) -> None:
    """Several boxes of one name are one setting; none at all is refused."""
    browser = await site.browser(ADMIN)
    given = {"token": browser.form_token, "project": "1", "working_days": ["", "mon", "wed"]}
    headers = {"sec-fetch-site": "same-origin"}
    assert 303 == (await browser.client.post(path, data=given, headers=headers)).status_code
    assert "mon,wed" == (await projects.show_project(site.container, "1")).working_days
    assert 422 == (await browser.post(path, project="1", working_days="")).status_code


async def test_a_question_shows_who_asked_it_before_the_words_that_answered(site: Site) -> None:
    """The words are the answer's, so the asker's name does not stand below them."""
    browser, page = await site.browser(ADMIN), await site.discussion()
    asked = next(one for one in page.questions if one.side == "team")
    anna = await register.find_person(site.container, ADMIN)
    await write.add_reply(site.container, anna, page.discussion.id, f"{asked.number}. By Friday.")
    shown = (await browser.get(f"/discussions/{page.discussion.id}")).text
    ledger = shown[shown.index('id="questions"') :]
    assert ledger.index("asked by ") < ledger.index("<q>")
    assert "Open it again" in ledger


async def test_a_long_name_beyond_ascii_is_whole_in_a_letters_fields(site: Site) -> None:
    """It is sent in several encoded words, with nothing between them (RFC 2047 section 6.2)."""
    browser = await site.browser(ADMIN)
    anna = await register.find_person(site.container, ADMIN)
    changed = {"name": "Änna Petrowa-Sommerfeld-Mühlenbach", "role": "admin", "language": "en"}
    await browser.post(f"/people/{anna.id}", do="change", **changed)
    anna = await register.find_person(site.container, ADMIN)
    await write.add_reply(site.container, anna, site.ids["discussion"], "One more thing.")
    newest = re.search(r'href="(/outbox/\d+)"', (await browser.get("/outbox")).text)
    assert newest is not None
    assert "Änna Petrowa-Sommerfeld-Mühlenbach (" in (await browser.get(newest[1])).text


async def test_what_is_found_in_subject_and_words_is_one_row(site: Site) -> None:
    """The row of the post bears the subject; the number counts rows."""
    browser = await site.browser(ADMIN)
    given = {"project": "1", "to": CLIENT, "subject": "Walrus", "text": "The walrus costs 12."}
    await browser.post("/discussions/new", **given)
    page = (await browser.get("/search?q=walrus")).text
    assert 1 == page.count('class="found-title"')
    assert "1 found" in page


async def test_the_audit_log_tells_roles_in_the_readers_language(site: Site) -> None:
    """What somebody was added as."""
    await register.add_person(site.container, "ida@bloom.test", "Ida", "observer")
    browser = await site.browser(ADMIN)
    await browser.post("/me", language="ru")
    assert "роль наблюдатель" in (await browser.get("/audit")).text
