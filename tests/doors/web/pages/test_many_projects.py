"""Pages where there are more projects than one of them holds."""

import re

import pytest

from mailbridge.services import projects
from mailbridge.services.container import Container
from tests.doors.web.site import ADMIN, Site

MANY = 210
PAGE = 100_000  # bytes


@pytest.fixture
async def full(site: Site) -> Site:
    await _add_projects(site.container)
    return site


async def _add_projects(container: Container) -> None:
    for number in range(MANY):
        await projects.add_project(container, f"Project {number:03}")


async def _walk(site: Site, path: str, row: str) -> list[str]:
    """What stands in the rows of all pages of a list, each of which is light."""
    browser, found, next_ = await site.browser(ADMIN), list[str](), path
    while next_:
        page = (await browser.get(next_)).text
        assert len(page.encode()) < PAGE
        found += re.findall(row, page)
        more = re.search(r'href="([^"]*)">More projects', page)
        next_ = (more[1] if more[1].startswith("/") else path + more[1]) if more else ""
        next_ = next_.replace("&amp;", "&")
    return found


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("/projects", r'<a href="/projects/\d+">([^<]+)</a>'),
        ("/retention", r'<a href="/projects/\d+">([^<]+)</a>'),
        ("/working-time", r"<summary><b>([^<]+)</b>"),
        ("/me", r'<label>([^<]+)<select name="level-'),
    ],
)
async def test_each_stands_on_one_page(full: Site, path: str, row: str) -> None:
    """By name."""
    named = [f"Project {number:03}" for number in range(MANY)]
    assert ["Bloom site", *named, "Rival shop"] == await _walk(full, path, row)


@pytest.mark.parametrize("path", ["/projects", "/retention", "/working-time"])
async def test_a_name_is_searched(full: Site, path: str) -> None:
    """In whatever letters; where none is called so, the page says it."""
    browser = await full.browser(ADMIN)
    found = (await browser.get(f"{path}?q=PROJECT+20")).text
    expected = [f"Project {number}" for number in range(200, 210)]
    assert expected == sorted(set(re.findall(r"Project 2\d\d", found)))
    assert "Project 19" not in found


async def test_what_was_changed_is_shown(full: Site) -> None:
    """A mistake, too, on whichever page it stands."""
    browser = await full.browser(ADMIN)
    ids = {view.name: str(view.id) for view in await projects.list_projects(full.container)}
    last = ids["Project 205"]
    done = await browser.post("/working-time", project=last, promise_hours="5")
    assert "Saved: it counts from now on." in (await browser.get(done.headers["location"])).text
    wrong = await browser.post("/working-time", project=last, promise_hours="soon")
    assert (422, True) == (wrong.status_code, f'id="promise_hours-{last}"' in wrong.text)
    kept = await browser.post("/me?from=" + last, **{f"level-{last}": "off"})
    page = (await browser.get(kept.headers["location"])).text
    assert re.search(rf'level-{last}">.*?value="off" selected', page)


@pytest.mark.parametrize("path", ["/addresses", "/surveys", "/webhooks", "/letters/task"])
async def test_too_many_to_choose_from_are_typed(full: Site, path: str) -> None:
    """By name."""
    page = (await (await full.browser(ADMIN)).get(path)).text
    assert 'name="project" value="" placeholder="name of the project"' in page
    assert "Project 100" not in page
