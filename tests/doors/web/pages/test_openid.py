"""Signing in by OpenID Connect, against a provider on a real socket."""

import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwk, jwt
from joserfc.jwk import OctKey

from mailbridge.adapters.ways_in import openid
from mailbridge.domain.project import Role
from mailbridge.doors.openid_check import check_openid
from mailbridge.services.people import register
from mailbridge.settings import Settings
from mailbridge.settings.reading import BadSettings, load
from mailbridge.store.directory import people
from tests.doors.web.provider import CLIENT_ID, SECRET, Provider, answer, key, provider
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, Browser, Site

NOT_OPENED = "Signing in with Company account did not work"
BUTTON = 'href="/sign-in/openid"'


@pytest.fixture
async def theirs(site: Site) -> AsyncIterator[Provider]:
    """The provider that the site's settings name."""
    async with provider(ADMIN, lambda: site.container.clock().timestamp()) as made:
        ours = openid.Provider(made.issuer, CLIENT_ID, SECRET, "Company account")
        site.container.openid = ours
        yield made
        await ours.close()


async def back(browser: Browser, theirs: Provider) -> str:
    """Press the button and say yes over there; returns where one comes back to."""
    away = await browser.get("/sign-in/openid")
    assert 303 == away.status_code
    assert away.headers["location"].startswith(f"{theirs.issuer}/authorize?")
    return theirs.authorize(away.headers["location"])


async def is_refused(browser: Browser, path: str) -> bool:
    answered = await browser.get(path)
    at_home = await browser.get("/")
    return (403, True, "/sign-in") == (
        answered.status_code,
        NOT_OPENED in answered.text,
        at_home.headers.get("location"),
    )


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA"])
async def test_the_provider_opens_the_door(site: Site, theirs: Provider, alg: str) -> None:
    """And leads where the visitor wanted to go; discovery and keys are asked for once."""
    theirs.alg = alg
    for _ in range(2):
        browser = site.stranger()
        await browser.get("/tasks?who=me")
        assert BUTTON in (await browser.get("/sign-in")).text
        opened = await browser.get(await back(browser, theirs))
        assert (303, "/tasks?who=me") == (opened.status_code, opened.headers["location"])
        assert "Sign out" in (await browser.get("/ways-in")).text
    assert ["/.well-known/openid-configuration", "/token", "/jwks", "/token"] == theirs.asked


async def test_without_settings_there_is_no_button(site: Site) -> None:
    """And its address opens nothing."""
    browser = site.stranger()
    assert BUTTON not in (await browser.get("/sign-in")).text
    assert 503 == (await browser.get("/sign-in/openid")).status_code
    assert 403 == (await browser.get("/sign-in/openid/back?code=1&state=2")).status_code


CLAIMS: dict[str, dict[str, Any]] = {
    "wrong nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "wrong audience": {"aud": "another"},
    "another party": {"aud": [CLIENT_ID, "another"], "azp": "another"},
    "no party": {"aud": [CLIENT_ID, "another"]},
    "expired": {"exp": 1},
    "without end": {"exp": None},
    "of the future": {"iat": 9_999_999_999},
    "another issuer": {"iss": "https://evil.test"},
    "not verified": {"email_verified": False},
    "verified in words": {"email_verified": "true"},
    "no address": {"email": None},
    "nobody": {"email": "nobody@nowhere.test"},
    "client": {"email": CLIENT},
}


@pytest.mark.parametrize("fault", CLAIMS)
async def test_a_token_that_proves_nothing_opens_nothing(
    site: Site, theirs: Provider, fault: str
) -> None:
    """Each claim counts, and whom we do not know is told the same."""
    theirs.said = CLAIMS[fault]
    browser = site.stranger()
    assert await is_refused(browser, await back(browser, theirs))


def _part(told: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def _signed_with_public_key(claims: dict[str, Any]) -> str:
    pem = key("RSA", 2048).as_pem(private=False)
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(base64.b64encode(pem)))


def _of_another(claims: dict[str, Any], kid: str = "EC-P-256") -> str:
    other = jwk.generate_key("EC", "P-256", {"kid": kid})
    return jwt.encode({"alg": "ES256", "kid": kid}, claims, other)


FORGED = {
    "none": lambda claims: f"{_part({'alg': 'none'})}.{_part(claims)}.",
    "HS256 with the public key": _signed_with_public_key,
    "HS256 with the secret": lambda claims: jwt.encode(
        {"alg": "HS256"}, claims, OctKey.import_key(SECRET * 3)
    ),
    "another key of the same name": _of_another,
    "a key of no name": lambda claims: _of_another(claims, "new"),
    "nonsense": lambda claims: "a.b.c",
    "nothing": lambda claims: "",
    "deep": lambda claims: f"{base64.urlsafe_b64encode(b'[' * 5000).decode()}.{_part(claims)}.x",
}


