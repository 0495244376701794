"""Keys that sign letters: they wait for their record, and take turns."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from mailbridge.adapters.proof.dkim_arc import Signatures
from mailbridge.adapters.rendering import Rendering
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.signing import dkim_keys
from mailbridge.services.signing.dkim_keys import DkimKeyView
from mailbridge.services.signing.key_ring import KeyRing
from mailbridge.services.telling.drain_outbox import drain
from tests.container import DOMAIN, KEY, Clock, Relay, open_container
from tests.services.agency import Agency


@dataclass
class Records:
    """DNS as it is told."""

    known: dict[str, str] = field(default_factory=dict)
    answers: bool = True

    async def of(self, name: str) -> tuple[str, ...] | None:
        found = self.known.get(name)
        return None if not self.answers else (found,) if found is not None else ()

    def publish(self, key: DkimKeyView) -> None:
        self.known[key.name] = key.record


@dataclass
class Site:
    container: Container
    records: Records
    relay: Relay
    clock: Clock

    async def states(self) -> dict[str, str]:
        keys = await dkim_keys.list_keys(self.container, DOMAIN)
        return {key.selector: key.state for key in keys}

    def selectors(self) -> list[list[str]]:
        """Of the signatures of each letter that left."""
        heads = [content.partition(b"\r\n\r\n")[0].decode() for _, _, content in self.relay.taken]
        return [re.findall(r"\bs=(\S+);", head) for head in heads]


@pytest.fixture
async def site(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    async for opened in open_site(sqlite_url, tmp_path):
        yield opened


@pytest.fixture
async def any_site(store_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    """On each engine."""
    async for opened in open_site(store_url, tmp_path):
        yield opened


async def open_site(url: str, folder: Path) -> AsyncIterator[Site]:
    records, relay, clock = Records(), Relay(), Clock()
    container = await open_container(
        url,
        folder,
        relay=relay,
        clock=clock,
        text_records=records,
        renderer=Rendering("5b1e"),
    )
    container.key_ring = KeyRing(container.store, (KEY,), clock, DOMAIN)
    yield Site(container, records, relay, clock)
    await container.close()


async def send(site: Site) -> None:
    site.clock.forward(minutes=1)
    agency = await Agency(site.container).open() if not site.relay.taken else None
    if agency is not None:
        await agency.posted(agency.anna, agency.maria, agency.igor)
    await drain(site.container)


async def test_letters_are_signed_once_the_record_is_seen(site: Site) -> None:
    """By a key of each kind; without a key they leave as they are."""
    rsa = await dkim_keys.make_key(site.container, DOMAIN, "rsa")
    ed25519 = await dkim_keys.make_key(site.container, DOMAIN, "ed25519")
    assert ("waiting", "waiting") == (rsa.state, ed25519.state)
    site.records.publish(rsa)
    site.records.publish(ed25519)
    await dkim_keys.look_for_records(site.container)
    await send(site)
    assert [[rsa.selector, ed25519.selector]] * 2 == site.selectors()
    content = site.relay.taken[0][2]
    known = {name: text.encode() for name, text in site.records.known.items()}
    assert ["pass", "pass"] == [one.result for one in Signatures(content).verify_dkim(known)]


async def test_without_a_record_nothing_is_signed(site: Site) -> None:
    """A signature that nobody can verify is worth less than none."""
    await dkim_keys.make_key(site.container, DOMAIN, "rsa")
    await dkim_keys.look_for_records(site.container)
    await send(site)
    assert [[], []] == site.selectors()


async def test_the_old_key_signs_until_the_new_record_is_seen(any_site: Site) -> None:
    """Its own record may go a week later."""
    site = any_site
    old = await dkim_keys.make_key(site.container, DOMAIN, "rsa")
    site.records.publish(old)
    assert {old.selector: "signing"} == await site.states()
    new = await dkim_keys.make_key(site.container, DOMAIN, "rsa")
    assert {old.selector: "signing", new.selector: "waiting"} == await site.states()
    site.records.answers = False
    assert {old.selector: "signing", new.selector: "waiting"} == await site.states()
    site.records.answers = True
    site.records.publish(new)
    assert {old.selector: "retired", new.selector: "signing"} == await site.states()
    retired, _ = await dkim_keys.list_keys(site.container, DOMAIN)
    assert site.clock() + timedelta(days=7) == retired.removable


async def test_an_admin_may_know_better_than_dns(site: Site) -> None:
    """A key is told to sign, the older one again, and all of them to stop."""
    old = await dkim_keys.make_key(site.container, DOMAIN, "rsa")
    new = await dkim_keys.make_key(site.container, DOMAIN, "rsa")
    await dkim_keys.use_key(site.container, DOMAIN, new.selector)
    assert {old.selector: "retired", new.selector: "signing"} == await site.states()
    await dkim_keys.use_key(site.container, DOMAIN, old.selector)
    assert {old.selector: "signing", new.selector: "retired"} == await site.states()
    [stopped] = await dkim_keys.stop_signing(site.container, DOMAIN)
    assert ("retired", old.selector) == (stopped.state, stopped.selector)
    with pytest.raises(Refused):
        await dkim_keys.use_key(site.container, DOMAIN, "nobody")
    with pytest.raises(Refused):
        await dkim_keys.make_key(site.container, "not a domain", "rsa")


async def test_a_key_of_another_secret_signs_nothing(site: Site) -> None:
    """Letters leave all the same, and the doctor is told."""
    key = await dkim_keys.make_key(site.container, DOMAIN, "rsa")
    await dkim_keys.use_key(site.container, DOMAIN, key.selector)
    ring = KeyRing(site.container.store, (b"another",), site.clock, DOMAIN)
    await ring.refresh()
    assert b"x" == ring.signed(b"x", f"a@{DOMAIN}")
    site.container.keys = (b"another",)
    assert [key.name] == await dkim_keys.unopened(site.container)
