"""What the doctor says of DNS, by a zone that the test writes."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import dns.rdata

from mailbridge.adapters.dns_resolver import DnsTrouble
from mailbridge.doors import domain_checks
from mailbridge.doors.domain_checks import check_domains
from mailbridge.doors.finding import Finding
from mailbridge.settings import load

WELL = {
    ("in.agency.co", "MX"): ["20 b.agency.co.", "10 a.agency.co."],
    ("in.agency.co", "TXT"): ['"other words"', '"v=spf1 mx -all"'],
    ("_dmarc.in.agency.co", "TXT"): ['"v=DMARC1; p=reject"'],
    ("a.agency.co", "A"): ["198.51.100.7"],
    ("b.agency.co", "AAAA"): ["2001:db8::1"],
    ("7.100.51.198.in-addr.arpa", "PTR"): ["A.agency.co."],
    ("1." + "0." * 23 + "8.b.d.0.1.0.0.2.ip6.arpa", "PTR"): ["b.agency.co."],
}


@dataclass
class Zone:
    """A name server that knows this and nothing else."""

    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    async def ask(self, name: str, kind: str) -> tuple[Any, ...]:
        return tuple(
            dns.rdata.from_text("IN", kind, words) for words in self.records.get((name, kind), ())
        )


class Silent:
    """One that never answers."""

    async def ask(self, name: str, kind: str) -> tuple[Any, ...]:
        await asyncio.Event().wait()
        return ()


class Broken:
    async def ask(self, name: str, kind: str) -> tuple[Any, ...]:
        raise DnsTrouble(f"{name}: DNS failed")


async def looked(names: Any, **more: str) -> list[Finding]:
    variables = {"MAILBRIDGE_DOMAIN": "in.agency.co", **more}
    return await check_domains(load(None, variables, fallback=None), names)


def states(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.check, finding.state) for finding in findings]


async def test_all_is_well() -> None:
    """Each record is told as it stands, and none has to be added."""
    findings = await looked(Zone(WELL))
    assert [
        ("dns", "ok"),
        ("spf", "ok"),
        ("dmarc", "ok"),
        ("ptr", "ok"),
        ("ptr", "ok"),
    ] == states(findings)
    assert "mail for in.agency.co goes to a.agency.co, b.agency.co" == findings[0].words
    assert {""} == {finding.record for finding in findings}


async def test_what_is_missing_comes_with_the_record_to_paste() -> None:
    """Nothing is there; letters leave by a relay, and the web has a name of its own."""
    findings = await looked(
        Zone(),
        MAILBRIDGE_PUBLIC_URL="https://bridge.agency.co",
        MAILBRIDGE_RELAY__URL="smtp://relay.agency.co:587",
    )
    assert [
        ("fault", "in.agency.co. IN MX 10 bridge.agency.co."),
        ("warning", 'in.agency.co. IN TXT "v=spf1 mx a:relay.agency.co -all"'),
        (
            "warning",
            '_dmarc.in.agency.co. IN TXT "v=DMARC1; p=none; rua=mailto:postmaster@in.agency.co"',
        ),
    ] == [(finding.state, finding.record) for finding in findings]


async def test_records_that_do_harm() -> None:
    """Two of SPF are as none, one that lets everybody in is worse; an address is called something
    else, a host has none.
    """
    two = WELL | {("in.agency.co", "TXT"): ['"v=spf1 mx -all"', '"v=spf1 a -all"']}
    assert ("spf", "fault") in states(await looked(Zone(two)))
    everybody = WELL | {("in.agency.co", "TXT"): ['"v=spf1 mx +all"']}
    assert ("spf", "fault") in states(await looked(Zone(everybody)))
    elsewhere = WELL | {("7.100.51.198.in-addr.arpa", "PTR"): ["host7.provider.co."]}
    [other] = [one for one in await looked(Zone(elsewhere)) if one.state != "ok"]
    assert "7.100.51.198.in-addr.arpa. IN PTR a.agency.co." == other.record
    nowhere = {key: value for key, value in WELL.items() if key[1] != "A"}
    assert ("dns", "fault") in states(await looked(Zone(nowhere)))


async def test_dns_that_is_away_is_one_finding_in_bounded_time(monkeypatch: Any) -> None:
    """Whether it says so or never answers."""
    assert [("dns", "fault")] == states(await looked(Broken()))
    monkeypatch.setattr(domain_checks, "LONGEST", 0.01)
    assert [("dns", "fault")] == states(await looked(Silent()))


async def test_a_name_of_this_machine_is_not_asked_about() -> None:
    """localhost has no records."""
    findings = await looked(Broken(), MAILBRIDGE_DOMAIN="localhost")
    assert [("dns", "warning")] == states(findings)
