"""People: who may know of whom, and who speaks for whom."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.services import projects
from mailbridge.services.people import register
from mailbridge.services.people.unconfirmed_contacts import confirm_contact
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


async def test_a_member_reads_no_names_of_foreign_projects(office: PostOffice) -> None:
    """Maria belongs to another project too; Anna, who does not, sees Bloom only, however she
    asks.
    """
    await projects.add_project(office.container, "Secret launch")
    await register.join_project(office.container, "maria@bloom.example", "Secret launch")
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    anna = await register.find_person(office.container, "anna@agency.example")
    for found in (
        await register.list_people(office.container, anna, "Bloom"),
        await register.list_people(office.container, anna),
        [await confirm_contact(office.container, "maria@bloom.example", anna)],
    ):
        assert {("Bloom",)} == {person.projects for person in found}


async def test_who_belongs_nowhere_has_nobody_to_choose_from(office: PostOffice) -> None:
    """Whichever project they name; Anna chooses from her own alone."""
    await register.add_person(office.container, "rita@agency.example", "Rita", "member")
    rival = await projects.add_project(office.container, "Secret launch")
    await register.join_project(office.container, "anna@agency.example", "Secret launch")
    anna = await register.find_person(office.container, "anna@agency.example")
    rita = await register.find_person(office.container, "rita@agency.example")
    chosen = [
        await register.list_assignable(office.container, viewer, rival.id)
        for viewer in (rita, anna)
    ]
    assert [[], ["Anna Petrova"]] == [[view.name for view in views] for views in chosen]


async def test_a_newcomer_answers_no_question_of_the_clients(office: PostOffice) -> None:
    """Whoever was forwarded our letter may write, but Maria's question waits for Maria."""
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(
        ANNA,
        "Re: Menu",
        "#ask May we use short descriptions?\n\nOne question.",
        reply_to,
        To=reply_to,
    )
    mail = await office.bring(
        "Boss <boss@bloom.example>", "Re: Menu", "1. No, long ones.", In_Reply_To="<1@mail.example>"
    )
    assert ["open"] == [
        one.state for one in (await office.page(mail)).questions if one.side == "client"
    ]
    mine = await office.reply_address("maria@bloom.example")
    mail = await office.bring(MARIA, "Re: Menu", "1. Yes.", mine, To=mine)
    assert ["answered"] == [
        one.state for one in (await office.page(mail)).questions if one.side == "client"
    ]


async def test_a_forged_member_answers_no_question_of_the_clients(office: PostOffice) -> None:
    """Anna's name without proof is nobody's word."""
    await office.bring(MARIA, "Menu", "Please build a menu page.")
    reply_to = await office.reply_address("anna@agency.example")
    await office.bring(
        ANNA,
        "Re: Menu",
        "#ask May we use short descriptions?\n\nOne question.",
        reply_to,
        To=reply_to,
    )
    mail = await office.bring(ANNA, "Re: Menu", "1. No.", In_Reply_To="<1@mail.example>")
    assert ["open"] == [
        one.state for one in (await office.page(mail)).questions if one.side == "client"
    ]
