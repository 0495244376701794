"""Passkeys and passwords, by a software authenticator and real forms."""

import re
from dataclasses import replace
from html import unescape

import pytest

from mailbridge.adapters.ways_in import passwords as argon2
from mailbridge.domain.oversight.audit import Act
from mailbridge.doors.web.pages.signed.patience import limits_of, limits_of_password, network_of
from mailbridge.services.oversight.audit_list import list_audit
from mailbridge.services.patience import count_try
from mailbridge.services.people import register
from tests.doors.web.authenticator import PRESENT, Authenticator
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, URL, Browser, Site

GOOD = "correct horse battery"
WRONG = "do not belong together"
DID_NOT_OPEN = "did not open the door"


def phone() -> Authenticator:
    return Authenticator(URL, "bridge.test")


async def options_of(browser: Browser, path: str) -> str:
    shown = re.search(r'data-options="([^"]+)"', (await browser.get(path)).text)
    assert shown is not None
    return unescape(shown[1])


async def with_passkey(site: Site, person: str = ADMIN) -> Authenticator:
    """Somebody who is signed in adds a passkey."""
    browser, made = await site.browser(person), phone()
    answer = made.create(await options_of(browser, "/ways-in"))
    added = await browser.post("/ways-in/passkeys", answer=answer, name="my phone")
    assert "/ways-in?did=passkey" == added.headers["location"]
    assert "my phone" in (await browser.get("/ways-in")).text
    return made


async def test_a_passkey_signs_in_without_an_address(site: Site) -> None:
    """And leads where the visitor wanted to go, with what they asked for there."""
    made, browser = await with_passkey(site), site.stranger()
    await browser.get("/tasks?who=me")
    answer = made.get(await options_of(browser, "/sign-in"))
    signed_in = await browser.post("/sign-in/passkey", answer=answer)
    assert (303, "/tasks?who=me") == (signed_in.status_code, signed_in.headers["location"])
    assert "Sign out" in (await browser.get("/ways-in")).text
    acts = [view.entry.deed.act for view in await list_audit(site.container)]
    assert Act.ADDED_PASSKEY in acts


async def test_an_answer_opens_the_door_once(site: Site) -> None:
    """What was sent before is sent in vain, by the same browser too."""
    made, browser = await with_passkey(site), site.stranger()
    answer = made.get(await options_of(browser, "/sign-in"))
    secret = browser.client.cookies["mailbridge-browser"]
    assert 303 == (await browser.post("/sign-in/passkey", answer=answer)).status_code
    again = site.stranger()
    again.client.cookies.set("mailbridge-browser", secret)
    refused = await again.post("/sign-in/passkey", answer=answer)
    assert (403, True) == (refused.status_code, DID_NOT_OPEN in refused.text)


@pytest.mark.parametrize(
    "fault", ["another browser", "late", "origin", "host", "unverified", "copied", "key", "mangled"]
)
async def test_what_is_not_right_opens_nothing(site: Site, fault: str) -> None:
    """A challenge of another browser or of long ago, an answer made elsewhere, nobody verified, a
    key that counts backwards, another key, and nonsense.
    """
    made, browser = await with_passkey(site), site.stranger()
    made.count = 10
    options = await options_of(browser, "/sign-in")
    if fault == "copied":
        await browser.post("/sign-in/passkey", answer=made.get(options))
        browser = site.stranger()
        options, made.count = await options_of(browser, "/sign-in"), 3
    if fault == "another browser":
        options = await options_of(site.stranger(), "/sign-in")
    changed = {
        "origin": replace(made, origin="https://evil.test"),
        "host": replace(made, host="evil.test"),
        "unverified": replace(made, flags=PRESENT),
        "key": replace(phone(), count=20),
    }.get(fault, made)
    answer = changed.get(options)
    if fault == "late":
        site.container.clock.forward(minutes=11)  # type: ignore[attr-defined]
    if fault == "mangled":
        answer = answer.replace('"response"', '"respond"')
    refused = await browser.post("/sign-in/passkey", answer=answer)
    assert (403, True) == (refused.status_code, DID_NOT_OPEN in refused.text)


