"""Signing in by a one-time link."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from mailbridge.domain.project import Role
from mailbridge.doors.web.app import assembled, furnish
from mailbridge.services import patience
from mailbridge.services.oversight import retention
from mailbridge.services.patience import count_try
from mailbridge.services.people import register, sign_in
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import outbox
from mailbridge.store.directory import people
from mailbridge.store.engine.schema import sign_ins, tries, web_sessions
from tests.container import open_container
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, URL, Browser, Site

VALID = "One press"
INVALID = "This link is no longer valid"


async def path_of_a_link(site: Site, address: str = ADMIN) -> str:
    return (await sign_in.make_sign_in_link(site.container, address)).removeprefix(URL)


async def test_looking_at_a_link_uses_nothing_up(site: Site) -> None:
    """A mail scanner follows it before the reader does, and the reader still gets in."""
    path, browser = await path_of_a_link(site), site.stranger()
    for _ in range(3):
        assert VALID in (await browser.get(path)).text
    answer = await browser.post(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Sign out" in (await browser.get("/")).text


async def test_a_link_works_once(site: Site) -> None:
    """Whoever comes second is told plainly, with the way to a new one."""
    path = await path_of_a_link(site)
    await site.stranger().post(path)
    for answer in (await site.stranger().get(path), await site.stranger().post(path)):
        assert answer.status_code == 410
        assert INVALID in answer.text
        assert 'href="/sign-in"' in answer.text
        assert "set-cookie" not in answer.headers


async def test_a_link_lasts_a_quarter_of_an_hour(site: Site) -> None:
    """Not a second longer."""
    path = await path_of_a_link(site)
    site.container.clock.forward(minutes=15)  # type: ignore[attr-defined]
    assert INVALID in (await site.stranger().get(path)).text
    assert INVALID in (await site.stranger().post(path)).text


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "Ω", "' or 1=1 --"])
async def test_a_wrong_link_is_no_longer_valid(site: Site, token: str) -> None:
    """Whatever stands in it."""
    answer = await site.stranger().get(f"/sign-in/{token}")
    assert (answer.status_code, INVALID in answer.text) == (410, True)


async def test_asking_says_the_same_to_everybody(site: Site) -> None:
    """Known, unknown, client and nonsense: one page."""
    pages = {
        (await site.stranger().post("/sign-in", address=who)).text
        for who in (ADMIN, CLIENT, "nobody@nowhere.test", "nonsense", "")
    }
    assert len(pages) == 1


async def test_asking_sends_a_letter_to_the_team_alone(site: Site) -> None:
    """A client has no web."""
    for who in (MEMBER, CLIENT, "nobody@nowhere.test"):
        await site.stranger().post("/sign-in", address=who)
    assert [
        letter.to
        for letter in await outbox.list_letters(site.container)
        if letter.letter == "sign_in"
    ] == [MEMBER]


async def test_one_person_gets_no_more_than_five_links_at_a_time(site: Site) -> None:
    """However often somebody asks in that name."""
    for _ in range(8):
        await site.stranger().post("/sign-in", address=MEMBER)
    assert (
        len(
            [
                letter
                for letter in await outbox.list_letters(site.container)
                if letter.letter == "sign_in"
            ]
        )
        == sign_in.LINKS_AT_ONCE
    )


async def test_one_network_address_asks_twenty_times(site: Site) -> None:
    """Then it is told to wait."""
    codes = [
        (await site.stranger().post("/sign-in", address="nobody@nowhere.test")).status_code
        for _ in range(21)
    ]
    assert codes == [200] * 20 + [429]


async def test_patience_comes_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time has passed, and for each name alone; what is past is kept no longer."""
    container, now = site.container, site.container.clock()
    container.clock = lambda: now
    assert [0, 0, 900, 0] == [await count_try(container, {who: 2}) for who in "aaab"]
    waits = []
    for later in (timedelta(seconds=899.5), timedelta(seconds=900)):
        monkeypatch.setattr(container, "clock", lambda later=later: now + later)
        waits.append(await count_try(container, {"a": 2}))
    assert [1, 0] == waits
    kept = await container.store.read(lambda db: db.execute(tries.select()).all())
    assert 1 == len(kept)


