"""Digests leave apart from conversation: by their own relay, from their own domain."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from mailbridge.adapters.rendering import Rendering
from mailbridge.adapters.submission import RelayUnreachable
from mailbridge.domain.letter import Stream
from mailbridge.services.container import Container
from mailbridge.services.telling.drain_outbox import drain
from mailbridge.services.telling.letter_context import letterhead
from mailbridge.services.telling.owe import About, owe_written
from mailbridge.steps.telling.letter_parts.office_letter import office
from mailbridge.steps.telling.letters.sign_in import SIGN_IN, SignIn
from mailbridge.store.directory import people
from tests.container import Relay, open_container
from tests.services.agency import Agency


@dataclass
class Site:
    """Three letters to Anna: one of people, a digest, another one of people."""

    container: Container
    letters: Relay
    digests: Relay
    agency: Agency
    more: dict[str, Any] = field(default_factory=dict)  # of each letter

    def owe(self, db: Connection) -> None:
        anna = people.by_id(db, self.agency.anna)
        assert anna is not None
        head = letterhead(self.container)
        for number, stream in enumerate(
            (Stream.CONVERSATION, Stream.DIGEST, Stream.CONVERSATION), start=10 * len(self.more)
        ):
            facts = SignIn(anna, "https://x.test/s", number)
            told = SIGN_IN.readers(facts)
            [made] = SIGN_IN.compose(facts, told, head, self.container.clock())
            letter = replace(made, stream=stream, from_=office(head, stream), **self.more)
            owe_written(db, self.container, SIGN_IN, facts, told, [letter], About())


@pytest.fixture
async def site(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    letters, digests = Relay(), Relay()
    container = await open_container(
        sqlite_url,
        tmp_path,
        relay=letters,
        digest_relay=digests,
        digest_domain="digest.test",
        renderer=Rendering("5b1e5b1e5b1e5b1e"),
    )
    made = Site(container, letters, digests, await Agency(container).open())
    await container.store.write(made.owe)
    yield made
    await container.close()


async def test_a_digest_leaves_by_its_own_relay_and_domain(site: Site) -> None:
    """From and return path name that domain, and Feedback-ID the stream."""
    await drain(site.container)
    assert (2, 1) == (len(site.letters.taken), len(site.digests.taken))
    path, _, content = site.digests.taken[0]
    assert "digest.test" == path.partition("@")[2]
    assert b"postmaster@digest.test" in content
    assert b"\r\nFeedback-ID: sign_in:digest:5b1e5b1e5b1e5b1\r\n" in content
    path, _, content = site.letters.taken[0]
    assert "bridge.test" == path.partition("@")[2]
    assert b"\r\nFeedback-ID: sign_in:conversation:5b1e5b1e5b1e5b1\r\n" in content


async def test_a_relay_of_digests_that_is_down_keeps_no_letter_back(site: Site) -> None:
    """Each stream waits for its own."""
    site.digests.fault = RelayUnreachable("connection refused", whole=True)
    await drain(site.container)
    assert ["sent", "deferred", "sent"] == await site.agency.states()


async def test_without_a_relay_of_their_own_digests_leave_with_the_others(site: Site) -> None:
    """In their order."""
    site.container.digest_relay = None
    await drain(site.container)
    assert ["bridge.test", "digest.test", "bridge.test"] == [
        path.partition("@")[2] for path, _, _ in site.letters.taken
    ]


async def test_an_automatic_answer_leaves_with_an_empty_return_path(site: Site) -> None:
    """Nobody answers it (RFC 3834 section 3.3); all others say where they come back to."""
    await drain(site.container)
    assert all(path for path, _, _ in site.letters.taken)
    site.more["auto_submitted"] = "auto-replied"
    await site.container.store.write(site.owe)
    site.letters.taken.clear()
    await drain(site.container)
    assert ["", ""] == [path for path, _, _ in site.letters.taken]
