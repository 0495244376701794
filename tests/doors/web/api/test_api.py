"""The API."""

from datetime import timedelta
from typing import Any

import pytest

from mailbridge.doors.web.api import routes
from mailbridge.services.telling import outbox
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, Site


async def test_a_conversation_through_the_api(site: Site) -> None:
    """List, show, answer, note, close; each gives the object it made or changed."""
    async with await site.api(MEMBER) as client:
        (found,) = (
            await client.get("/discussions", params={"project": "Bloom site", "state": "open"})
        ).json()
        assert (found["subject"], found["whose_move"], sorted(found["participants"])) == (
            "New menu page",
            "team",  # a task is open
            [ADMIN, CLIENT],
        )
        path = f"/discussions/{found['id']}"
        made = await client.post(f"{path}/replies", json={"text": "Done."})
        assert (
            made.status_code,
            made.json()["author"],
            made.json()["channel"],
            made.json()["internal"],
        ) == (201, MEMBER, "api", False)
        note = (await client.post(f"{path}/notes", json={"text": "Ours."})).json()
        assert (note["reply"], note["internal"]) == ("Ours.", True)
        shown = (await client.post(f"{path}/close")).json()
        assert (shown["state"], len(shown["posts"])) == ("closed", 5)


@pytest.mark.parametrize(
    ("seconds", "now", "state"), [(0, False, "queued"), (30, False, "held"), (30, True, "queued")]
)
async def test_an_answer_waits_as_long_as_the_settings_say(
    site: Site, seconds: int, now: bool, state: str
) -> None:
    """Unless the program does not think better of it."""
    site.container.undo = timedelta(seconds=seconds)
    async with await site.api(MEMBER) as client:
        path = f"/discussions/{site.page.discussion.id}/replies"
        await client.post(path, json={"text": "Yes.", "now": now})
        assert state == (await client.get("/outbox")).json()[0]["state"]


async def test_an_answer_can_be_taken_back_while_its_letters_are_held(site: Site) -> None:
    """By its author, as if it had not been written; not when they have been sent."""
    site.container.undo = timedelta(seconds=30)
    path = f"/discussions/{site.page.discussion.id}"
    async with await site.api(MEMBER) as client, await site.api(ADMIN) as other:
        post = (await client.post(f"{path}/replies", json={"text": "Yes."})).json()["id"]
        assert 404 == (await other.post(f"/posts/{post}/take-back")).status_code
        assert 204 == (await client.post(f"/posts/{post}/take-back")).status_code
        assert post not in [one["id"] for one in (await client.get(path)).json()["posts"]]
        site.container.undo = timedelta(0)
        post = (await client.post(f"{path}/replies", json={"text": "Yes."})).json()["id"]
        assert 409 == (await client.post(f"/posts/{post}/take-back")).status_code


async def test_a_task_through_the_api(site: Site) -> None:
    """Made of a post once, however often it is asked; changed in part."""
    async with await site.api(ADMIN) as client:
        post_id = str(site.page.posts[1].id)
        first, again = [
            (await client.post("/tasks", json={"post_id": post_id, "title": "Answer"})).json()
            for _ in range(2)
        ]
        assert first == again
        changed = (
            await client.patch(
                f"/tasks/{first['id']}",
                json={"state": "waiting", "assignee": MEMBER, "due": "2026-11-27"},
            )
        ).json()
        assert (changed["title"], changed["state"], changed["assignee"]) == (
            "Answer",
            "waiting",
            MEMBER,
        )
        assert changed["due"].startswith("2026-11-27")
        cleared = (
            await client.patch(f"/tasks/{first['id']}", json={"assignee": "", "due": ""})
        ).json()
        assert (cleared["assignee"], cleared["due"], cleared["state"]) == (None, None, "waiting")
        assert [first["id"]] == [
            task["id"] for task in (await client.get("/tasks", params={"state": "waiting"})).json()
        ]


async def test_an_admin_sets_up_through_the_api(site: Site) -> None:
    """A project, an alias, a person."""
    async with await site.api(ADMIN) as client:
        project = (await client.post("/projects", json={"name": "Winter"})).json()
        assert {"id", "name", "address", "aliases"} <= project.keys()
        alias = (
            await client.post(
                "/aliases", json={"address": "winter@agency.test", "project": project["id"]}
            )
        ).json()
        made = {"address": "winter@agency.test", "project": "Winter", "state": "waiting"}
        assert {**made, "declared": None} == alias
        person = (
            await client.post(
                "/people",
                json={"address": "tom@winter.test", "role": "client+", "project": "Winter"},
            )
        ).json()
        assert (person["addresses"], person["role"], person["projects"]) == (
            ["tom@winter.test"],
            "client+",
            ["Winter"],
        )
        assert (await client.delete("/aliases/winter@agency.test")).status_code == 204
        assert [
            one for one in (await client.get("/aliases")).json() if one["project"] == "Winter"
        ] == []


