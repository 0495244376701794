"""Nobody sees a project he does not belong to: every route there is, walked by those it is not
for.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copyfile

import pytest
import pytest_asyncio
from sqlalchemy import select

from mailbridge.doors.web.api import routes
from mailbridge.doors.web.app import ROUTES
from mailbridge.doors.web.request import visit
from mailbridge.doors.web.request.visit import Page, Who
from mailbridge.services.aliases import register
from mailbridge.services.people import register as people
from mailbridge.services.webhooks import register as webhooks
from mailbridge.store.engine.schema import metadata
from tests.doors.web.site import CLIENT, MEMBER, SECRETS, STRANGER, Site, open_site

pytestmark = pytest.mark.asyncio(loop_scope="module")

KINDS = {
    "/draft-files": "draft",
    "/discussions": "discussion",
    "/posts": "post",
    "/{kind}": "post",
    "/attachments/{id}/parts": "opened",
    "/attachments": "attachment",
    "/tasks": "task",
    "/projects": "project",
    "/outbox": "letter",
    "/mail": "mail",
    "/quarantine": "mail",
    "/people": "person",
    "/webhooks": "webhook",
}
FORM = {
    "text": "I was here",
    "to": "client",
    "state": "done",
    "muted": "yes",
    "address": "rita@evil.test",
    "name": "Bloom two",
}
INSIDE = [page for page in ROUTES if page.who in visit.INSIDE]
BY_LINK = "/a/{token}"  # the link is the object: tests/doors/web/pages/test_act.py
WITH_OBJECT = [page for page in INSIDE if "{" in page.path and not page.path.startswith(BY_LINK)]
LISTS = [page for page in INSIDE if "{" not in page.path and page.method == "GET"]
API_BODIES = {
    "/letters/{name}/templates": {"file": "body.txt", "text": "I was here"},
    "/sending/keys": {"domain": "evil.test"},
    "/setup": {"agency": "Evil"},
    "/lab": {"message": "From: rita@evil.test\n\nHello"},
    "/discussions/{id}/questions": {"numbers": [1], "state": "answered"},
    "/discussions/{id}/replies": {"text": "I was here"},
    "/discussions/{id}/preview": {"text": "I was here"},
    "/discussions/{id}/draft": {"text": "I was here"},
    "/inbox": {"discussions": [1], "act": "close"},
    "/discussions/{id}/notes": {"text": "I was here"},
    "/discussions/{id}/merge": {"into": 1},
    "/discussions/{id}/move": {"project": "Bloom site"},
    "/discussions": {"project": "1", "subject": "Hello", "text": "I was here"},
    "/discussions/split": {"posts": [1]},
    "/tasks/{id}": {"state": "done"},
    "/projects": {"name": "Bloom two"},
    "/people/{address}": {"role": "admin"},
    "/companies/{domain}": {"name": "Evil"},
    "/companies/{domain}/merge": {"into": "evil.test"},
    "/discussions/{id}/follow": {"follows": True},
    "/people/{address}/levels": {"level": "off"},
    "/people/{address}/programs": {"program": "mutt"},
    "/posts/{id}/fold": {"program": "mutt"},
    "/posts/{id}/unfold": {"program": "mutt"},
    "/views/{id}": {"name": "Mine"},
    "/follow-ups": {"ids": [1], "act": "hold"},
    "/follow-ups/{id}": {"words": "I was here"},
    "/people": {"address": "rita@evil.test", "role": "admin"},
    "/aliases": {"address": "rita@evil.test", "project": "Bloom site"},
}


ASKED = {"/companies/{domain}/merge": {"into": "rye.test"}}
OF_A_VISIT = {"api_tokens", "audit_log", "looks", "sign_ins", "web_sessions"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(
    _seeded: tuple[Path, dict[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """One for all routes: nobody here changes anything, which each test makes sure of."""
    database, ids = _seeded
    folder = tmp_path_factory.mktemp("walls")
    copyfile(database, folder / "site.sqlite")
    opened = await open_site(f"sqlite:///{folder / 'site.sqlite'}", folder, ids)
    await register.add_alias(opened.container, "a@b.test", "Bloom site")
    await people.add_person(opened.container, "li@rye.test")
    told = await webhooks.add_webhook(opened.container, "https://elsewhere.test/in")
    opened.ids["webhook"] = told.webhook.id
    yield opened
    await opened.container.close()


def name(route: Page | routes.Route) -> str:
    return f"{route.method} {route.path}"


def path_of(route: Page | routes.Route, site: Site) -> str:
    """The route's path with the id of Bloom's own object in it."""
    kind = next((kind for start, kind in KINDS.items() if route.path.startswith(start)), "project")
    project = str(site.ids["project"])
    asked = f"?address={CLIENT}" if name(route).startswith("GET") and "/leave" in route.path else ""
    path = (
        route.path.replace("{kind}", "posts")
        .replace("{id}", str(site.ids.get(kind, 1)))
        .replace("{name}", "team" if route.path.startswith("/letters") else project)
        .replace("{address}", MEMBER if route.path.startswith("/people") else "a@b.test")
        .replace("{part}", "3.1.2")
        .replace("{domain}", "bloom.test")
    )
    return path + asked


async def everything(site: Site) -> str:
    """All rows of all tables, but of those that a visit writes itself."""
    held = [table for table in metadata.sorted_tables if table.name not in OF_A_VISIT]
    return await site.container.store.read(
        lambda db: repr([db.execute(select(table)).all() for table in held])
    )


@pytest.mark.parametrize("page", WITH_OBJECT, ids=name)
async def test_a_stranger_finds_nothing(site: Site, page: Page) -> None:
    """For a member of another project it does not exist, and nothing he tries changes it."""
    browser, before = await site.browser(STRANGER), await everything(site)
    more = {"discussion": str(site.ids["discussion"]), "person": str(site.ids["person"])}
    path = path_of(page, site)
    answer = await (
        browser.get(path) if page.method == "GET" else browser.post(path, **FORM, **more)
    )
    assert answer.status_code == 404
    assert [secret for secret in SECRETS if secret in answer.text] == []
    assert before == await everything(site)


@pytest.mark.parametrize("page", LISTS, ids=name)
async def test_a_strangers_lists_hold_nothing_of_it(site: Site, page: Page) -> None:
    """Not a name, not an address, not a subject."""
    answer = await (await site.browser(STRANGER)).get(page.path)
    assert answer.status_code == (404 if page.who is Who.ADMIN else 200)
    assert [secret for secret in SECRETS if secret in answer.text] == []


@pytest.mark.parametrize(
    "tab", ["/?tab=all", "/?tab=waiting", "/tasks?tab=done", "/tasks?tab=mine"]
)
async def test_no_tab_shows_more(site: Site, tab: str) -> None:
    """The same walls stand in each."""
    text = (await (await site.browser(STRANGER)).get(tab)).text
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("page", INSIDE, ids=name)
async def test_who_is_not_signed_in_is_sent_to_the_door(site: Site, page: Page) -> None:
    """And changes nothing."""
    browser, before = site.stranger(), await everything(site)
    answer = await (
        browser.get(path_of(page, site))
        if page.method == "GET"
        else browser.post(path_of(page, site), **FORM)
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert before == await everything(site)


@pytest.mark.parametrize("page", [page for page in INSIDE if page.who is Who.ADMIN], ids=name)
async def test_what_admins_do_is_not_there_for_members(site: Site, page: Page) -> None:
    """Also in a member's own project."""
    browser, before = await site.browser(MEMBER), await everything(site)
    answer = await (
        browser.get(path_of(page, site))
        if page.method == "GET"
        else browser.post(path_of(page, site), **FORM)
    )
    assert answer.status_code == 404
    assert before == await everything(site)


