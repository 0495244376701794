"""The signed page of a client."""

from typing import Any

import pytest

from mailbridge.domain.token import Purpose, sign
from tests.container import KEY
from tests.doors.web.site import CLIENT, Site

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def link(site: Site, purpose: Purpose = Purpose.MUTE, key: bytes = KEY) -> str:
    return "/u/" + sign(purpose, (site.ids["person"], site.ids["discussion"]), key)


async def muted(site: Site) -> bool:
    return next(
        one.muted
        for one in (await site.discussion()).participants
        if one.person.addresses[0] == CLIENT
    )


async def test_looking_mutes_nothing(site: Site) -> None:
    """One sentence, one button; a scanner that follows the link changes nothing (case 90)."""
    page = (await site.stranger().get(link(site))).text
    assert "Shall we stop writing to you" in page
    assert page.count("<button") == 1
    assert not await muted(site)


async def test_a_press_mutes_and_another_unmutes(site: Site) -> None:
    """Without any cookie."""
    browser = site.stranger()
    assert (
        "You get no more letters"
        in (await browser.client.post(link(site), data={"muted": "yes"})).text
    )
    assert await muted(site)
    assert (
        "You get letters about this discussion again"
        in (await browser.client.post(link(site), data={"muted": "no"})).text
    )
    assert not await muted(site)


async def test_a_press_again_and_again_is_told_once(site: Site) -> None:
    """On the time line, too: whoever has the link cannot fill it."""
    for _ in range(3):
        await site.stranger().client.post(link(site), data={"muted": "yes"})
    told = [event.kind for event in (await site.discussion()).events]
    assert 1 == told.count("muted")


@pytest.mark.parametrize(
    "form", [{"data": ONE_CLICK}, {"files": {"List-Unsubscribe": (None, "One-Click")}}]
)
async def test_a_mail_program_mutes_with_one_click(site: Site, form: dict[str, Any]) -> None:
    """RFC 8058: a post from anywhere, as either kind of form, and an answer no program minds."""
    answer = await site.stranger().client.post(
        link(site), headers={"origin": "null", "sec-fetch-site": "cross-site"}, **form
    )
    assert (answer.status_code, answer.headers["content-type"]) == (
        200,
        "text/plain; charset=utf-8",
    )
    assert await muted(site)


async def test_a_wrong_link_is_no_longer_valid(site: Site) -> None:
    """Mangled, of another use, of another key, or of somebody who is not there."""
    nobody = "/u/" + sign(Purpose.MUTE, (999, site.ids["discussion"]), KEY)
    for path in (
        "/u/nonsense",
        link(site)[:-1],
        link(site, Purpose.REPLY),
        link(site, key=b"another key"),
        nobody,
    ):
        answer = await site.stranger().client.post(path, data=ONE_CLICK)
        assert (answer.status_code, "This link is no longer valid" in answer.text) == (410, True)
    assert not await muted(site)


async def test_the_page_speaks_the_browsers_language(site: Site) -> None:
    """A client has no other to go by."""
    assert (
        "Больше не писать вам"
        in (await site.stranger(headers={"accept-language": "ru"}).get(link(site))).text
    )


async def test_the_page_says_nothing_of_the_inside(site: Site) -> None:
    """Whoever finds the link learns no name and no subject."""
    page = (await site.stranger().get(link(site))).text
    assert [word for word in ("Bloom", "menu", CLIENT, "Anna") if word in page] == []