@pytest.mark.parametrize("fault", FORGED)
async def test_a_forged_token_opens_nothing(site: Site, theirs: Provider, fault: str) -> None:
    """Whatever its header says of how it is signed."""
    theirs.sign = FORGED[fault]
    theirs.alg = "RS256" if "public" in fault else "ES256"
    browser = site.stranger()
    assert await is_refused(browser, await back(browser, theirs))


ANSWERS = {
    "mix-up": {"iss": "https://evil.test"},
    "no issuer": {"iss": ""},
    "wrong state": {"state": "AAAA"},
    "no state": {"state": ""},
    "no code": {"code": ""},
    "another code": {"code": "another"},
    "refused": {"error": "access_denied"},
}


@pytest.mark.parametrize("fault", ANSWERS)
async def test_an_answer_of_another_opens_nothing(site: Site, theirs: Provider, fault: str) -> None:
    """Mixed up, forged, or a no; the code of another issuer is sent nowhere."""
    theirs.back = ANSWERS[fault]
    browser = site.stranger()
    assert await is_refused(browser, await back(browser, theirs))
    assert ("/token" in theirs.asked) is (fault == "another code")


async def test_an_answer_belongs_to_one_browser(site: Site, theirs: Provider) -> None:
    """Nobody is signed in as somebody else by a link with their code, nor later."""
    browser, other = site.stranger(), site.stranger()
    await other.get("/sign-in")
    path = await back(browser, theirs)
    assert await is_refused(other, path)
    assert await is_refused(site.stranger(), path)
    site.container.clock.forward(minutes=11)  # type: ignore[attr-defined]
    assert await is_refused(browser, path)


async def test_an_answer_opens_the_door_once(site: Site, theirs: Provider) -> None:
    """Neither the code nor the state is good for a second session, or after a failure."""
    browser = site.stranger()
    path = await back(browser, theirs)
    secret = browser.client.cookies["mailbridge-browser"]
    asked = dict(theirs._codes)
    assert 303 == (await browser.get(path)).status_code
    again = site.stranger()
    again.client.cookies.set("mailbridge-browser", secret)
    assert await is_refused(again, path)
    theirs._codes.update(asked)  # a provider that takes a code twice
    again.client.cookies.clear()
    again.client.cookies.set("mailbridge-browser", secret)
    assert await is_refused(again, path)
    failed = site.stranger()
    path = await back(failed, theirs)
    asked = dict(theirs._codes)
    theirs.said = {"nonce": "another"}
    assert await is_refused(failed, path)
    theirs.said = {}
    theirs._codes.update(asked)
    assert await is_refused(failed, path)


async def test_who_may_not_sign_in_is_not_let_in(site: Site, theirs: Provider) -> None:
    """A member who is a client since; and nobody is made."""
    person = await register.find_person(site.container, MEMBER)
    await site.container.store.write(
        lambda db: people.change(db, person.id, role=Role.CLIENT.value)
    )
    for theirs.email in (MEMBER, "new@agency.test"):
        browser = site.stranger()
        assert await is_refused(browser, await back(browser, theirs))
    known = await site.container.store.read(lambda db: people.by_address(db, theirs.email))
    assert known is None


async def test_nothing_leads_off_the_site(site: Site, theirs: Provider) -> None:
    """Whatever is in the cookie of the wanted page."""
    browser = site.stranger()
    path = await back(browser, theirs)
    browser.client.cookies.set("mailbridge-next", "//evil.test")
    assert "/" == (await browser.get(path)).headers["location"]


async def test_another_site_does_not_begin_it(site: Site, theirs: Provider) -> None:
    """Nobody is sent to the provider who did not press the button here."""
    answered = await site.stranger(headers={"sec-fetch-site": "cross-site"}).get("/sign-in/openid")
    assert ("/sign-in", []) == (answered.headers["location"], theirs.asked)


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://evil.test"},
        {"token_endpoint": "http://evil.test/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"x": "x" * 300_000},
    ],
)
async def test_a_provider_that_cannot_be_trusted_is_not_asked(
    site: Site, theirs: Provider, document: dict[str, Any]
) -> None:
    """Its discovery document is of another, leads astray, or has no end; a link still helps."""
    theirs.document = document
    answered = await site.stranger().get("/sign-in/openid")
    assert (503, True) == (answered.status_code, NOT_OPENED in answered.text)


