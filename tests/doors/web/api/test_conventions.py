"""What holds for every route of the API."""

import asyncio
from datetime import timedelta
from typing import get_origin, get_type_hints

import pytest
from sqlalchemy import insert, select

from mailbridge.doors.web.api import routes
from mailbridge.doors.web.api.conventions.paging import Paging
from mailbridge.services import repeated_requests
from mailbridge.services.people import api_tokens
from mailbridge.store.directory import repeated_requests as kept
from mailbridge.store.engine import schema
from tests.doors.web.site import ADMIN, MEMBER, STRANGER, URL, Site

LISTS = [
    one
    for one in routes.ROUTES
    if one.method == "GET" and get_origin(get_type_hints(one.answer)["return"]) is list
]
NOTES = "/discussions/1/notes"


def test_every_list_comes_in_parts() -> None:
    """None ends silently: each tells what it goes on with."""
    unpaged = [one.path for one in LISTS if Paging not in get_type_hints(one.answer).values()]
    assert len(LISTS) > 15
    assert [] == unpaged


async def whole(client: object, path: str, **asked: object) -> list[list[str]]:
    """The members of each part of a list, as Link leads from one to the next."""
    parts, cursor = [], None
    while True:
        more = {"cursor": cursor} if cursor else {}
        answer = await client.get(path, params={**asked, **more})  # type: ignore[attr-defined]
        parts.append([one.get("id") or one.get("address") or str(one) for one in answer.json()])
        cursor = answer.headers.get("next-cursor")
        if cursor is None:
            return parts
        assert f"cursor={cursor}" in answer.headers["link"]


@pytest.mark.parametrize(
    "path", ["/projects", "/people", "/audit", "/outbox", "/discussions", "/tasks"]
)
async def test_the_parts_of_a_list_are_the_list(site: Site, path: str) -> None:
    """Each member once, in the same order, whether it is cut from the whole or asked of the
    store.
    """
    async with await site.api(ADMIN) as client:
        for name in ("First", "Second", "Third"):
            to_say = {"project": "1", "subject": name, "text": name}
            made = (await client.post("/discussions", json=to_say)).json()
            await client.post("/tasks", json={"post_id": made["posts"][0]["id"], "title": name})
        together = [one for part in await whole(client, path) for one in part]
        parts = await whole(client, path, limit=1)
    assert [[one] for one in together] == parts
    assert len(together) > 1


async def test_a_list_goes_on_where_it_was_though_a_member_has_gone(site: Site) -> None:
    """Nothing is left out and nothing comes twice."""
    async with await site.api(ADMIN) as client:
        for name in "abc":
            body = {"address": f"{name}@alias.test", "project": "1"}
            assert 201 == (await client.post("/aliases", json=body)).status_code
        first = await client.get("/aliases", params={"limit": 1})
        await client.delete("/aliases/a@alias.test")
        more = {"limit": 2, "cursor": first.headers["next-cursor"]}
        rest = (await client.get("/aliases", params=more)).json()
    assert ["b@alias.test", "c@alias.test"] == [one["address"] for one in rest]


@pytest.mark.parametrize("cursor", ["x", "A" * 60, "é", "AAAA" * 200, "\x00"])
async def test_a_forged_cursor_is_refused(site: Site, cursor: str) -> None:
    """Whatever it is made of."""
    async with await site.api(ADMIN) as client:
        answer = await client.get("/audit", params={"cursor": cursor})
    assert (422, "urn:mailbridge:problem:bad-cursor") == (
        answer.status_code,
        answer.json()["type"],
    )


async def test_a_cursor_is_of_one_list_and_one_caller(site: Site) -> None:
    """Another's, and another list's, is refused."""
    async with await site.api(ADMIN) as client, await site.api(MEMBER) as other:
        cursor = (await client.get("/people?limit=1")).headers["next-cursor"]
        refused = [
            (await client.get("/projects", params={"cursor": cursor})).status_code,
            (await other.get("/people", params={"cursor": cursor})).status_code,
        ]
        assert 200 == (await client.get("/people", params={"cursor": cursor})).status_code
    assert [422, 422] == refused


