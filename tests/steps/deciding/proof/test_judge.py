"""What evidence proves about an author, and what it does not."""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.domain.proof import (
    ArcResult,
    DkimResult,
    DmarcPolicy,
    Evidence,
    SpfResult,
    TrustedResult,
    Verification,
)
from mailbridge.steps.deciding.proof import dmarc
from mailbridge.steps.deciding.proof.ambiguous_header import header_flaws
from mailbridge.steps.deciding.proof.authentication_results import read
from mailbridge.steps.deciding.proof.judge import judge
from mailbridge.steps.deciding.proof.mediator import first_author
from mailbridge.steps.text.domain_names import ascii_domain

MARIA = Message(from_=(Mailbox("Maria", "maria@bloom.test"),))
SIGNED = DkimResult("bloom.test", "s1", "pass")
BROKEN = DkimResult("bloom.test", "s1", "fail")
REJECT = DmarcPolicy("bloom.test", "reject")
SENT = SpfResult("bloom.test", "pass")
STRANGE = SpfResult("other.test", "pass")
TOGETHER = (
    ("bloom.test", "bloom.test"),
    ("mail.bloom.test", "bloom.test"),
    ("other.test", "other.test"),
)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (Evidence(), Verification.UNVERIFIED),
        (Evidence(dkim=(SIGNED,)), Verification.VERIFIED),
        (Evidence(dkim=(DkimResult("other.test", "s", "pass"), SIGNED)), Verification.VERIFIED),
        (Evidence(dkim=(DkimResult("other.test", "s", "pass"),)), Verification.UNVERIFIED),
        (
            Evidence(dkim=(DkimResult("mail.bloom.test", "s", "pass"),), organizations=TOGETHER),
            Verification.VERIFIED,
        ),
        (Evidence(dkim=(DkimResult("mail.bloom.test", "s", "pass"),)), Verification.UNVERIFIED),
        (Evidence(dkim=(DkimResult("bloom.test", "s", "policy"),)), Verification.UNVERIFIED),
        (Evidence(spf=SENT), Verification.VERIFIED),
        (Evidence(spf=STRANGE), Verification.UNVERIFIED),
        (Evidence(spf=STRANGE, dmarc=REJECT), Verification.FAILED),
        (Evidence(spf=STRANGE, dmarc=DmarcPolicy("bloom.test", "quarantine")), Verification.FAILED),
        (Evidence(spf=STRANGE, dmarc=DmarcPolicy("bloom.test", "none")), Verification.UNVERIFIED),
        (Evidence(dkim=(BROKEN,), dmarc=REJECT), Verification.FAILED),
        (Evidence(dkim=(BROKEN,), spf=SENT, dmarc=REJECT), Verification.VERIFIED),
        (Evidence(dmarc=REJECT), Verification.UNVERIFIED),
        (
            Evidence(dkim=(DkimResult("bloom.test", "s", "temperror"),), spf=STRANGE, dmarc=REJECT),
            Verification.UNVERIFIED,
        ),
        (
            Evidence(dkim=(BROKEN,), spf=SpfResult("other.test", "temperror"), dmarc=REJECT),
            Verification.UNVERIFIED,
        ),
        (
            Evidence(arc=ArcResult("pass", "google.com", True, "pass", "bloom.test")),
            Verification.VERIFIED,
        ),
        (
            Evidence(arc=ArcResult("pass", "google.com", True, "pass", "other.test")),
            Verification.UNVERIFIED,
        ),
        (
            Evidence(arc=ArcResult("pass", "relay.test", False, "pass", "bloom.test")),
            Verification.UNVERIFIED,
        ),
        (
            Evidence(arc=ArcResult("fail", "google.com", True, "pass", "bloom.test")),
            Verification.UNVERIFIED,
        ),
        (
            Evidence(trusted_results=(TrustedResult("dmarc", "pass", "bloom.test"),)),
            Verification.VERIFIED,
        ),
        (
            Evidence(
                dkim=(DkimResult("bloom.test", "s", "policy"),),
                trusted_results=(
                    TrustedResult("dkim", "pass", "bloom.test"),
                    TrustedResult("dmarc", "pass", "bloom.test"),
                ),
            ),
            Verification.UNVERIFIED,
        ),
        (
            Evidence(
                dkim=(DkimResult("bloom.test", "s", "policy"),),
                trusted_results=(TrustedResult("spf", "pass", "bloom.test"),),
            ),
            Verification.VERIFIED,
        ),
        (
            Evidence(trusted_results=(TrustedResult("dkim", "pass", "other.test"),)),
            Verification.UNVERIFIED,
        ),
        (
            Evidence(trusted_results=(TrustedResult("iprev", "pass", "bloom.test"),)),
            Verification.UNVERIFIED,
        ),
    ],
)
def test_outcomes(evidence: Evidence, expected: Verification) -> None:
    """A pass counts when it is aligned; a policy counts when everything that could align was looked
    at.
    """
    path = f"x@{evidence.spf.domain}" if evidence.spf else "x@other.test"
    assert expected == judge(MARIA, evidence, path, frozenset()).verification