@pytest.mark.parametrize("answer", ["", "x", "[]", "{}", '{"response": 1}', "[" * 5000, "1" * 9999])
async def test_nonsense_is_no_passkey(site: Site, answer: str) -> None:
    """Neither to sign in with nor to add."""
    browser = await site.browser(ADMIN)
    await site.stranger().get("/sign-in")
    assert 403 == (await site.stranger().post("/sign-in/passkey", answer=answer)).status_code
    refused = await browser.post("/ways-in/passkeys", answer=answer, name="x")
    assert (422, True) == (refused.status_code, "could not be added" in refused.text)


async def test_new_ways_in_need_a_fresh_proof(site: Site) -> None:
    """A browser left open for an hour opens no door for good; a passkey is removed at any time."""
    made, browser = await with_passkey(site), await site.browser(ADMIN)
    site.container.clock.forward(hours=1)  # type: ignore[attr-defined]
    another = replace(phone(), credential=b"another one")
    answer = another.create(await options_of(browser, "/ways-in"))
    refused = await browser.post("/ways-in/passkeys", answer=answer, name="x")
    assert "quarter of an hour" in refused.text
    assert "quarter of an hour" in (await browser.post("/ways-in/password", password=GOOD)).text
    await browser.post("/ways-in/passkeys/remove", id="1")
    browser = site.stranger()
    gone = made.get(await options_of(browser, "/sign-in"))
    assert 403 == (await browser.post("/sign-in/passkey", answer=gone)).status_code


async def test_a_passkey_of_another_is_not_removed(site: Site) -> None:
    """Its number alone says nothing."""
    made = await with_passkey(site, ADMIN)
    assert (
        404
        == (await (await site.browser(MEMBER)).post("/ways-in/passkeys/remove", id="1")).status_code
    )
    browser = site.stranger()
    answer = made.get(await options_of(browser, "/sign-in"))
    assert 303 == (await browser.post("/sign-in/passkey", answer=answer)).status_code


async def test_a_password_signs_in(site: Site) -> None:
    """Once it is set; all other browsers are signed out by it."""
    browser, other = await site.browser(ADMIN), await site.browser(ADMIN)
    done = await browser.post("/ways-in/password", password=GOOD)
    assert "/ways-in?did=password" == done.headers["location"]
    assert 200 == (await browser.get("/ways-in")).status_code
    assert "/sign-in" == (await other.get("/ways-in")).headers["location"]
    new = site.stranger()
    answer = await new.post("/sign-in/password", address=ADMIN.upper(), password=GOOD)
    assert (303, "/") == (answer.status_code, answer.headers["location"])
    site.container.clock.forward(hours=1)  # type: ignore[attr-defined]
    wrong = await browser.post("/ways-in/password", password=GOOD + "!", old="not this one")
    assert "another one" in wrong.text
    right = await browser.post("/ways-in/password", password=GOOD + "!", old=GOOD)
    assert 303 == right.status_code
    assert 303 == (await browser.post("/ways-in/password", act="remove")).status_code
    gone = await site.stranger().post("/sign-in/password", address=ADMIN, password=GOOD + "!")
    assert (403, True) == (gone.status_code, WRONG in gone.text)


async def test_unknown_and_wrong_are_told_the_same(site: Site) -> None:
    """A client, nobody, somebody without a password, and another password."""
    pages = set()
    for address in (MEMBER, CLIENT, "nobody@nowhere.test"):
        answer = await site.stranger().post("/sign-in/password", address=address, password=GOOD)
        said = re.sub(r'data-options="[^"]*"', "", answer.text).replace(address, "")
        pages.add((answer.status_code, said))
    assert 1 == len(pages)


