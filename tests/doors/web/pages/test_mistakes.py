"""Nonsense in a form: the page of the form comes again, says what is wrong, and keeps what was
typed.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

import pytest

from mailbridge.doors.web.app import ROUTES
from mailbridge.doors.web.request.visit import Who
from mailbridge.services.aliases import register
from mailbridge.services.people import merging
from mailbridge.services.people import register as people
from mailbridge.services.webhooks import register as webhooks
from tests.doors.web.site import ADMIN, Browser, Site
from tests.doors.web.test_walls import path_of

NONSENSE = "❦ no such <thing>"
TYPED = ("text", "email", "search", "url", "number", "")
OTHERWISE = ("/tasks", "/ways-in")  # the first has tests of its own, the other asks a browser
ENDS = ("/sign-out", "/erase", "/disable", "/sessions", "/sessions/all", "/rotate")  # take no words
PAGES = [
    page.path
    for page in ROUTES
    if page.method == "GET"
    and page.who in (Who.ADMIN, Who.READER)
    and not page.path.endswith(("/raw", "/live"))
]


@dataclass
class Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """The forms of a page that are posted, with nonsense in whatever somebody types into."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__()
        self.path = path
        self.found: list[Form] = []
        self._form: Form | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_posted = given.get("method") == "post"
            self._form = (
                Form(given.get("action", self.path).partition("#")[0]) if is_posted else None
            )
            self.found += [self._form] if self._form is not None else []
        name = given.get("name", "")
        if self._form is None or not name or name == "token":
            return
        is_typed = tag == "textarea" or (tag == "input" and given.get("type", "") in TYPED)
        if is_typed:
            self._form.typed.add(name)
        if is_typed or tag == "select":
            self._form.fields[name] = NONSENSE
        elif tag in ("input", "button") and given.get("type") not in ("checkbox", "file"):
            self._form.fields.setdefault(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self._form = None if tag == "form" else self._form


class Kept(HTMLParser):
    """What stands in the fields of a page, and whether it says what is wrong."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: set[tuple[str, str]] = set()
        self.is_told = False
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.is_told |= "error" in given.get("class", "").split() or given.get("role") == "alert"
        if tag == "input":
            self.fields.add((given.get("name", ""), given.get("value", "")))
        self._area = given.get("name", "") if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields.add((self._area, data.strip()))


PARTS = {"/projects/{id}": ("", "?part=people", "?part=settings")}


async def forms_of(browser: Browser, site: Site) -> dict[str, Form]:
    """Every form that takes words, on every page that an admin opens, by what it posts."""
    met: dict[str, Form] = {}
    for path in PAGES:
        page = next(one for one in ROUTES if one.path == path and one.method == "GET")
        for place in (path_of(page, site) + part for part in PARTS.get(path, ("",))):
            answer = await browser.get(place)
            if not answer.headers.get("content-type", "").startswith("text/html"):
                continue
            for form in Forms(answer.text, place).found:
                away = form.action.endswith(ENDS) or form.action.startswith(OTHERWISE)
                if form.typed and not away:
                    met[f"{form.action} {sorted(form.fields)}"] = form
    return met


@pytest.fixture
async def browser(site: Site) -> Browser:
    await register.add_alias(site.container, "a@b.test", "Bloom site")
    await people.add_person(site.container, "li@bloom.test", "Li")
    await people.add_person(site.container, "li@rye.test", "Li")
    await merging.merge_people(site.container, "li@rye.test", "li@bloom.test")
    await webhooks.add_webhook(site.container, "https://example.com/in")
    return await site.browser(ADMIN)


async def test_no_form_answers_on_a_bare_page(site: Site, browser: Browser) -> None:
    """Whatever somebody types into whichever form."""
    bare: dict[str, str] = {}
    met = await forms_of(browser, site)
    for name, form in met.items():
        answer = await browser.post(unescape(form.action), **form.fields)
        if answer.status_code == 303 or not answer.headers["content-type"].startswith("text/html"):
            continue
        kept = Kept(answer.text)
        lost = {typed for typed in form.typed if (typed, NONSENSE) not in kept.fields}
        if lost or (answer.status_code >= 400 and not kept.is_told):
            bare[name] = f"{answer.status_code} lost {sorted(lost)}"
    assert "" == "\n".join(f"{name}: {fault}" for name, fault in bare.items())
    assert len(met) > 15


@pytest.mark.parametrize(
    ("path", "field_name"),
    [
        ("/people", "role"),
        ("/surveys", "project"),
    ],
)
async def test_a_mistake_stands_beside_its_form(
    site: Site, browser: Browser, path: str, field_name: str
) -> None:
    """On the page of the list, with a status that says so."""
    answer = await browser.post(path, address="maria@bloom.test", **{field_name: "nobody"})
    assert 422 == answer.status_code
    place = path.rpartition("/")[2]
    assert f'id="{place}-trouble" role="alert"' in answer.text


async def test_a_setting_of_a_project_is_marked_alone(site: Site, browser: Browser) -> None:
    """The field that is wrong, and what was typed into the others."""
    answer = await browser.post(
        f"/projects/{site.ids['project']}/settings", time_zone="Mars", working_days="mon-thu"
    )
    assert 422 == answer.status_code
    assert 'value="Mars" required aria-invalid="true"' in answer.text
    ticked = re.findall(r'name="working_days" value="(\w+)" checked', answer.text)
    assert ["mon", "tue", "wed", "thu"] == ticked
    assert 1 == answer.text.count("aria-invalid")
    assert 'part=settings" aria-current="page"' in answer.text


async def test_a_button_that_is_refused_says_why_on_its_page(site: Site, browser: Browser) -> None:
    """An admin cannot disable themselves; their page says so on top."""
    me = await people.find_person(site.container, ADMIN)
    answer = await browser.post(f"/people/{me.id}/disable")
    assert 422 == answer.status_code
    assert '<p class="flash trouble" role="alert">You cannot do that to yourself' in answer.text