def test_strict_alignment() -> None:
    """adkim=s and aspf=s ask for the very domain (RFC 9989 section 4.4)."""
    below = DkimResult("mail.bloom.test", "s", "pass"), SpfResult("mail.bloom.test", "pass")
    strict = Evidence(
        below[1],
        (below[0],),
        dmarc=DmarcPolicy("bloom.test", "reject", True, True),
        organizations=TOGETHER,
    )
    assert (
        Verification.FAILED == judge(MARIA, strict, "x@mail.bloom.test", frozenset()).verification
    )


def test_spf_speaks_for_its_own_reverse_path() -> None:
    """A result about another reverse-path proves nothing; the null one is spoken for by HELO."""
    assert (
        Verification.UNVERIFIED
        == judge(MARIA, Evidence(spf=SENT), "x@other.test", frozenset()).verification
    )
    for path in ("", "<>", "x@bloom.test", "<x@bloom.test>", '"x@other.test"@bloom.test'):
        found = judge(MARIA, Evidence(spf=SENT), path, frozenset())
        assert Verification.VERIFIED == found.verification


def test_a_letter_of_nobody_keeps_its_flags() -> None:
    """Its header section can be read in two ways, and neither names an author."""
    found = judge(Message(), Evidence(flaws=("bare CR",)), "", frozenset())
    assert (Verification.UNVERIFIED, ("header-malformed",)) == (found.verification, found.flags)


@pytest.mark.parametrize(
    ("message", "flaws", "flag"),
    [
        (
            Message(from_=(Mailbox("", "maria@bloom.test"), Mailbox("", "x@other.test"))),
            (),
            "several-authors",
        ),
        (MARIA, ("several From fields",), "several-authors"),
        (Message(from_=(Mailbox("anna@agency.test", "maria@bloom.test"),)), (), "name-is-address"),
        (
            Message(from_=(Mailbox("Anna ＜anna＠agency.test＞", "maria@bloom.test"),)),
            (),
            "name-is-address",
        ),
        (MARIA, ("a NUL in the header section",), "header-malformed"),
    ],
)
def test_flagged_letters_are_never_verified(
    message: Message, flaws: tuple[str, ...], flag: str
) -> None:
    """Whatever passed, an ambiguous author is not proved."""
    found = judge(message, Evidence(SENT, (SIGNED,), flaws=flaws), "maria@bloom.test", frozenset())
    assert (Verification.UNVERIFIED, (flag,)) == (found.verification, found.flags)


def test_the_same_address_as_a_name_is_no_disguise() -> None:
    """Many programs put the address where the name belongs."""
    message = Message(from_=(Mailbox("Maria@bloom.test", "maria@bloom.test"),))
    assert () == judge(message, Evidence(dkim=(SIGNED,)), "", frozenset()).flags


def test_no_author() -> None:
    """Nobody is nobody, with or without signatures."""
    assert (
        Verification.UNVERIFIED
        == judge(Message(), Evidence(dkim=(SIGNED,)), "", frozenset()).verification
    )


GROUPS = frozenset({"info@agency.test"})
VOUCHED = (
    "mx.google.com; dkim=pass header.i=@bloom.test; dmarc=pass (p=REJECT) header.from=bloom.test"
)


def via(**more: str) -> Message:
    fields = {
        "X-Original-From": "Maria <maria@bloom.test>",
        "List-ID": "<info.agency.test>",
        "X-Original-Authentication-Results": VOUCHED,
        **more,
    }
    return Message(
        from_=(Mailbox("'Maria' via Info", "info@agency.test"),),
        reply_to=(Mailbox("Maria", "maria@bloom.test"),),
        headers=tuple((name, value) for name, value in fields.items() if value),
    )