@pytest.mark.parametrize("page", [page for page in INSIDE if page.method == "POST"], ids=name)
async def test_nothing_is_done_without_the_token_of_the_form(site: Site, page: Page) -> None:
    """An admin's own browser, with everything but the token."""
    browser = await site.browser("anna@agency.test")
    browser.form_token, before = "", await everything(site)
    answer = await browser.post(path_of(page, site), **FORM)
    assert answer.status_code == 403
    assert before == await everything(site)


OF_ONES_OWN = (
    "POST /views",
    "POST /updates",
    "POST /updates/undo",
    "PATCH /settings",
)  # there is no object of anybody else's


@pytest.mark.parametrize(
    "route", [one for one in routes.ROUTES if name(one) not in OF_ONES_OWN], ids=name
)
async def test_the_api_shows_a_stranger_nothing(site: Site, route: routes.Route) -> None:
    """404 for each object and for what only admins may; lists without a word of it."""
    before = await everything(site)
    body = (
        {"post_id": str(site.ids["post"])}
        if name(route) == "POST /tasks"
        else API_BODIES.get(route.path)
    )
    async with await site.api(STRANGER) as client:
        answer = await client.request(route.method, path_of(route, site), json=body)
    is_list = route.method == "GET" and "{" not in route.path and route.who is Who.TEAM
    assert answer.status_code == (200 if is_list else 404)
    told = answer.text.replace(path_of(route, site), "")  # what was asked for is no news
    assert [secret for secret in SECRETS if secret in told] == []
    assert before == await everything(site)


@pytest.mark.parametrize(
    "path",
    [
        "/discussions?project=Bloom site",
        "/tasks?project=Bloom site",
        "/people?project=Bloom site",
        "/projects/Bloom site",
    ],
)
async def test_the_api_does_not_know_a_foreign_project_by_name(site: Site, path: str) -> None:
    """Nor says more than that."""
    async with await site.api(STRANGER) as client:
        assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize("route", routes.ROUTES, ids=name)
async def test_the_api_wants_a_token(site: Site, route: routes.Route) -> None:
    """401 without one, 403 with a client's."""
    async with await site.api(CLIENT) as client:
        refused = await client.request(
            route.method, path_of(route, site), json=API_BODIES.get(route.path)
        )
        client.headers["authorization"] = "Bearer mb_wrong"
        unknown = await client.request(
            route.method, path_of(route, site), json=API_BODIES.get(route.path)
        )
    assert (refused.status_code, unknown.status_code) == (403, 401)
    assert unknown.headers["www-authenticate"] == "Bearer"


STREAM = "/discussions/{id}/live"  # does not end by itself: test_live.py
OPENS = [
    page
    for page in INSIDE
    if page.method == "GET" and page.path != STREAM and not page.path.startswith(BY_LINK)
]


@pytest.mark.parametrize("page", OPENS, ids=name)
async def test_a_member_finds_what_is_his(site: Site, page: Page) -> None:
    """The walls have doors: every page opens for its own people."""
    person = "anna@agency.test" if page.who is Who.ADMIN else MEMBER
    assert (await (await site.browser(person)).get(path_of(page, site))).status_code == 200


@pytest.mark.parametrize(
    "route", [route for route in routes.ROUTES if route.method == "GET"], ids=name
)
async def test_the_api_answers_its_own_people(site: Site, route: routes.Route) -> None:
    """Each object and each list."""
    own = route.path.startswith("/draft-files")  # of whoever began to write
    async with await site.api(MEMBER if own else "anna@agency.test") as client:
        asked = ASKED.get(route.path, {"how": "other"})
        assert (await client.get(path_of(route, site), params=asked)).status_code == 200
