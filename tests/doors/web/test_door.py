"""The web on a port of its own."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx2
import pytest

from mailbridge.doors.web.app import WebDoor
from mailbridge.doors.web.request import render
from tests.doors.web.site import Site


@pytest.mark.parametrize("listen", ["127.0.0.1:0", "[::1]:0", "localhost:0"])
async def test_the_door_opens_in_the_running_loop(site: Site, listen: str) -> None:
    """On any free port, and closes again."""
    door = WebDoor(site.container, listen)
    await door.start()
    host = listen.rpartition(":")[0]
    async with httpx2.AsyncClient() as client:
        answer = await client.get(f"http://{host}:{door.port}/healthz")
    await door.stop()
    assert (answer.status_code, answer.text) == (200, "alive\n")
    with pytest.raises(httpx2.ConnectError):
        async with httpx2.AsyncClient() as client:
            await client.get(f"http://{host}:{door.port}/healthz")


async def test_each_answer_says_when_it_was_made(site: Site) -> None:
    """RFC 9110 section 6.6.1; uvicorn's own clock would wake the service ten times a second."""
    door = WebDoor(site.container, "127.0.0.1:0")
    await door.start()
    async with httpx2.AsyncClient() as client:
        answer = await client.get(f"http://127.0.0.1:{door.port}/healthz")
    await door.stop()
    made = parsedate_to_datetime(answer.headers["date"])
    assert abs(datetime.now(UTC) - made) < timedelta(minutes=1)


async def test_a_port_in_use_is_said_at_once(site: Site) -> None:
    """As the OSError that whoever starts it turns into a line."""
    first = WebDoor(site.container, "127.0.0.1:0")
    await first.start()
    with pytest.raises(OSError, match="in use"):
        await WebDoor(site.container, f"127.0.0.1:{first.port}").start()
    await first.stop()


async def test_closing_what_was_never_open_is_no_matter(site: Site) -> None:
    """Nor closing twice."""
    door = WebDoor(site.container, "127.0.0.1:0")
    await door.stop()
    await door.start()
    await door.stop()
    await door.stop()


async def test_it_closes_where_a_template_cannot_be_compiled(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The fault is in the log; the page that needs the template tells it, and no other."""

    def broken(*_: object) -> None:
        raise ValueError("line 3")

    monkeypatch.setattr(render, "compile_all", broken)
    door = WebDoor(site.container, "127.0.0.1:0")
    await door.start()
    await asyncio.sleep(0.1)
    await door.stop()
    assert "a template of the web cannot be compiled" in caplog.text
