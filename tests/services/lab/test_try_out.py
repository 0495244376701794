"""A message is tried out as for real, and nothing of it is kept."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mailbridge.adapters.rendering import Rendering
from mailbridge.services.lab.try_out import try_out
from mailbridge.services.refusal import Refused
from mailbridge.store.engine.partial_indexes import whole_schema
from tests.container import open_container
from tests.services.post_office import PostOffice

CLIENT = "maria@bloom.test"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    container.renderer = Rendering("test")
    opened = await PostOffice(container).open("Bloom site")
    await opened.person("anna@agency.test", "admin", "Anna", "Bloom site")
    await opened.person(CLIENT, "client", "Maria", "Bloom site")
    yield opened
    await container.close()


def letter(to: str, subject: str = "New menu") -> bytes:
    head = f"From: Maria <{CLIENT}>\nTo: {to}\nSubject: {subject}\nMessage-ID: <9@bloom.test>\n"
    return f"{head}\nWhat does it cost?\n\nOn Monday Anna wrote:\n> hello\n".encode()


async def rows(office: PostOffice) -> dict[str, int]:
    """How many rows each table has."""

    def count(db: object) -> dict[str, int]:
        tables = whole_schema().sorted_tables
        return {
            table.name: db.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[attr-defined]
            for table in tables
        }

    return await office.container.store.read(count)


async def test_it_says_what_would_become_of_a_letter(office: PostOffice) -> None:
    """Read, decided and told as for real; afterwards every table is as it was, and no link in its
    letters opens anything.
    """
    before = await rows(office)
    trial = await try_out(office.container, letter(office.address))
    (place,) = trial.destinations
    assert place.mail is not None
    assert ("What does it cost?", "accept", "Bloom site", "New menu", True, "unverified") == (
        trial.reading.trimmed.reply.strip(),
        place.mail.disposition,
        place.mail.project,
        place.discussion,
        place.is_new,
        place.verified,
    )
    assert [("team", "anna@agency.test")] == [(one.letter, one.to) for one in place.letters]
    assert "What does it cost?" in place.letters[0].text
    assert before == await rows(office)


async def test_it_names_the_discussion_that_a_letter_would_join(office: PostOffice) -> None:
    """An answer goes where the conversation is."""
    first = await office.bring(f"Maria <{CLIENT}>", "New menu", "Hello, here it is.")
    (place,) = (
        await try_out(office.container, letter(office.address, "Re: New menu"))
    ).destinations
    assert place.mail is not None
    assert (first.discussion_id, False) == (place.mail.discussion_id, place.is_new)


async def test_what_the_door_refuses_is_said_so(office: PostOffice) -> None:
    """With its reason; a message that names nobody of ours goes nowhere, and none is no message."""
    (place,) = (
        await try_out(office.container, letter("x@bridge.test"), "x@bridge.test")
    ).destinations
    assert place.refused is not None
    assert "unknown-recipient" == place.refused.reason
    assert () == (await try_out(office.container, letter("who@elsewhere.test"))).destinations
    with pytest.raises(Refused, match="Drop a message file"):
        await try_out(office.container, b" \n")
