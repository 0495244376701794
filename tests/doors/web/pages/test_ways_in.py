"""One's own ways in, and those of others for admins: shown, and ended by a button."""

import re
from datetime import timedelta

from mailbridge.services.people import api_tokens, ways_in
from tests.doors.web.site import ADMIN, MEMBER, Site


async def test_a_member_signs_another_browser_out(site: Site) -> None:
    """And revokes a token; the browser at hand stays."""
    old = await site.browser(MEMBER)
    oldest = (await ways_in.list_sessions(site.container, MEMBER))[0].id
    mine = await site.browser(MEMBER)
    token = await api_tokens.issue_token(site.container, MEMBER)
    page = (await mine.get("/ways-in")).text
    ids = [part.split('"')[0] for part in page.split('name="id" value="')[1:]]
    assert 3 == len(ids)
    assert 303 == (await mine.post("/ways-in/sessions", id=oldest)).status_code
    assert "/sign-in" == (await old.get("/")).headers["location"]
    assert 303 == (await mine.post("/ways-in/tokens", id=ids[2])).status_code
    assert await api_tokens.find_bearer(site.container, token) is None
    assert 200 == (await mine.get("/ways-in")).status_code


async def test_an_admin_disables_somebody_after_reading_what_it_means(site: Site) -> None:
    """The page says so, the button does it; the member's browser is at the door."""
    igor, anna = await site.browser(MEMBER), await site.browser(ADMIN)
    number = next(
        part.split('"')[0]
        for part in (await anna.get("/people")).text.split('href="/people/')[1:]
        if "Игорь" in part[:60]
    )
    assert "cannot sign in" in (await anna.get(f"/people/{number}/disable")).text
    assert 200 == (await igor.get("/")).status_code
    assert 303 == (await anna.post(f"/people/{number}/disable")).status_code
    assert "/sign-in" == (await igor.get("/")).headers["location"]
    assert "Enable again" in (await anna.get(f"/people/{number}")).text
    await anna.post(f"/people/{number}/enable")
    assert 200 == (await (await site.browser(MEMBER)).get("/")).status_code


async def test_somebody_without_a_shell_makes_a_token(site: Site) -> None:
    """Shown once; it may do what was ticked, and no more; it ends when it was said to."""
    browser = await site.browser(MEMBER)

    async def made(**fields: str) -> str:
        page = (await browser.post("/ways-in/tokens/new", **fields)).text
        token = re.search(r"mb_[0-9a-f]+", page)
        assert token is not None, page
        return token[0]

    token = await made(may="some", days="7", **{"scope-tasks:read": "on"})
    assert token not in (await browser.get("/ways-in")).text
    bearer = await api_tokens.find_bearer(site.container, token)
    assert bearer is not None
    assert (MEMBER, ("tasks:read",)) == (bearer.person.address, bearer.scopes)
    [view] = await ways_in.list_tokens(site.container, MEMBER)
    assert view.expires == site.container.clock() + timedelta(days=7)
    for may, scopes in (("read", ("read",)), ("all", ())):
        kept = await api_tokens.find_bearer(site.container, await made(may=may))
        assert kept is not None
        assert scopes == kept.scopes


async def test_a_token_is_not_made_by_mistake(site: Site) -> None:
    """Nothing ticked is not everything; nor does a browser that was left open make one."""
    browser = await site.browser(MEMBER)
    for may in ("some", "", "everything"):
        answer = await browser.post("/ways-in/tokens/new", may=may, days="7")
        assert (422, True) == (answer.status_code, 'id="tokens-trouble"' in answer.text)
    odd = await browser.post("/ways-in/tokens/new", may="some", **{"scope-root": "on"})
    assert 422 == odd.status_code
    later = site.container.clock() + timedelta(hours=1)
    site.container.clock = lambda: later
    stale = await browser.post("/ways-in/tokens/new", may="all")
    assert (422, True) == (stale.status_code, 'id="tokens-trouble"' in stale.text)
    assert [] == await ways_in.list_tokens(site.container, MEMBER)
