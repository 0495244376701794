"""More mail than an hour's share is put off, not lost; all processes count together."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services.container import Container, Limits
from mailbridge.services.mail_log import browse
from mailbridge.services.receiving import accept, check
from mailbridge.steps.deciding.address.hourly_caps import Caps
from mailbridge.store.directory import author_policies, people
from mailbridge.store.engine.schema import tallies
from mailbridge.store.inbound import counts
from tests.container import Clock, add_alias, add_project, open_container

PROJECT = "abcdefghjkmnpqrst@bridge.test"
ALIAS = "hello@agency.example"
PEER = "192.0.2.1"


@pytest.fixture
async def container(tmp_path: Path, store_url: str) -> AsyncIterator[Container]:
    opened = await open_container(
        store_url, tmp_path, limits=Limits(caps=Caps(author=2, alias=3, project=4))
    )
    await add_alias(opened, ALIAS, await add_project(opened))
    yield opened
    await opened.close()


def letter(author: str, number: int = 0) -> bytes:
    return f"From: <{author}>\r\nMessage-ID: <{number}@client.example>\r\n\r\nHello\r\n".encode()


async def answer(
    container: Container,
    author: str,
    to: str = PROJECT,
    client: str | None = PEER,
    door: str = "smtp",
) -> str:
    """What the peer is told, at RCPT or after the content."""
    at_rcpt = await check.check(container, to)
    if at_rcpt.disposition is Disposition.REJECT:
        return f"RCPT {at_rcpt.reply}"
    try:
        await accept.accept(
            container, [Envelope("path@forwarder.example", to, client, door=door)], letter(author)
        )
    except accept.NotKept as refused:
        return f"DATA {refused.verdict.reply}"
    return "kept"


async def test_an_author_has_his_share_of_an_hour(container: Container) -> None:
    """Beyond it his mail comes again later (EDGE_CASES 13): others are heard all the same, and so
    is he in the next hour.
    """
    told = [await answer(container, "maria@bloom.example") for _ in range(3)]
    assert ["kept", "kept", "DATA 451 4.7.1 too much mail just now, try again later"] == told
    assert "kept" == await answer(container, "tom@bloom.example")
    assert isinstance(container.clock, Clock)
    container.clock.forward(hours=1)
    assert "kept" == await answer(container, "maria@bloom.example")


async def test_a_project_and_an_alias_have_theirs(container: Container) -> None:
    """Mail through an alias counts for both; asked when the author is known."""
    through_alias = [
        await answer(container, f"{number}@client.example", ALIAS) for number in range(4)
    ]
    assert [
        "kept",
        "kept",
        "kept",
        "DATA 451 4.7.1 too much mail just now, try again later",
    ] == through_alias
    told = [await answer(container, f"{number}@other.example") for number in range(2)]
    assert ["kept", "DATA 451 4.7.1 too much mail just now, try again later"] == told


async def test_what_is_put_off_stands_in_the_mail_log_once_an_hour(container: Container) -> None:
    """With its reason; a flood does not fill the log."""
    for _ in range(5):
        await answer(container, "maria@bloom.example")
    refused = [
        one for one in await browse.list_mail(container) if one.reason == Reason.TOO_MUCH_MAIL
    ]
    assert [
        "this author has had the 2 messages of this hour (maria@bloom.example 192.0.2.0/24)"
    ] == [one.note for one in refused]


async def test_an_author_whom_the_project_allows_has_no_cap(container: Container) -> None:
    """A monitor that a project wants to hear of (EDGE_CASES 63)."""
    await container.store.write(
        lambda db: author_policies.set_policy(db, "watch@monitor.example", "allow")
    )
    assert {"kept"} == {await answer(container, "watch@monitor.example") for _ in range(4)}


async def test_mail_of_this_machine_and_of_the_operator_is_not_counted(
    container: Container,
) -> None:
    """The first is a mail server beside us, with limits of its own."""
    assert {"kept"} == {
        await answer(container, "maria@bloom.example", client="127.0.0.1") for _ in range(6)
    }
    assert {"kept"} == {
        await answer(container, "maria@bloom.example", client=None, door="ingest") for _ in range(6)
    }


async def test_two_processes_count_together(
    container: Container, store_url: str, tmp_path: Path
) -> None:
    """Each has told the store before the other asks; neither asks at the door."""
    other = await open_container(store_url, tmp_path, limits=container.limits)
    assert "kept" == await answer(container, "maria@bloom.example")
    await _told(container)
    assert "kept" == await answer(other, "maria@bloom.example")
    await _told(other)
    rows = await container.store.read(
        lambda db: db.execute(
            select(tallies.c.name, tallies.c.count).order_by(tallies.c.name)
        ).all()
    )
    size = 2 * len(letter("maria@bloom.example"))
    assert [
        ("author:maria@bloom.example 192.0.2.0/24", 2),
        ("network:192.0.2.0/24", 2),
        ("network_bytes:192.0.2.0/24", size),
        ("project:1", 2),
        ("project_bytes:1", size),
        ("store_bytes:", size),
    ] == [tuple(row) for row in rows]
    assert "DATA 451" == (await answer(other, "maria@bloom.example"))[:8]
    await other.close()


async def _told(container: Container) -> None:
    """What would happen within a second."""
    tally = container.runtime.inbound.tally
    telling = tally._telling
    tally._closing.set()
    assert telling is not None
    await telling
    tally._closing.clear()


async def test_tallies_of_past_hours_are_forgotten(container: Container) -> None:
    """When the next hour's are told."""
    await container.store.write(lambda db: counts.add_to_hour(db, 1, {"project:1": 5}))
    await answer(container, "maria@bloom.example")
    await _told(container)
    assert 1 not in await container.store.read(
        lambda db: db.execute(select(tallies.c.hour)).scalars().all()
    )


