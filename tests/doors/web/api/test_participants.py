"""Who takes part in a discussion, by the API."""

from mailbridge.services.discussions import read
from mailbridge.store.discussions import taking_part
from tests.doors.web.site import CLIENT, MEMBER, Site


async def test_a_newcomer_is_let_in(site: Site) -> None:
    """Once; who takes no part there is told so."""
    number = site.page.discussion.id
    (client_id,) = [
        participant.person.id
        for participant in site.page.participants
        if CLIENT in participant.person.addresses
    ]
    await site.container.store.write(
        lambda db: taking_part.change_participant(db, number, client_id, admitted=False)
    )
    async with await site.api(MEMBER) as client:
        path = f"/discussions/{number}/people/{CLIENT}/admit"
        made = (await client.post(path)).json()
        events = len(await _events(site))
        assert 200 == (await client.post(path)).status_code
        nobody = await client.post(f"/discussions/{number}/people/who@else.test/admit")
    assert [True] == [one["admitted"] for one in made["people"] if one["address"] == CLIENT]
    assert events == len(await _events(site))
    assert "urn:mailbridge:problem:not-there" == nobody.json()["type"]


async def _events(site: Site) -> list[object]:
    return list((await read.show_discussion(site.container, site.page.discussion.id)).events)


async def test_a_discussion_is_muted_for_who_asks(site: Site) -> None:
    """And nobody else; it is taken back by the same route."""
    path = f"/discussions/{site.page.discussion.id}/mute"
    async with await site.api(MEMBER) as client:
        made = (await client.post(path)).json()
        assert [MEMBER] == [one["address"] for one in made["people"] if one["muted"]]
        made = (await client.post(path, json={"muted": False})).json()
    assert [] == [one["address"] for one in made["people"] if one["muted"]]
