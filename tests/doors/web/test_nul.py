"""The sign NUL, which PostgreSQL keeps in no text, breaks nothing on either engine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.doors.web.site import ADMIN, Site, open_site, seed

NUL = "\x00"


@pytest.fixture
async def kept(store_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    """The site, on the engine of this test."""
    made = await open_site(store_url, tmp_path, await seed(store_url, tmp_path))
    yield made
    await made.container.close()


@pytest.mark.parametrize("path", ["/tasks", "/search", "/mail", "/activity", "/people", "/outbox"])
async def test_it_asks_for_nothing(kept: Site, path: str) -> None:
    """By itself, and within words."""
    browser = (await kept.browser(ADMIN)).client
    for asked in (NUL, f"me{NUL}nu"):
        fields = dict.fromkeys(("q", "project", "person", "who"), asked)
        assert (await browser.get(path, params=fields)).status_code < 500


async def test_it_is_left_out_of_what_is_written(kept: Site) -> None:
    """By forms and by programs, in addresses, lists and texts."""
    browser, place = await kept.browser(ADMIN), kept.ids["discussion"]
    words = {"text": f"Be{NUL}low", "to": "internal"}
    assert 303 == (await browser.post(f"/discussions/{place}/draft", **words)).status_code
    assert 303 == (await browser.post(f"/discussions/{place}/reply", **words)).status_code
    assert "Below" == (await kept.discussion()).posts[-1].reply
    async with await kept.api(ADMIN) as api:
        body = {"text": f"Abo{NUL}ve", "internal": True}
        assert 201 == (await api.post(f"/discussions/{place}/replies", json=body)).status_code
        assert "Above" == (await kept.discussion()).posts[-1].reply
        begun = {"project": "Bloom site", "to": [f"a{NUL}@b.test"], "subject": NUL, "text": "Hm."}
        assert (await api.post("/discussions", json=begun)).status_code < 500
        task = await api.patch(f"/tasks/{kept.ids['task']}", json={"title": f"Dr{NUL}aw"})
        assert (200, "Draw") == (task.status_code, task.json()["title"])
        assert (await api.get("/people/a%00b@x.test/tokens")).status_code == 404


async def test_it_is_in_no_kind_of_file(kept: Site) -> None:
    """A browser says what a file is; whoever writes the request says so instead of it."""
    browser, place = await kept.browser(ADMIN), kept.ids["discussion"]
    kind = f"Content-Type: text/pl{NUL}ain"
    parts = [
        f'Content-Disposition: form-data; name="token"\r\n\r\n{browser.form_token}',
        f'Content-Disposition: form-data; name="files"; filename="a.txt"\r\n{kind}\r\n\r\nHi.',
    ]
    body = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    headers = {
        "sec-fetch-site": "same-origin",
        "content-type": "multipart/form-data; boundary=b",
    }
    path = f"/discussions/{place}/draft"
    done = await browser.client.post(path, content=body.encode(), headers=headers)
    assert 303 == done.status_code
    assert "a.txt" in (await browser.get(f"/discussions/{place}")).text