async def test_tries_have_an_end(site: Site) -> None:
    """Ten for one address, whether it is somebody's or not; it is said how long to wait."""
    statuses = [
        (await site.stranger().post("/sign-in/password", address=MEMBER, password="x")).status_code
        for _ in range(10)
    ]
    late = await site.stranger().post("/sign-in/password", address=MEMBER, password="x")
    assert [403] * 10 == statuses
    assert 429 == late.status_code
    assert 800 < int(late.headers["retry-after"]) <= 900
    assert re.search(r"in 1[45] minutes", late.text)


async def test_no_other_network_keeps_somebody_out(site: Site) -> None:
    """Passwords that a stranger tries are the stranger's; many networks together have an end."""
    tried = [
        await count_try(site.container, limits_of_password(f"198.51.{n // 10}.7", MEMBER))
        for n in range(20)
    ]
    assert not any(tried)
    assert await count_try(site.container, limits_of_password("198.51.0.8", MEMBER))
    assert not await count_try(site.container, limits_of_password("203.0.113.5", MEMBER))
    waits = [
        await count_try(site.container, limits_of_password(f"10.0.{n}.1", MEMBER))
        for n in range(80)
    ]
    assert (0, True) == (max(waits[:79]), waits[79] > 0)


async def test_a_network_counts_together(site: Site) -> None:
    """The /24 and the /64, however an address is written."""
    networks = [network_of(one) for one in ("192.0.2.7", "::ffff:192.0.2.9", "2001:db8::1", "x")]
    assert ["192.0.2.0/24", "192.0.2.0/24", "2001:db8::/64", "x"] == networks
    now = site.container.clock()
    site.container.clock = lambda: now
    waits = [
        await count_try(site.container, limits_of(f"192.0.2.{number}")) for number in range(61)
    ]
    assert ([0] * 60, 900) == (waits[:60], waits[60])


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "at least 12"),
        ("password1234", "easy to guess"),
        ("aaaabbbbaaaabbbb", "easy to guess"),
        ("123456789012345", "easy to guess"),
        (f"{ADMIN}1", "your own address"),
        ("x" * 201, "at most 200"),
    ],
)
async def test_a_weak_password_is_refused(site: Site, password: str, words: str) -> None:
    """Beside its field, with what to do instead."""
    browser = await site.browser(ADMIN)
    answer = await browser.post("/ways-in/password", password=password)
    assert (422, True) == (answer.status_code, words in answer.text)


async def test_no_password_is_kept_as_it_is() -> None:
    """Each has a salt of its own."""
    first, second = await argon2.hashed(GOOD), await argon2.hashed(GOOD)
    assert first != second
    assert first.startswith("$argon2id$")
    assert await argon2.is_right(GOOD, first)
    assert not await argon2.is_right(GOOD, None)


async def test_signing_out_everywhere(site: Site) -> None:
    """Here too; an admin does it for others."""
    browser, other = await site.browser(ADMIN), await site.browser(ADMIN)
    listed = (await browser.get("/ways-in")).text
    assert "here" in listed
    assert "/sign-in" == (await browser.post("/ways-in/sessions/all")).headers["location"]
    assert "/sign-in" == (await other.get("/ways-in")).headers["location"]
    member, admin = await site.browser(MEMBER), await site.browser(ADMIN)
    known = await register.find_person(site.container, MEMBER)
    await admin.post(f"/people/{known.id}/sessions/all")
    assert "/sign-in" == (await member.get("/ways-in")).headers["location"]


async def test_another_role_signs_in_anew(site: Site) -> None:
    """What was open as a member is closed for the admin."""
    member = await site.browser(MEMBER)
    admin = await register.find_person(site.container, ADMIN)
    await register.add_person(site.container, MEMBER, "", "admin", None, admin)
    assert "/sign-in" == (await member.get("/ways-in")).headers["location"]