async def test_tries_are_forgotten(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest of too many, and the last ones when nobody tries any more."""

    async def kept() -> int:
        return len(await site.container.store.read(lambda db: db.execute(tries.select()).all()))

    monkeypatch.setattr(patience, "MOST", 5)
    for number in range(9):
        await count_try(site.container, {f"{number}": 1})
    assert (6, 0) == (await kept(), await count_try(site.container, {"0": 1}))
    assert await count_try(site.container, {"8": 1})
    then = site.container.clock() + patience.WITHIN
    monkeypatch.setattr(site.container, "clock", lambda: then)
    await retention.drain(site.container)
    assert 0 == await kept()


async def test_processes_count_together(site: Site) -> None:
    """Another one with the same database knows of every try."""
    other = assembled()
    furnish(other, site.container)
    browsers = [Browser(site.app), Browser(other)] * 10
    codes = [(await one.post("/sign-in", address="nobody@x.test")).status_code for one in browsers]
    assert [200] * 20 == codes
    assert 429 == (await Browser(other).post("/sign-in", address="nobody@x.test")).status_code


async def test_no_token_is_kept_as_it_is(site: Site) -> None:
    """Who reads the database cannot sign in with what he finds."""
    path, browser = await path_of_a_link(site), site.stranger()
    await browser.post(path)
    cookie = browser.client.cookies["mailbridge"]
    kept = await site.container.store.read(
        lambda db: (
            str(db.execute(sign_ins.select()).all()) + str(db.execute(web_sessions.select()).all())
        )
    )
    assert path.rpartition("/")[2] not in kept
    assert cookie not in kept


async def test_the_cookie_is_for_this_site_and_for_no_script(site: Site) -> None:
    """HttpOnly and SameSite; over https it is Secure and bound to the host."""
    plain = (await site.stranger().post(await path_of_a_link(site))).headers.get_list("set-cookie")[
        0
    ]
    assert sorted(
        part
        for part in re.split("; ", plain)
        if part.startswith(("HttpOnly", "Path", "SameSite", "Secure"))
    ) == [
        "HttpOnly",
        "Path=/",
        "SameSite=lax",
    ]
    path = await path_of_a_link(site)
    site.container.public_url = "https://bridge.test"
    safe = (await site.stranger().post(path)).headers.get_list("set-cookie")[0]
    assert safe.startswith("__Host-mailbridge=")
    assert "Secure" in safe


async def test_signing_out_ends_the_session(site: Site) -> None:
    """A copy of the cookie is worth nothing afterwards."""
    browser = await site.browser(ADMIN)
    cookie = browser.client.cookies["mailbridge"]
    answer = await browser.post("/sign-out")
    assert answer.headers["location"] == "/sign-in"
    assert (await site.stranger(headers={"cookie": f"mailbridge={cookie}"}).get("/")).headers[
        "location"
    ] == "/sign-in"


async def test_a_session_ends_by_itself(site: Site) -> None:
    """After two weeks."""
    browser = await site.browser(ADMIN)
    site.container.clock.forward(seconds=sign_in.SESSION_LIFE.total_seconds())  # type: ignore[attr-defined]
    assert (await browser.get("/")).status_code == 303


async def test_who_leaves_the_team_is_out_at_once(site: Site) -> None:
    """The session is asked for the role each time."""
    browser = await site.browser(MEMBER)
    person = await register.find_person(site.container, MEMBER)
    await site.container.store.write(
        lambda db: people.change(db, person.id, role=Role.CLIENT.value)
    )
    assert (await browser.get("/")).status_code == 303


async def test_the_wanted_page_comes_after_signing_in(site: Site) -> None:
    """The link in a letter leads where it said."""
    browser = site.stranger()
    wanted = f"/discussions/{site.ids['discussion']}"
    assert (await browser.get(wanted)).headers["location"] == "/sign-in"
    assert wanted == (await browser.post(await path_of_a_link(site))).headers["location"]


@pytest.mark.parametrize(
    "wanted", ["//evil.test", "https://evil.test/", "/\\evil.test", "/\t/evil.test", "evil.test"]
)
async def test_nothing_leads_off_the_site(site: Site, wanted: str) -> None:
    """Whatever is in the cookie of the wanted page."""
    headers = {"cookie": f"mailbridge-next={wanted}"}
    answer = await site.stranger(headers=headers).post(await path_of_a_link(site))
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.test"}, {"origin": "null"}],
)
async def test_nobody_is_signed_in_by_another_site(site: Site, headers: dict[str, str]) -> None:
    """And the link stays good for its owner."""
    path = await path_of_a_link(site)
    assert (await site.stranger().client.post(path, headers=headers)).status_code == 403
    assert VALID in (await site.stranger().get(path)).text


async def test_of_two_presses_at_once_one_wins(store_url: str, tmp_path: Path) -> None:
    """On either engine."""
    container = await open_container(store_url, tmp_path)
    await register.add_person(container, ADMIN, "Anna", "admin")
    token = (await sign_in.make_sign_in_link(container, ADMIN)).rpartition("/")[2]
    assert await sign_in.is_link_open(container, token)
    opened = [
        await sign_in.redeem_link(container, token),
        await sign_in.redeem_link(container, token),
    ]
    assert [one is not None for one in opened] == [True, False]
    assert opened[0] is not None
    person = await sign_in.find_person_of_session(container, opened[0].token)
    assert person is not None
    assert (person.address, person.name) == (ADMIN, "Anna")
    container.clock.forward(seconds=timedelta(days=30).total_seconds())  # type: ignore[attr-defined]
    await sign_in.make_sign_in_link(container, ADMIN)
    assert len(await container.store.read(lambda db: db.execute(web_sessions.select()).all())) == 0
    await container.close()


async def test_a_client_and_a_stranger_get_no_link(site: Site) -> None:
    """The operator is told why."""
    for who, code in ((CLIENT, "not-allowed"), ("nobody@nowhere.test", "no-such-person")):
        with pytest.raises(Refused) as told:
            await sign_in.make_sign_in_link(site.container, who)
        assert code == told.value.code