GROUP_SIGNED = DkimResult(
    "agency.test",
    "g",
    "pass",
    signed=frozenset({"from", "reply-to", "x-original-authentication-results"}),
)


def test_a_declared_group_passes_its_first_author_on() -> None:
    """The whole fingerprint, the group's signature over it, and the proof that the group had."""
    assert Mailbox("Maria", "maria@bloom.test") == first_author(via(), GROUPS)
    assert (
        Verification.VERIFIED
        == judge(via(), Evidence(dkim=(GROUP_SIGNED,)), "", GROUPS).verification
    )


@pytest.mark.parametrize(
    ("message", "groups"),
    [
        (via(), frozenset[str]()),
        (via(**{"X-Original-From": ""}), GROUPS),
        (via(**{"X-Original-From": "Eve <eve@other.test>"}), GROUPS),
        (via(**{"X-Original-From": "Maria <maria@bloom.test>, Eve <eve@other.test>"}), GROUPS),
        (via(**{"List-ID": ""}), GROUPS),
    ],
)
def test_half_a_fingerprint_is_none(message: Message, groups: frozenset[str]) -> None:
    """Without all of it the group itself is the author."""
    assert first_author(message, groups) is None


@pytest.mark.parametrize(
    ("message", "evidence"),
    [
        (via(**{"X-Original-Authentication-Results": ""}), Evidence(dkim=(GROUP_SIGNED,))),
        (
            via(
                **{"X-Original-Authentication-Results": VOUCHED.replace("dmarc=pass", "dmarc=fail")}
            ),
            Evidence(dkim=(GROUP_SIGNED,)),
        ),
        (
            via(
                **{"X-Original-Authentication-Results": VOUCHED.replace("from=bloom", "from=other")}
            ),
            Evidence(dkim=(GROUP_SIGNED,)),
        ),
        (via(), Evidence()),
        (
            via(),
            Evidence(
                dkim=(
                    DkimResult("agency.test", "g", "pass", signed=frozenset({"from", "subject"})),
                )
            ),
        ),
        (via(), Evidence(dkim=(DkimResult("agency.test", "g", "fail"),))),
    ],
)
def test_a_group_that_had_no_proof_gives_none(message: Message, evidence: Evidence) -> None:
    """Undone, and unverified."""
    assert Verification.UNVERIFIED == judge(message, evidence, "", GROUPS).verification


def test_a_group_known_by_a_trusted_seal() -> None:
    """The chain's record of the first author is as good."""
    sealed = Evidence(arc=ArcResult("pass", "google.com", True, "pass", "bloom.test"))
    assert Verification.VERIFIED == judge(via(), sealed, "", GROUPS).verification


@pytest.mark.parametrize(
    ("domain", "walk"),
    [
        ("bloom.test", ("bloom.test", "test")),
        ("test", ("test",)),
        (
            "a.b.c.d.e.f.g.h.test",
            (
                "a.b.c.d.e.f.g.h.test",
                "c.d.e.f.g.h.test",
                "d.e.f.g.h.test",
                "e.f.g.h.test",
                "f.g.h.test",
                "g.h.test",
                "h.test",
                "test",
            ),
        ),
    ],
)
def test_the_tree_walk(domain: str, walk: tuple[str, ...]) -> None:
    """At most eight names, the last a single label (RFC 9989 section 4.10)."""
    assert walk == dmarc.targets(domain)


@pytest.mark.parametrize(
    ("records", "organization"),
    [
        ({}, "a.b.bloom.test"),
        ({"bloom.test": "v=DMARC1; p=none; psd=y"}, "b.bloom.test"),
        ({"a.b.bloom.test": "v=DMARC1; p=none; psd=y"}, "a.b.bloom.test"),
        ({"bloom.test": "v=DMARC1; p=none"}, "bloom.test"),
        (
            {"b.bloom.test": "v=DMARC1; p=none; psd=n", "bloom.test": "v=DMARC1; p=none"},
            "b.bloom.test",
        ),
        ({"test": "v=DMARC1; p=none; psd=y"}, "bloom.test"),
        (
            {
                "a.b.bloom.test": "v=DMARC1; p=none",
                "bloom.test": "v=DMARC1; p=none",
                "test": "v=DMARC1; psd=y; p=none",
            },
            "bloom.test",
        ),
    ],
)
def test_organizational_domains(records: dict[str, str], organization: str) -> None:
    """RFC 9989 section 4.10.2."""
    parsed = {name: record for name, text in records.items() if (record := dmarc.parse((text,)))}
    assert organization == dmarc.organizational("a.b.bloom.test", parsed)