async def test_mail_to_the_postmaster_is_never_too_much(container: Container) -> None:
    """Nor are bounces to return paths: a big mailing brings many of them home."""
    assert {"kept"} == {
        await answer(container, "mailer-daemon@far.example", "postmaster@bridge.test")
        for _ in range(6)
    }


async def test_a_forger_elsewhere_uses_up_nothing(container: Container) -> None:
    """Maria's share is hers from her network; the same name from another has one of its own."""
    assert ["kept", "kept", "DATA 451"] == [
        (await answer(container, "maria@bloom.example", client="203.0.113.9"))[:8].strip()
        for _ in range(3)
    ]
    assert "kept" == await answer(container, "maria@bloom.example")


async def test_whom_we_know_is_heard_in_a_flood(container: Container) -> None:
    """The project's share is used up by strangers; who is no stranger has a floor."""
    await container.store.write(
        lambda db: people.add(db, "maria@bloom.example", "Maria", "client", "en", container.clock())
    )
    flood = [await answer(container, f"{number}@evil.example") for number in range(6)]
    assert ["kept"] * 4 + ["DATA 451"] * 2 == [told[:8].strip() for told in flood]
    assert ["kept", "kept"] == [await answer(container, "maria@bloom.example") for _ in range(2)]
    assert "DATA 451" == (await answer(container, "tom@bloom.example"))[:8]


async def test_bytes_are_counted_too(container: Container, store_url: str, tmp_path: Path) -> None:
    """Of a network by the hour, and of the whole store by the day."""
    size = len(letter("0@client.example"))
    caps = Caps(network_bytes=2 * size, store_bytes=4 * size)
    limits = Limits(caps=caps)
    other = await open_container(store_url, tmp_path, limits=limits, clock=Clock())
    assert isinstance(other.clock, Clock)
    first = [await answer(other, f"{number}@client.example") for number in range(3)]
    assert ["kept", "kept", "DATA 451"] == [told[:8].strip() for told in first]
    elsewhere = [
        await answer(other, f"{number}@client.example", client="203.0.113.9") for number in range(2)
    ]
    assert ["kept", "kept"] == elsewhere
    other.clock.forward(hours=1)
    assert "DATA 451" == (await answer(other, "5@client.example"))[:8]
    other.clock.forward(hours=24)
    assert "kept" == await answer(other, "5@client.example")
    await other.close()
