"""Which Authentication-Results of our border are its own, and what they make of an author."""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.domain.proof import DkimResult, Evidence, SpfResult, TrustedResult, Verification
from mailbridge.steps.deciding.proof.border import (
    Hops,
    Look,
    fields,
    look,
    receiving_host,
)
from mailbridge.steps.deciding.proof.judge import judge

OURS = b"Authentication-Results: mx.agency.test; dmarc=pass header.from=bloom.test\r\n"
PASS = (TrustedResult("dmarc", "pass", "bloom.test"),)
FORGED = b"Authentication-Results: mx.agency.test; dmarc=pass header.from=victim.test\r\n"
BORDER = (
    b"Received: from mail.bloom.test (mail.bloom.test [203.0.113.5])\r\n by mx.agency.test "
    b"(Postfix) with ESMTPS id 1; Mon\r\n"
)
INNER = b"Received: from mx.agency.test by filter.inside.test with ESMTP id 2; Mon\r\n"
THEIRS = b"Received: from pc by mail.bloom.test with ESMTP id 3; Mon\r\n"
MARIA = Message(from_=(Mailbox("Maria", "maria@bloom.test"),))
HOPS = Hops.of(["inside.test", "10.0.0.0/8", "2001:db8::/32"])


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (OURS, Look(PASS)),
        (OURS + FORGED, Look(PASS)),
        (OURS + THEIRS + FORGED, Look(PASS)),
        (BORDER + OURS + THEIRS, Look(PASS)),
        (INNER + BORDER + OURS + THEIRS, Look(PASS)),
        (INNER + OURS + BORDER + THEIRS, Look(PASS)),
        (b"Received: by 10.1.2.3 with SMTP id 4; Mon\r\n" + BORDER + OURS, Look(PASS)),
        (b"Received: by [IPv6:2001:db8::7] with SMTP id 4; Mon\r\n" + BORDER + OURS, Look(PASS)),
        (b"Received: from x by mx.agency.test. (x)\r\n" + OURS, Look(PASS)),
        (b"Received: from x by a.mx.agency.test\r\n" + OURS, Look(PASS)),
        (b"Authentication-Results: other.test; dmarc=fail\r\n" + OURS, Look(PASS)),
        (BORDER + THEIRS, Look()),
        (THEIRS + OURS, Look(None, "mail.bloom.test")),
        (THEIRS.replace(b" by", b"\r\n\tby") + OURS, Look(None, "mail.bloom.test")),
        (BORDER + THEIRS + OURS, Look(None, "mail.bloom.test")),
        (INNER + THEIRS + OURS, Look(None, "mail.bloom.test")),
        (THEIRS + BORDER + OURS, Look(None, "mail.bloom.test")),
        (b"Received: from x by evilmx.agency.test\r\n" + OURS, Look(None, "evilmx.agency.test")),
        (
            (b"Received: from x by mx.agency.test.evil.test\r\n") + OURS,
            Look(None, "mx.agency.test.evil.test"),
        ),
        (b"Received: from x by 192.0.2.1\r\n" + OURS, Look(None, "192.0.2.1")),
        (b"Received: (by mx.agency.test) from x by evil.test\r\n" + OURS, Look(None, "evil.test")),
        (b"Received: from (by mx.agency.test) x by evil.test\r\n" + OURS, Look(None, "evil.test")),
        (b"Received: from x; by mx.agency.test\r\n" + OURS, Look(None, "an unnamed host")),
        (b"Received: nonsense\r\n" + OURS, Look(None, "an unnamed host")),
        (b"RECEIVED : from x by evil.test\r\n" + OURS, Look(None, "evil.test")),
        (b"Subject: Received: from x by evil.test\r\n" + OURS, Look(PASS)),
        (b"X: y\r\nReceived: (a: b) by evil.test\r\n" + OURS, Look(None, "evil.test")),
        (
            b"X: y\r\nReceived: (" + b"x" * 20_000 + b"\r\n a\r\n b) by evil.test\r\n" + OURS,
            Look(None, "an unnamed host"),
        ),
    ],
)
def test_a_field_counts_above_the_first_received_of_a_host_that_is_not_ours(
    section: bytes, expected: Look
) -> None:
    """What stands below was chosen by whoever sent it; the border and the listed hops may stand in
    between.
    """
    assert expected == look(section, "mx.agency.test", HOPS)


