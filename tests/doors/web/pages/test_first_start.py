"""From an empty installation to its first letter, in the browser."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mailbridge.doors.web.app import assembled, furnish
from mailbridge.services import projects
from mailbridge.services.container import Container, Relay
from mailbridge.services.people.register import find_person
from mailbridge.services.setup.first_admin import first_address
from tests.container import Relay as TakingRelay
from tests.container import open_container
from tests.doors.web.site import URL, Browser
from tests.services.post_office import PostOffice


@dataclass
class Notes:
    """Keeps what it is told; a relay greets that listens on port 587."""

    kept: dict[str, str] = field(default_factory=dict)

    def is_fixed(self, name: str) -> bool:
        return name == "agency"

    def keep(self, name: str, value: str) -> None:
        self.kept[name] = value

    async def greet(self, url: str, helo: str) -> str:
        if ":587" not in url:
            raise OSError("Connection refused")
        return "size"

    def relay(self, url: str, helo: str) -> Relay:
        return TakingRelay()


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Container]:
    container = await open_container(f"sqlite:///{tmp_path / 'new.sqlite'}", tmp_path)
    container.domain, container.domains = "localhost", frozenset({"localhost"})
    container.relay, container.setup = None, Notes()
    yield container
    await container.close()


async def test_a_newcomer_sets_everything_up(empty: Container) -> None:
    """Admin, domain, relay, project and the first letter; each mistake is told at its field, with
    what was typed, and the address that it began with opens nothing any more.
    """
    app = assembled()
    furnish(app, empty)
    begin = (await first_address(empty) or "").removeprefix(URL)
    browser = Browser(app, "anna@agency.test")
    assert "Who looks after" in (await browser.get(begin)).text
    wrong = await browser.post(begin, name="Anna", address="anna@")
    assert (422, True) == (wrong.status_code, 'value="anna@"' in wrong.text)
    link = (await browser.post(begin, name="Anna", address="anna@agency.test")).headers["location"]
    await browser.post(link)
    await browser.sign_in(empty)
    assert "admin" == (await find_person(empty, "anna@agency.test")).role
    assert [410, 410] == [
        (await browser.get(begin)).status_code,
        (await browser.post(begin, name="Eve", address="eve@evil.test")).status_code,
    ]
    local = await browser.post("/setup", do="domain", domain="agency.local")
    assert (422, True) == (local.status_code, 'id="domain-trouble"' in local.text)
    await browser.post("/setup", do="domain", domain="in.agency.org")
    unheard = await browser.post("/setup", do="relay", host="mail.agency.org", port="25")
    assert ("Connection refused" in unheard.text, 'value="25"' in unheard.text) == (True, True)
    access = {"host": "mail.agency.org", "port": "587", "user": "a", "password": "p@ss"}
    taken = await browser.post("/setup", do="relay", **access)
    assert "/setup?did=relay#relay" == taken.headers["location"]
    assert isinstance(empty.setup, Notes)
    assert {
        "domain": "in.agency.org",
        "relay.url": "smtp://a:p%40ss@mail.agency.org:587?tls=starttls",
    } == empty.setup.kept
    await browser.post("/setup", do="project", name="Bloom site")
    awaiting = await browser.get("/setup")
    (project,) = await projects.list_projects(empty)
    assert project.address.endswith("@in.agency.org")
    assert "refresh" in awaiting.headers
    await PostOffice(empty, project.address).bring("Maria <maria@bloom.test>", "Hello", "Hi!")
    done = await browser.get("/setup")
    assert re.search(r'href="/discussions/\d+">Hello</a>', done.text)
    assert ("All is set up" in done.text, "refresh" in done.headers) == (True, False)


async def test_a_stranger_cannot_take_an_empty_installation(empty: Container) -> None:
    """A token of another secret opens nothing, and the steps want an admin."""
    app = assembled()
    furnish(app, empty)
    browser = Browser(app)
    forged = "/first/faeflqt7p6iwriddae"
    assert [410, 410, 303] == [
        (await browser.get(forged)).status_code,
        (await browser.post(forged, name="Eve", address="eve@evil.test")).status_code,
        (await browser.get("/setup")).status_code,
    ]
    assert await first_address(empty) is not None