async def test_the_mail_log_through_the_api(site: Site) -> None:
    """The list without trails, one message with its own."""
    async with await site.api(ADMIN) as client:
        (found,) = (await client.get("/mail")).json()
        assert (found["disposition"], found["reason"], found["project"]) == (
            "accept",
            "filed",
            "Bloom site",
        )
        assert any(
            line.startswith("thread:")
            for line in (await client.get(f"/mail/{found['id']}")).json()["trail"]
        )


async def test_the_outbox_through_the_api_keeps_sign_in_links_to_itself(site: Site) -> None:
    """A member sees the letters of his projects alone."""
    await site.stranger().post("/sign-in", address=ADMIN)
    async with await site.api(MEMBER) as client:
        found = (await client.get("/outbox")).json()
    assert CLIENT in {letter["to"] for letter in found}
    assert "sign_in" not in {letter["letter"] for letter in found}
    assert "sign_in" in {letter.letter for letter in await outbox.list_letters(site.container)}


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/discussions/99999", None, 404, "no-such-discussion"),
        ("POST", "/projects", {"name": "Rival shop"}, 409, "name-taken"),
        ("POST", "/people", {"address": "nonsense"}, 422, "bad-address"),
        ("POST", "/projects", {"name": ["x"]}, 422, "invalid"),
        ("POST", "/projects", {"name": "x", "colour": "red"}, 422, "invalid"),
        ("POST", "/tasks", {"post_id": "one"}, 422, "invalid"),
        ("GET", "/discussions?limit=0", None, 422, "invalid"),
        ("GET", "/discussions/99999999999999999999", None, 422, "invalid"),
        ("GET", "/nowhere", None, 404, "not-found"),
        ("DELETE", "/projects", None, 405, "method-not-allowed"),
    ],
)
async def test_trouble_is_a_problem_document(
    site: Site, method: str, path: str, body: Any, status: int, code: str
) -> None:
    """RFC 9457, validation included."""
    async with await site.api(ADMIN) as client:
        answer = await client.request(method, path, json=body)
    told = answer.json()
    assert (status, "application/problem+json") == (
        answer.status_code,
        answer.headers["content-type"],
    )
    assert (status, f"urn:mailbridge:problem:{code}") == (told["status"], told["type"])
    assert told["detail"]
    assert told["instance"] == "/api/v1" + path.partition("?")[0]


async def test_a_problem_is_told_in_the_persons_language(site: Site) -> None:
    """Igor reads Russian."""
    async with await site.api(MEMBER) as client:
        assert (await client.get("/discussions/99999")).json()["detail"] == "Такого обсуждения нет."


async def test_bad_json_names_the_place(site: Site) -> None:
    """Which field, and what is wrong with it."""
    async with await site.api(ADMIN) as client:
        told = (
            await client.post(
                "/projects", content=b"{", headers={"content-type": "application/json"}
            )
        ).json()
        assert told["type"] == "urn:mailbridge:problem:invalid"
        told = (await client.post("/projects", json={})).json()
    assert [error["pointer"] for error in told["errors"]] == ["body/name"]


async def test_a_cookie_is_no_token(site: Site) -> None:
    """So no page of another site can use the API through a browser."""
    browser = await site.browser(ADMIN)
    assert (await browser.get("/api/v1/projects")).status_code == 401


async def test_openapi_tells_of_every_route(site: Site) -> None:
    """With its bearer token, its object and its problem document; pages are not in it."""
    document = (await site.stranger().get("/api/v1/openapi.json")).json()
    told = {
        (method.upper(), path) for path, methods in document["paths"].items() for method in methods
    }
    assert {(route.method, routes.PREFIX + route.path) for route in routes.ROUTES} == told
    shown = document["paths"]["/api/v1/discussions/{id}"]["get"]
    assert shown["security"] == [{"HTTPBearer": []}]
    assert (
        shown["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        == "#/components/schemas/DiscussionPage"
    )
    assert "application/problem+json" in document["components"]["responses"]["Problem"]["content"]
    assert {"$ref": "#/components/responses/Problem"} == shown["responses"]["4XX"]
