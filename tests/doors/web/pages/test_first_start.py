"""From an empty installation to its first letter, in the browser."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mailbridge.doors.web.app import assembled, furnish
from mailbridge.services import projects
from mailbridge.services.container import Container, Relay
from mailbridge.services.people.register import add_person, find_person
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

    async def is_here(self, url: str) -> bool:
        if url.endswith(".invalid"):
            raise OSError("[Errno -2] Name or service not known")
        return url == "https://bridge.agency.org"

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
    assert "Nobody outside can write to agency.local" in local.text
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
    assert "All is set up" not in done.text
    empty.public_url = "http://bridge.agency.org"
    done = await browser.get("/setup")
    assert ("All is set up" in done.text, "refresh" in done.headers) == (True, False)


async def signed_in(container: Container) -> Browser:
    app = assembled()
    furnish(app, container)
    await add_person(container, "anna@agency.test", "Anna", "admin")
    return await Browser(app, "anna@agency.test").sign_in(container)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("https://", "is no web address"),
        ("ftp://mail.agency.org", "is no web address"),
        ("https://mail.agency.org/path", "is no web address"),
        ("https://mail.agency.org:port", "is no web address"),
        ("https://gone.invalid", "Nobody answers at https://gone.invalid: Name or service"),
        ("www.agency.org", "Somebody else answers at https://www.agency.org"),
    ],
)
async def test_an_address_that_leads_elsewhere_is_not_taken(
    empty: Container, typed: str, said: str
) -> None:
    """It is said at its field, with what was typed; nothing is kept."""
    browser, before = await signed_in(empty), empty.public_url
    answer = await browser.post("/setup", do="place", url=typed)
    assert (422, True, True) == (
        answer.status_code,
        said in answer.text,
        f'"{typed}"' in answer.text,
    )
    assert isinstance(empty.setup, Notes)
    assert (before, {}) == (empty.public_url, empty.setup.kept)


async def test_the_address_where_the_admin_is_needs_no_look(empty: Container) -> None:
    """Their browser found it; they stay signed in."""
    browser = await signed_in(empty)
    empty.public_url = "http://127.0.0.1:8025"
    taken = await browser.post("/setup", do="place", url=URL)
    assert "/setup?did=place#place" == taken.headers["location"]
    assert URL == empty.public_url


async def test_who_takes_another_address_goes_on_there(empty: Container) -> None:
    """By a link that signs them in, for their cookie is of where they were; an address that does
    not answer from here is taken when they say so.
    """
    browser = await signed_in(empty)
    moved = await browser.post("/setup", do="place", url="bridge.agency.org")
    assert 'href="https://bridge.agency.org/sign-in/' in moved.text
    assert isinstance(empty.setup, Notes)
    assert {"public_url": "https://bridge.agency.org"} == empty.setup.kept


async def test_an_address_that_is_not_heard_from_here_may_be_taken(empty: Container) -> None:
    """Some networks cannot see themselves from outside."""
    browser = await signed_in(empty)
    unheard = await browser.post("/setup", do="place", url="https://gone.invalid")
    assert 'name="anyway"' in unheard.text
    taken = await browser.post("/setup", do="place", url="https://gone.invalid", anyway="yes")
    main, _, folded = taken.text.partition("<main")[2].partition("<details")
    assert 'href="https://gone.invalid/sign-in"' in main  # with nothing that signs in
    assert "/sign-in/" not in main
    assert "https://gone.invalid/sign-in/" in folded
    assert "https://gone.invalid" == empty.public_url


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
