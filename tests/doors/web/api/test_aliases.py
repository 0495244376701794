"""Aliases through the API."""

import re

from mailbridge.services.aliases import cards
from mailbridge.steps.telling.words.forwarding_guides import PROVIDERS
from tests.doors.web.site import ADMIN, MEMBER, Site

ALIAS = "winter@agency.test"


async def test_an_admin_follows_an_alias(site: Site) -> None:
    """Shown, its steps in both languages, armed, tested."""
    async with await site.api(ADMIN) as client:
        await client.post("/aliases", json={"address": ALIAS, "project": "Bloom site"})
        card = (await client.get(f"/aliases/{ALIAS}")).json()
        assert (ALIAS, "Bloom site", "waiting", [], None) == (
            card["address"],
            card["project"],
            card["state"],
            card["tests"],
            card["confirmation"],
        )
        steps = (
            await client.get(f"/aliases/{ALIAS}/steps", params={"how": "google", "language": "ru"})
        ).json()["steps"]
        assert any(ALIAS in step and card["project_address"] in step for step in steps)
        findings = (await client.get(f"/aliases/{ALIAS}/check")).json()["findings"]
        assert "It belongs to the project “Bloom site”." == findings[0]
        assert (await client.post(f"/aliases/{ALIAS}/arm")).json()["armed_until"] is not None
        tested = (await client.post(f"/aliases/{ALIAS}/test")).json()
        assert ("testing", "sent") == (tested["state"], tested["tests"][0]["state"])


async def test_what_is_not_there_is_told(site: Site) -> None:
    """An alias nobody declared is 404, a system nobody knows 422."""
    async with await site.api(ADMIN) as client:
        assert 404 == (await client.get("/aliases/nobody@agency.test")).status_code
        await client.post("/aliases", json={"address": ALIAS, "project": "Bloom site"})
        assert (
            422
            == (await client.get(f"/aliases/{ALIAS}/steps", params={"how": "lotus"})).status_code
        )


async def test_a_member_sees_no_codes(site: Site) -> None:
    """Confirmations are for admins alone: for others there is no such page."""
    async with await site.api(ADMIN) as client:
        await client.post("/aliases", json={"address": ALIAS, "project": "Bloom site"})
    async with await site.api(MEMBER) as client:
        assert 404 == (await client.get(f"/aliases/{ALIAS}")).status_code
        assert 404 == (await client.post(f"/aliases/{ALIAS}/test")).status_code


async def test_no_sentence_of_an_alias_names_a_command(site: Site) -> None:
    """Whoever reads the API has no shell: what to do next, the steps of each mail system, and what
    is wrong with a name. The command line tells its commands.
    """
    async with await site.api(ADMIN) as client:
        await client.post("/aliases", json={"address": ALIAS, "project": "Bloom site"})
        steps = (f"/aliases/{ALIAS}/steps?how={how}" for how in PROVIDERS)
        for path in (f"/aliases/{ALIAS}", "/projects/nowhere", *steps):
            text = (await client.get(path)).text
            assert not re.search(r"mailbridge (alias|mail|project) ", text), text
    shell = await cards.show_alias(site.container, ALIAS, at_shell=True)
    assert f"mailbridge alias test {ALIAS}" in " ".join(shell.todo)
