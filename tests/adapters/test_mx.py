"""MX records asked of a name server on loopback."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from mailbridge.adapters.mx import MailExchangers
from tests.adapters.test_authenticator import NameServer, place


@pytest.fixture
async def names() -> AsyncIterator[NameServer]:
    made = NameServer()
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: made, local_addr=("127.0.0.1", 0)
    )
    yield made
    transport.close()


async def test_the_preferred_host_comes_first(names: NameServer) -> None:
    """By its number, not by its place; lower case, without the last dot."""
    names.zone["agency.test", "MX"] = ["30 alt.l.google.com.", "10 ASPMX.L.GOOGLE.COM."]
    assert ("aspmx.l.google.com", "alt.l.google.com") == await MailExchangers(
        [place(names)], 1.0
    ).of("agency.test")


async def test_a_domain_may_have_none(names: NameServer) -> None:
    """No such domain, no such record, a null MX (RFC 7505), a server that fails."""
    names.zone["bare.test", "TXT"] = ["x"]
    names.zone["closed.test", "MX"] = ["0 ."]
    names.broken.add("broken.test")
    asked = MailExchangers([place(names)], 1.0)
    assert [()] * 4 == [
        await asked.of(one) for one in ("gone.test", "bare.test", "closed.test", "broken.test")
    ]


async def test_silence_ends_in_time(names: NameServer) -> None:
    """Who has less patience knows first that nothing is known, though they asked later."""
    names.silent.add("*")
    patient, hasty = (
        asyncio.create_task(MailExchangers([place(names)], patience).of("agency.test"))
        for patience in (60.0, 0.1)
    )
    done, waiting = await asyncio.wait({patient, hasty}, return_when=asyncio.FIRST_COMPLETED)
    patient.cancel()
    assert ({hasty}, {patient}, ()) == (done, waiting, await hasty)


@pytest.mark.parametrize("domain", ["agency.test", "agency.example", "localhost", "office.local"])
async def test_nobody_in_the_world_knows_names_for_tests(domain: str) -> None:
    """RFC 6761: not asked without a name server of one's own."""
    assert () == await MailExchangers().of(domain)


async def test_what_is_no_domain_has_no_hosts(names: NameServer) -> None:
    """Too long a label, an empty one."""
    asked = MailExchangers([place(names)], 1.0)
    assert [(), ()] == [await asked.of(one) for one in (f"{'a' * 70}.test", "a..test")]
