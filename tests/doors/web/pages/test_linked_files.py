"""Files that are too large for a letter are fetched by a signed link, by its reader alone and for
some days; whether the message lies in the database or among the blobs.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbridge.doors.web.app import create_app
from mailbridge.services.people import leaving
from mailbridge.services.telling import outbox
from tests.container import Clock, open_container, rendering
from tests.doors.web.site import Browser
from tests.services.post_office import PostOffice

ANNA, MARIA, BEN = "anna@agency.test", "maria@bloom.test", "ben@bloom.test"


@pytest.fixture(params=[b"a film", b"a long film" * 100_000], ids=["database", "blobs"])
async def film(request: pytest.FixtureRequest) -> bytes:
    return bytes(request.param)


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(sqlite_url, tmp_path, renderer=rendering("5b1e"))
    container.limits = replace(container.limits, letter_files=5)
    made = await PostOffice(container).open()
    await made.person(ANNA, "member", "Anna")
    await made.person(MARIA, "client", "Maria")
    yield made
    await container.close()


async def answered(office: PostOffice, film: bytes, first: str = "") -> dict[str, str]:
    """Maria asks and Anna answers by mail with a film; returns the newest letter to each reader."""
    await office.bring(MARIA, "Film", "Where is it?")
    answer = EmailMessage()
    answer["From"], answer["Subject"], answer["Message-ID"] = ANNA, "Re: Film", "<film@x.test>"
    answer["To"] = to = await office.reply_address(ANNA)
    answer.set_content(f"{first}Here it is.")
    answer.add_attachment(film, maintype="video", subtype="mp4", filename="Фильм.mp4")
    await office.bring(ANNA, "", "", to=to, raw=answer.as_bytes(), reverse_path=ANNA)
    letters = {
        row["to"]: await outbox.render_letter(office.container, row["id"])
        for row in await office.letters()
    }
    return {to: content.decode() for to, content in letters.items()}


def link_in(letter: str) -> str:
    """The path of the link; the newest letter of somebody."""
    found = re.search(r"http://bridge.test(/f/[a-z2-7]+)", letter)
    return found[1] if found is not None else ""


async def test_the_reader_fetches_it_until_the_link_ends(office: PostOffice, film: bytes) -> None:
    """The page lists it, and it is saved under its name, as often as they like."""
    letters = await answered(office, film)
    path, browser = link_in(letters[MARIA]), Browser(create_app(office.container))
    for _ in range(2):
        page = await browser.get(path)
        assert (200, "noindex") == (page.status_code, page.headers["x-robots-tag"])
        assert "Фильм.mp4" in page.text
        file = await browser.get(f"{path}/1")
        assert film == file.content
        assert file.headers["content-disposition"].startswith("attachment; filename=")
        assert "application/octet-stream" == file.headers["content-type"]
    assert 410 == (await browser.get(f"{path}/2")).status_code
    assert 410 == (await browser.get(f"{path[:-1]}{'a' if path[-1] != 'a' else 'b'}")).status_code
    clock = office.container.clock
    assert isinstance(clock, Clock)
    clock.forward(days=14)
    assert [410, 410] == [(await browser.get(one)).status_code for one in (path, f"{path}/1")]


async def test_the_sender_hears_of_it(office: PostOffice) -> None:
    """Whose letter did not carry the file."""
    letters = await answered(office, b"a film")
    said = "Your files are too large for a letter: Maria can fetch them by a link until Mon 7 Dec."
    assert said in " ".join(letters[ANNA].split())


async def test_who_left_fetches_nothing(office: PostOffice) -> None:
    """A link is worth no more than its reader's place in the discussion."""
    path = link_in((await answered(office, b"a film"))[MARIA])
    browser = Browser(create_app(office.container))
    assert 200 == (await browser.get(f"{path}/1")).status_code
    await leaving.leave_project(office.container, MARIA, "Bloom")
    assert 410 == (await browser.get(f"{path}/1")).status_code


async def test_an_internal_file_has_no_link(office: PostOffice) -> None:
    """Whoever may read it signs in."""
    letters = await answered(office, b"a film", "#note\n")
    assert not any(map(link_in, letters.values()))
