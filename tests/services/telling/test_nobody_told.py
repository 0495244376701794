"""Nobody believes they were heard when they were not: a member hears why a client was not told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from mailbridge.services.discussions import read, write
from mailbridge.store.engine.schema import participants, people
from mailbridge.store.outbox import letter_json
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria asked something in discussion 1; Anna has her letter."""
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.bring(MARIA, "Offer", "What does the shop cost?")
    yield made
    await container.close()


async def answer(office: PostOffice, text: str) -> None:
    to = await office.reply_address("anna@agency.example", "team")
    await office.bring(ANNA, "Re: Offer", text, to=to, To=to)


async def told_anna(office: PostOffice) -> list[str]:
    """The reasons in the letters to Anna that say that nobody was told."""
    rows = [row for row in await office.letters() if row["letter"] == "nobody_told"]
    assert {"anna@agency.example"} >= {row["to"] for row in rows}
    return [" ".join(letter_json.read(row["content"]).notices) for row in rows]


async def test_an_answer_that_reaches_the_client_tells_its_author_nothing(
    office: PostOffice,
) -> None:
    """There is nothing to say."""
    await answer(office, "It costs 12000.")
    assert [] == await told_anna(office)


async def test_the_author_hears_that_the_client_is_mute(office: PostOffice) -> None:
    """Maria wants no letters about it: Anna is told so at once, and the time line says it."""
    maria = await office.person("maria@bloom.example", "client", "Maria Lopez")
    await write.mute_discussion(office.container, maria.id, 1)
    await answer(office, "It costs 12000.")
    assert ["Maria Lopez does not want letters about this discussion (mute)."] == await told_anna(
        office
    )
    page = await read.show_discussion(office.container, 1)
    assert "nobody_told" in [event.kind for event in page.events]


async def test_a_client_who_writes_again_is_answered(office: PostOffice) -> None:
    """Maria muted it and asks once more: she is mute no longer, and hears the answer."""
    maria = await office.person("maria@bloom.example", "client", "Maria Lopez")
    await write.mute_discussion(office.container, maria.id, 1)
    await office.bring(
        MARIA, "Re: Offer", "And when can it be ready?", In_Reply_To="<1@mail.example>"
    )
    await answer(office, "It can be ready in May.")
    assert [] == await told_anna(office)
    assert "maria@bloom.example" in [row["to"] for row in await office.letters()]


async def test_the_author_hears_that_letters_do_not_arrive(office: PostOffice) -> None:
    """Her mailbox is gone: the answer is filed, and Anna knows that nobody read it."""
    gone = update(people).where(people.c.name == "Maria Lopez").values(unreachable=True)
    await office.container.store.write(lambda db: db.execute(gone))
    await answer(office, "It costs 12000.")
    assert ["Maria Lopez: the address does not take letters; they came back."] == await told_anna(
        office
    )


async def test_the_author_hears_that_no_client_is_there(office: PostOffice) -> None:
    """Everybody of the client has been taken out: the letter says so and what to do."""
    out = update(participants).where(participants.c.aside.is_(False)).values(gone=True)
    maria = await office.person("maria@bloom.example", "client", "Maria Lopez")
    await office.container.store.write(
        lambda db: db.execute(out.where(participants.c.person_id == maria.id))
    )
    await answer(office, "It costs 12000.")
    assert [""] == await told_anna(office)
    row = next(row for row in await office.letters() if row["letter"] == "nobody_told")
    details = letter_json.read(row["content"]).details
    assert "no client takes part" in details["why"]
    assert "#client" in details["how"]


async def test_what_looks_like_a_loop_is_told_to_the_team(office: PostOffice) -> None:
    """The same words again and again: no client is written to any more, the team is each time."""
    for number in range(8):
        await answer(office, f"We read your letter {number}.")
        await office.bring(
            MARIA,
            "Re: Offer",
            "I am reading it and will come back to you with an answer soon.",
            In_Reply_To="<1@mail.example>",
        )
    page = await read.show_discussion(office.container, 1)
    assert "circling" in [event.kind for event in page.events]
    posts = [post.id for post in page.posts if post.author == "maria@bloom.example"]
    rows = await office.letters()
    told = {row["post_id"] for row in rows if row["to"] == "anna@agency.example"}
    assert [] == [post for post in posts if post not in told]