@pytest.mark.parametrize("fault", ["redirect", "endless", "list"])
async def test_a_strange_token_endpoint_opens_nothing(
    site: Site, theirs: Provider, fault: str
) -> None:
    """It is not followed anywhere, and not read without end."""
    there = f"Location: {theirs.issuer}/elsewhere\r\n"
    theirs.token_answer = {
        "redirect": answer({}, "307 Temporary Redirect", there),
        "endless": answer({"x": "x" * 300_000}),
        "list": answer([]),  # type: ignore[arg-type]
    }[fault]
    browser = site.stranger()
    assert await is_refused(browser, await back(browser, theirs))
    assert "/elsewhere" not in theirs.asked


async def test_new_keys_of_the_provider_are_found(
    site: Site, theirs: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token that names a key we have not seen makes us look again."""
    monkeypatch.setattr(openid, "ANEW", 0.0)
    for theirs.alg in ("ES256", "EdDSA"):
        browser = site.stranger()
        assert 303 == (await browser.get(await back(browser, theirs))).status_code
    assert 2 == theirs.asked.count("/jwks")


@pytest.mark.parametrize("issuer", ["http://login.test", "login.test", "https://a@b.test", "ftp:x"])
def test_an_issuer_is_asked_by_tls(issuer: str, tmp_path: Path) -> None:
    """Or is on this machine; one line for each mistake."""
    file = tmp_path / "mailbridge.toml"
    more = 'client_id = "x"\nclient_secret = "y"\n'
    file.write_text(f'[openid]\nissuer = "{issuer}"\n{more}name = ""\n')
    with pytest.raises(BadSettings) as told:
        load(file, {})
    assert 2 == len(told.value.lines)
    file.write_text(f'[openid]\nissuer = "http://localhost:8080/realms/x"\n{more}')
    assert "x" == load(file, {}).openid.client_id
    file.write_text('[openid]\nissuer = "https://login.test"\n')
    with pytest.raises(BadSettings) as told:
        load(file, {})
    assert 1 == len(told.value.lines)


WITHOUT: dict[str, Any] = {"email": None, "email_verified": None}


async def test_an_address_that_the_token_lacks_is_asked_for(site: Site, theirs: Provider) -> None:
    """Of the same person, with the access token; only then, and only a verified one counts."""
    theirs.said = dict(WITHOUT)
    theirs.info = {"sub": "7", "email": ADMIN, "email_verified": True}
    browser = site.stranger()
    opened = await browser.get(await back(browser, theirs))
    assert 303 == opened.status_code
    assert "/userinfo" in theirs.asked


@pytest.mark.parametrize(
    ("said", "info"),
    [
        (WITHOUT, None),
        (WITHOUT, {"sub": "8", "email": ADMIN, "email_verified": True}),
        (WITHOUT, {"email": ADMIN, "email_verified": True}),
        (WITHOUT, {"sub": "7", "email": ADMIN}),
        (WITHOUT, {"sub": "7", "email": ADMIN, "email_verified": "true"}),
        (WITHOUT | {"sub": None}, {"email": ADMIN, "email_verified": True}),
        ({"email_verified": False}, {"sub": "7", "email": ADMIN, "email_verified": True}),
    ],
)
async def test_user_info_opens_no_door_to_others(
    site: Site, theirs: Provider, said: dict[str, Any], info: dict[str, Any] | None
) -> None:
    """Somebody else, nobody named, an address that is not verified, or one that the token says is
    not.
    """
    theirs.said, theirs.info = dict(said), info
    browser = site.stranger()
    assert await is_refused(browser, await back(browser, theirs))


async def test_no_token_goes_to_an_endpoint_that_is_elsewhere(site: Site, theirs: Provider) -> None:
    """Without TLS it stays with the issuer's own host."""
    theirs.said, theirs.document = dict(WITHOUT), {"userinfo_endpoint": "http://evil.test/info"}
    browser = site.stranger()
    assert await is_refused(browser, await back(browser, theirs))


async def _finding(theirs: Provider, **more: Any) -> tuple[str, str]:
    chosen = {"issuer": theirs.issuer, "client_id": CLIENT_ID, "client_secret": SECRET} | more
    (told,) = await check_openid(Settings.model_validate({"openid": chosen}))
    return told.state, str(told.words)


async def test_the_doctor_looks_at_the_provider(site: Site, theirs: Provider) -> None:
    """Its document, its name and its keys; without one there is nothing to say."""
    assert [] == await check_openid(Settings())
    state, words = await _finding(theirs)
    assert ("ok", True) == (state, "answers, with 1 keys" in words)
    theirs.document = {"issuer": "https://evil.test"}
    state, words = await _finding(theirs)
    assert ("fault", True) == (state, "of another issuer" in words)
    theirs.document = {"jwks_uri": f"{theirs.issuer}/.well-known/openid-configuration"}
    state, words = await _finding(theirs)
    assert ("fault", True) == (state, "no key that can be read" in words)
    state, words = await _finding(theirs, issuer="http://127.0.0.1:1")
    assert ("fault", True) == (state, "ConnectError" in words)