@pytest.mark.parametrize(
    ("received", "host"),
    [
        ("from by (by x) by mx.test with ESMTP", "mx.test"),
        ("from a (b (c) by d\\) e) by MX.Test; Mon, 1 Jan", "mx.test"),
        ("by mx.test with SMTP", "mx.test"),
        ("from a with ESMTP by mx.test", "mx.test"),
        ("from a with by mx.test", "mx.test"),
        ("from a (x\\) by evil.test) by mx.test", "mx.test"),
        ("from a (x\\\\) by mx.test (y) by evil.test", "mx.test"),
        ("from a \\(by mx.test", "mx.test"),
        ("from a by", ""),
        ("", ""),
    ],
)
def test_the_host_that_wrote_a_received_field(received: str, host: str) -> None:
    """Comments are no clauses, and a HELO of "by" is none either."""
    assert host == receiving_host(received)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("inside.test", True),
        ("a.inside.test", True),
        ("notinside.test", False),
        ("10.9.9.9", True),
        ("[10.9.9.9]", True),
        ("11.0.0.1", False),
        ("[ipv6:2001:db8::7]", True),
        ("2001:db9::7", False),
        ("10.0.0.0", True),
        ("", False),
    ],
)
def test_hops_are_names_domains_addresses_and_networks(host: str, expected: bool) -> None:
    """As they are listed: a network may be named by any address in it."""
    assert expected == Hops.of(["Inside.test", "10.1.2.3/8", "2001:db8::/32"]).hold(host)


@pytest.mark.parametrize("spoken", ["bloom.test", ""])
@pytest.mark.parametrize(
    "beside",
    [
        (),
        (TrustedResult("spf", "pass", "bloom.test"),),
        (TrustedResult("dkim", "pass", "bloom.test"),),
    ],
)
def test_what_the_border_found_forged_is_failed(
    spoken: str, beside: tuple[TrustedResult, ...]
) -> None:
    """Whatever single pass stands beside dmarc=fail, and whatever the domain asks to be done with
    it.
    """
    proof = judge(
        MARIA,
        Evidence(trusted_results=(*beside, TrustedResult("dmarc", "fail", spoken))),
        "",
        frozenset(),
    )
    assert (Verification.FAILED, ("our mail server found dmarc=fail for bloom.test")) == (
        proof.verification,
        proof.reason,
    )


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (Evidence(dkim=(DkimResult("bloom.test", "s", "pass"),)), Verification.VERIFIED),
        (Evidence(spf=SpfResult("bloom.test", "pass")), Verification.VERIFIED),
        (Evidence(spf=SpfResult("other.test", "pass")), Verification.FAILED),
    ],
)
def test_proof_of_our_own_outweighs_the_borders_doubt(
    evidence: Evidence, expected: Verification
) -> None:
    """A signature that we found sound, or an address that the domain names."""
    fail = (TrustedResult("dmarc", "fail", "bloom.test"),)
    both = Evidence(evidence.spf, evidence.dkim, trusted_results=fail)
    assert expected == judge(MARIA, both, "", frozenset()).verification


def test_the_borders_doubt_is_about_the_author_it_names() -> None:
    """dmarc=fail of somebody else's domain says nothing of this author."""
    other = Evidence(trusted_results=(TrustedResult("dmarc", "fail", "other.test"),))
    assert Verification.UNVERIFIED == judge(MARIA, other, "", frozenset()).verification


def test_the_borders_doubt_is_about_a_whole_organization() -> None:
    """dmarc=fail of a subdomain says that the author is forged, though only relaxed alignment
    joins the two.
    """
    organizations = (("bloom.test", "bloom.test"), ("mail.bloom.test", "bloom.test"))
    fail = (TrustedResult("dmarc", "fail", "mail.bloom.test"),)
    beside = Evidence(trusted_results=fail, organizations=organizations)
    assert Verification.FAILED == judge(MARIA, beside, "", frozenset()).verification
    apart = Evidence(trusted_results=fail)
    assert Verification.UNVERIFIED == judge(MARIA, apart, "", frozenset()).verification


def test_a_field_without_end_is_cut() -> None:
    """What is folded behind its 16,000th octet is left out, and nothing of its neighbours."""
    long = b"X-Long: " + b"x" * 15_999
    section = b"A: a\r\nB: b\r\n" + long + b"\r\n y\r\n z\r\nD: d"
    expected = [("a", b" a"), ("b", b" b"), ("x-long", b" " + b"x" * 15_999), ("d", b" d")]
    assert expected == [(name.decode(), value) for name, value in fields(section)]
    shorter = section.replace(b"xx", b"x", 1)
    assert fields(shorter)[2][1] == b" " + b"x" * 15_998 + b" y"
