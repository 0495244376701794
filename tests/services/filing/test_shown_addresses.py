"""Which reply addresses stop proving their owner: those that others saw, and no others."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from mailbridge.services.aliases import register
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Nobody's server proves anything; Maria wrote to the project."""
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.bring(MARIA, "Menu", "Please build a menu page.")
    yield made
    await container.close()


async def answer(office: PostOffice, own: str, text: str = "Yes.", **fields: Any) -> str:
    """How far Anna's answer by this reply address is believed."""
    mail = await office.bring(ANNA, "Re: Menu", text, own, **{"To": own, **fields})
    return (await office.page(mail)).posts[-1].verified


@pytest.mark.parametrize(
    ("text", "detail", "fields"),
    [
        ("Yes.", "", {}),
        ("#client maria@bloom.example\n\nYes.", "", {}),
        ("#client ben@bloom.example\n\nYes.", "", {}),
        ("Yes.", "+task", {}),
        ("Yes.", "+anna", {}),
        ("Yes.", "", {"Cc": "bloom@agency.example"}),
        ("Yes.", "", {"Cc": "bloom+task@agency.example"}),
        ("Yes.", "", {"Cc": ANNA}),
        ("Yes.", "", {"To": "Maria <maria@bloom.example>"}),
    ],
)
async def test_what_shows_a_reply_address_to_nobody_leaves_it_its_worth(
    office: PostOffice, text: str, detail: str, fields: dict[str, str]
) -> None:
    """Commands, a detail behind it, an alias or oneself in Cc, and a blind copy to it."""
    await register.add_alias(office.container, "bloom@agency.example", "Bloom")
    local, _, domain = (await office.reply_address("anna@agency.example")).partition("@")
    for _ in range(2):
        assert "verified" == await answer(office, f"{local}{detail}@{domain}", text, **fields)


@pytest.mark.parametrize("field", ["Cc", "To"])
@pytest.mark.parametrize("detail", ["", "+task"])
async def test_what_others_saw_proves_nothing_any_more(
    office: PostOffice, field: str, detail: str
) -> None:
    """The letter that showed it is still believed; whoever read it knows the address from then
    on, whatever they put behind it.
    """
    own = await office.reply_address("anna@agency.example")
    local, _, domain = own.partition("@")
    shown = f"{local}{detail}@{domain}"
    fields = {"To": f"{shown}, {MARIA}"} if field == "To" else {"Cc": MARIA}
    assert "verified" == await answer(office, shown, "Yes.", **fields)
    for address in (own, f"{local}+anna@{domain}"):
        assert "unverified" == await answer(office, address)


async def test_an_address_is_shown_by_whichever_copy_comes_first(office: PostOffice) -> None:
    """The alias's copy of the same letter is filed, the reply address's is one too many."""
    own = await office.reply_address("anna@agency.example")
    to = {"To": f"{office.address}, {own}", "Cc": MARIA, "Message_ID": "<same@agency.example>"}
    for forward_path in (office.address, own):
        await office.bring(ANNA, "Re: Menu", "Yes.", forward_path, **to)
    assert "unverified" == await answer(office, own)


async def test_the_address_of_another_letter_is_good_again(office: PostOffice) -> None:
    """Each letter has one of its own, which nobody saw."""
    own = await office.reply_address("anna@agency.example")
    await answer(office, own, "Yes.", Cc=MARIA)
    assert "unverified" == await answer(office, own)
    await office.bring(MARIA, "Re: Menu", "When?", In_Reply_To="<1@mail.example>")
    newer = await office.reply_address("anna@agency.example")
    assert newer != own
    assert "verified" == await answer(office, newer)
