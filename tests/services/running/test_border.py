"""Whether our border is heard: a name in the settings that nobody ever writes proves nobody, and an
operator is told so.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.adapters.proof.authenticator import Authenticator
from mailbridge.domain.inbound import Envelope
from mailbridge.services.receiving import accept
from mailbridge.services.running import border
from tests.container import open_container
from tests.services.post_office import PostOffice

BORDER = "mx.agency.example"
OURS = f"Authentication-Results: {BORDER}; dmarc=pass header.from=bloom.example\r\n"
THEIRS = "Received: from pc by mail.bloom.example with ESMTP id 1; Mon\r\n"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    container.authenticator = Authenticator(authserv_id=BORDER)
    yield await PostOffice(container).open()
    await container.close()


async def bring(
    office: PostOffice,
    head: str,
    client: str = "10.0.0.5",
    relayed_by: str | None = None,
    door: str = "lmtp",
) -> None:
    raw = f"{head}From: Maria <maria@bloom.example>\r\nSubject: Hi\r\n\r\nHello.\r\n".encode()
    envelope = Envelope("maria@bloom.example", office.address, client, None, door, relayed_by)
    await accept.accept(office.container, [envelope], raw)


async def fault(office: PostOffice) -> str | None:
    found = (await border.check_border(office.container)).fault(BORDER)
    return found[0] if found else None


async def test_nothing_is_wrong_before_anything_came(office: PostOffice) -> None:
    """And what an operator takes in from files says nothing of the border."""
    assert await fault(office) is None
    await bring(office, "", door="ingest")
    assert await fault(office) is None


async def test_a_border_that_writes_nothing_is_noticed(office: PostOffice) -> None:
    """One message that bears the field is enough to be content."""
    await bring(office, "")
    assert (f"of the newest 1 message none bore Authentication-Results of {BORDER}") == await fault(
        office
    )
    await bring(office, THEIRS)
    assert (
        f"of the newest 2 messages none bore Authentication-Results of {BORDER}"
    ) == await fault(office)
    await bring(office, OURS + THEIRS)
    assert await fault(office) is None


async def test_a_field_below_somebody_elses_received_is_noticed(office: PostOffice) -> None:
    """The words name the host that an operator may have to list."""
    await bring(office, THEIRS + OURS)
    assert (
        f"{BORDER} writes its Authentication-Results below the Received of mail.bloom.example"
    ) == await fault(office)


async def test_mail_that_comes_past_the_border_is_noticed(office: PostOffice) -> None:
    """Strangers at the door itself; a client that our mail server named by XFORWARD came by that
    server.
    """
    await bring(office, OURS, client="9.9.9.9")
    assert "of the newest 1 message none came from a mail server of ours" == await fault(office)
    await bring(office, OURS, client="9.9.9.9", relayed_by="127.0.0.1")
    assert await fault(office) is None