async def test_a_repeated_request_is_done_once(site: Site) -> None:
    """Its answer comes again; another body under the same key is refused, and another token's same
    key is another.
    """
    key = {"idempotency-key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}
    async with await site.api(ADMIN) as client, await site.api(ADMIN) as other:
        first, again = [
            await client.post(NOTES, json={"text": "Once."}, headers=key) for _ in range(2)
        ]
        assert (201, first.content) == (again.status_code, again.content)
        assert "true" == again.headers["idempotency-replayed"]
        changed = await client.post(NOTES, json={"text": "Twice."}, headers=key)
        assert (422, "urn:mailbridge:problem:another-request") == (
            changed.status_code,
            changed.json()["type"],
        )
        theirs = await other.post(NOTES, json={"text": "Once."}, headers=key)
        assert first.json()["id"] != theirs.json()["id"]
    page = await site.discussion()
    assert 2 == [post.text for post in page.posts].count("Once.")


async def test_of_two_at_once_one_is_done(site: Site) -> None:
    """The other is told to ask again."""
    async with await site.api(ADMIN) as client:
        answers = await asyncio.gather(
            *[
                client.post(NOTES, json={"text": "Once."}, headers={"idempotency-key": "k"})
                for _ in range(4)
            ]
        )
    refused = [one for one in answers if one.status_code == 409]
    assert 1 <= len([one for one in answers if one.status_code == 201])
    assert all(one.headers["retry-after"] == "1" for one in refused)
    assert 1 == [post.text for post in (await site.discussion()).posts].count("Once.")


async def test_what_was_refused_may_be_sent_again(site: Site) -> None:
    """Nothing was done, so its key is free."""
    async with await site.api(ADMIN) as client:
        key = {"idempotency-key": "k"}
        statuses = [
            (await client.post(NOTES, json={"text": text}, headers=key)).status_code
            for text in ("", "Now.")
        ]
    assert [422, 201] == statuses


async def test_what_is_kept_of_a_request_tells_nothing(site: Site) -> None:
    """Neither the token nor the key nor the answer can be read in the database, and it is gone
    after a day.
    """
    token = await api_tokens.issue_token(site.container, ADMIN)
    async with await site.api(ADMIN) as client:
        client.headers["authorization"] = f"Bearer {token}"
        await client.post(NOTES, json={"text": "Secret."}, headers={"idempotency-key": "my-key"})
    rows = await site.container.store.read(
        lambda db: db.execute(select(schema.repeated_requests)).all()
    )
    assert 1 == len(rows)
    told = repr(rows)
    assert [] == [word for word in (token, "my-key", "Secret", "note") if word in told]
    later = site.container.clock() + timedelta(days=1, seconds=1)
    await site.container.store.write(
        lambda db: kept.forget_older(db, later - repeated_requests.KEPT)
    )
    assert [] == await site.container.store.read(
        lambda db: db.execute(select(schema.repeated_requests)).all()
    )


async def test_who_is_nobody_leaves_nothing(site: Site) -> None:
    """Neither by a key nor by a condition: no row is written for whom we do not know, or who does
    not see the object.
    """
    fields = {"idempotency-key": "k", "if-match": "*"}
    async with await site.api(STRANGER) as client:
        hidden = await client.post(NOTES, json={"text": "x"}, headers=fields)
        client.headers["authorization"] = "Bearer mb_wrong"
        unknown = await client.post(NOTES, json={"text": "x"}, headers=fields)
    assert (404, 401) == (hidden.status_code, unknown.status_code)
    assert [] == await site.container.store.read(
        lambda db: db.execute(select(schema.repeated_requests)).all()
    )


async def test_a_process_that_died_leaves_a_request_unknown(site: Site) -> None:
    """It is never done a second time by itself."""
    hurried = {"caller": "c", "key": "k", "request": "r"}
    before = site.container.clock() - repeated_requests.UNDER_WAY
    await site.container.store.write(
        lambda db: db.execute(insert(schema.repeated_requests).values(**hurried, begun=before))
    )
    known = await repeated_requests.begin(site.container, "c", "k", "r")
    assert repeated_requests.Standing.UNKNOWN is known.standing


async def test_keys_have_an_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller who invents one after the other is told to wait."""
    monkeypatch.setattr(repeated_requests, "MOST", 1)
    async with await site.api(ADMIN) as client:
        statuses = [
            (
                await client.post(NOTES, json={"text": "A"}, headers={"idempotency-key": key})
            ).status_code
            for key in ("a", "b", "a", "x" * 201)
        ]
    assert [201, 429, 201, 422] == statuses


async def test_what_is_known_is_not_sent_again(site: Site) -> None:
    """304 without a body for the tag that was given."""
    async with await site.api(MEMBER) as client:
        tag = (await client.get("/discussions/1")).headers["etag"]
        same = await client.get("/discussions/1", headers={"if-none-match": f'"x", W/{tag}'})
        assert (304, b"", tag) == (same.status_code, same.content, same.headers["etag"])
        await client.post(NOTES, json={"text": "More."})
        other = await client.get("/discussions/1", headers={"if-none-match": tag})
        assert 200 == other.status_code


async def test_a_change_is_made_while_the_object_is_as_it_was_seen(site: Site) -> None:
    """Of two who saw the same, one is refused; so is a tag of something else."""
    async with await site.api(MEMBER) as client:
        tag = {"if-match": (await client.get("/tasks/1")).headers["etag"]}
        statuses = [
            (await client.patch("/tasks/1", json={"title": name}, headers=tag)).status_code
            for name in ("Mine", "Theirs")
        ]
        assert "Mine" == (await client.get("/tasks/1")).json()["title"]
        closed = await client.post("/discussions/1/close", headers={"if-match": '"other"'})
    async with await site.api(STRANGER) as stranger:
        hidden = await stranger.patch("/tasks/1", json={"title": "x"}, headers=tag)
    assert [200, 412] == statuses
    assert 412 == closed.status_code
    assert 404 == hidden.status_code


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("DELETE", "/projects", 405),
        ("POST", "/discussions/1/close", 413),
        ("POST", "/nowhere", 413),
    ],
)
async def test_all_that_goes_wrong_is_a_problem(
    site: Site, method: str, path: str, status: int
) -> None:
    """Also what no route says, and nothing is done by it."""
    content = b"x" * 3_000_000 if status == 413 else b""
    async with await site.api(ADMIN) as client:
        answer = await client.request(method, path, content=content)
    assert (status, "application/problem+json") == (
        answer.status_code,
        answer.headers["content-type"],
    )
    assert status == answer.json()["status"]
    assert ("GET, POST" if status == 405 else None) == answer.headers.get("allow")
    assert "open" == (await site.discussion()).discussion.state


async def test_what_breaks_is_not_done_again(site: Site) -> None:
    """It may have been done: its key answers 500 until there is a new one."""
    browser = site.stranger(raises=False)
    token = await api_tokens.issue_token(site.container, ADMIN)
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "k"}
    clock = site.container.clock
    site.container.clock = _breaks_at_the_deed(clock)
    first = await browser.client.post(f"{URL}/api/v1{NOTES}", json={"text": "A"}, headers=headers)
    site.container.clock = clock
    again = await browser.client.post(f"{URL}/api/v1{NOTES}", json={"text": "A"}, headers=headers)
    assert (500, 500) == (first.status_code, again.status_code)
    assert "true" == again.headers["idempotency-replayed"]


def _breaks_at_the_deed(clock: object) -> object:
    """Tells the time while the caller and the key are looked up."""
    times = iter([clock, clock, clock])  # who it is, when it begins, who it is

    def told() -> object:
        return next(times, None)()  # type: ignore[misc, operator]

    return told