@pytest.mark.parametrize(
    ("texts", "policy"),
    [
        (("v=DMARC1; p=reject",), "reject"),
        (("v=DMARC1;p=Quarantine;",), "quarantine"),
        (("v=DMARC1; p=reject; t=y",), "quarantine"),
        (("v=DMARC1; rua=mailto:x@bloom.test",), "none"),
        (("v=DMARC1; p=nonsense",), None),
        (("v=dmarc1; p=reject",), None),
        (("v=DMARC1; p=reject", "v=DMARC1; p=none"), None),
        (("v=spf1 -all", "v=DMARC1; p=reject"), "reject"),
        (("p=reject; v=DMARC1",), None),
        ((), None),
    ],
)
def test_policy_records(texts: tuple[str, ...], policy: str | None) -> None:
    """One valid record, or none (RFC 9989 sections 4.7 and 4.10)."""
    record = dmarc.parse(texts)
    applied = dmarc.applying("bloom.test", {"bloom.test": record}) if record else None
    assert policy == (applied.policy if applied else None)


def test_inherited_policies() -> None:
    """sp= for subdomains, np= for those that do not exist."""
    record = dmarc.parse(("v=DMARC1; p=none; sp=quarantine; np=reject",))
    assert record is not None
    found = [
        dmarc.applying("mail.bloom.test", {"bloom.test": record}, exists=exists)
        for exists in (True, False)
    ]
    assert ["quarantine", "reject"] == [policy.policy for policy in found if policy]


@pytest.mark.parametrize(
    "value",
    [
        "mx.test; dmarc=fail (dmarc=pass header.from=bloom.test) header.from=bloom.test",
        'mx.test; spf=pass smtp.mailfrom="x; dmarc=pass header.from=bloom.test"',
        "mx.test; spf=pass smtp.mailfrom=bloom.test(\\); dmarc=pass header.from=bloom.test",
        "mx.test (; dmarc=pass header.from=bloom.test",
        "dmarc=pass header.from=bloom.test",
        "",
        ";;;===",
    ],
)
def test_injected_results_are_none(value: str) -> None:
    """What stands in comments and quotes is data (A4 to A6 of the paper, seen from an
    Authentication-Results reader).
    """
    assert [] == [
        one for one in read(value).results if (one.method, one.result) == ("dmarc", "pass")
    ]


def test_results_are_read() -> None:
    """RFC 8601, and the instance of RFC 8617."""
    found = read(
        "i=2; mx.test; dkim=pass (2048) header.i=@Bloom.test header.s=s1;\r\n\tspf=softfail "
        "smtp.mailfrom=a@b.test"
    )
    assert ("mx.test", 2, ["dkim", "spf"]) == (
        found.authserv_id,
        found.instance,
        [one.method for one in found.results],
    )
    assert ["bloom.test", "b.test"] == [one.domain for one in found.results]


@pytest.mark.parametrize(
    ("section", "flawed"),
    [
        (b"From: a@b.test\r\nSubject: x\r\n y", False),
        (b"From sender Mon Nov  2\r\nFrom: a@b.test", False),
        (b"From: a@b.test\r\nfrom: c@d.test", True),
        (b" From: a@b.test\r\nFrom: c@d.test", True),
        (b"From : a@b.test\r\nFrom: c@d.test", True),
        (b"From\r\n : a@b.test\r\nFrom: c@d.test", True),
        (b"Subject: x\rFrom: a@b.test", True),
        (b"From: a@b.test\0@c.test", True),
        (b"Fr\xc3\xb6m: a@b.test", True),
    ],
)
def test_flaws(section: bytes, flawed: bool) -> None:
    """A section that two readers may read differently."""
    assert flawed == bool(header_flaws(section))


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("Bloom.Test.", "bloom.test"),
        ("bücher.test", "xn--bcher-kva.test"),
        ("bloom.test'a.attack.test", None),
        ("bloom.test(.attack.test", None),
        ("attack.test.\0.any", None),
        ("a..b", None),
        ("", None),
        ("x" * 64 + ".test", None),
    ],
)
def test_names_that_dns_can_hold(domain: str, name: str | None) -> None:
    """Everything else is nobody's domain."""
    assert name == ascii_domain(domain)
