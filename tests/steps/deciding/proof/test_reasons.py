"""Why a message is believed or not, in words; and the places where one rule stops and another
begins.
"""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.domain.proof import (
    ArcResult,
    DkimResult,
    DmarcPolicy,
    Evidence,
    Proof,
    SpfResult,
    TrustedResult,
    Verification,
)
from mailbridge.steps.deciding.proof.judge import judge

MARIA = Message(from_=(Mailbox("Maria", "maria@bloom.test"),))
NONE: frozenset[str] = frozenset()
OF_MARIA, OF_OTHERS = "maria@bloom.test", "x@other.test"
BELOW = (("mail.bloom.test", "bloom.test"), ("bloom.test", "bloom.test"))
SIGNED, SENT = DkimResult("bloom.test", "s", "pass"), SpfResult("bloom.test", "pass")
STRANGE, REJECT = SpfResult("other.test", "pass"), DmarcPolicy("bloom.test", "reject")
SEAL = ArcResult("pass", "relay.test", True, "pass", "bloom.test")
NOTHING = "nothing proves that bloom.test sent it"
SILENT = "DNS did not answer, so nothing could be proved"
ASKED = "bloom.test asks to reject what it did not sign or send, and this it did not"


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (Evidence(dkim=(SIGNED,)), "signed by bloom.test"),
        (Evidence(SENT, (SIGNED,)), "signed by bloom.test"),
        (Evidence(SENT), "sent by a server of bloom.test"),
        (Evidence(arc=SEAL), "passed on by relay.test, which had proof"),
        (
            Evidence(arc=ArcResult("pass", "relay.test", True, "pass", "")),
            "passed on by relay.test, which had proof",
        ),
        (
            Evidence(trusted_results=(TrustedResult("spf", "pass", "bloom.test"),)),
            "our mail server found spf=pass for bloom.test",
        ),
        (
            Evidence(
                trusted_results=(TrustedResult("dkim", "pass", "mail.bloom.test"),),
                organizations=BELOW,
            ),
            "our mail server found dkim=pass for mail.bloom.test",
        ),
        (
            Evidence(
                trusted_results=(
                    TrustedResult("dkim", "fail", "bloom.test"),
                    TrustedResult("dkim", "pass", ""),
                    TrustedResult("dmarc", "pass", "BLOOM.test"),
                )
            ),
            "our mail server found dmarc=pass for bloom.test",
        ),
        (
            Evidence(dkim=(DkimResult("mail.bloom.test", "s", "pass"),), organizations=BELOW),
            "signed by mail.bloom.test",
        ),
        (
            Evidence(
                dkim=(DkimResult("mail.bloom.test", "s", "pass"),),
                dmarc=DmarcPolicy("bloom.test", "reject", False, True),
                organizations=BELOW,
            ),
            "signed by mail.bloom.test",
        ),
    ],
)
def test_what_proves_an_author(evidence: Evidence, reason: str) -> None:
    """The first that does is the reason."""
    assert Proof(Verification.VERIFIED, reason) == judge(MARIA, evidence, OF_MARIA, NONE)


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (Evidence(), NOTHING),
        (Evidence(STRANGE), NOTHING),
        (Evidence(STRANGE, dmarc=DmarcPolicy("bloom.test", "none")), NOTHING),
        (Evidence(dmarc=REJECT), NOTHING),
        (Evidence(dkim=(DkimResult("other.test", "s", "pass"),), dmarc=REJECT), NOTHING),
        (Evidence(dkim=(DkimResult("bloom.test", "s", "temperror"),)), SILENT),
        (Evidence(SpfResult("other.test", "temperror"), dmarc=REJECT), SILENT),
        (Evidence(STRANGE, arc=ArcResult("temperror"), dmarc=REJECT), SILENT),
        (Evidence(arc=ArcResult("pass", "relay.test", True, "fail", "bloom.test")), NOTHING),
        (Evidence(arc=ArcResult("pass", "relay.test", False, "pass", "bloom.test")), NOTHING),
        (Evidence(trusted_results=(TrustedResult("dmarc", "none", "bloom.test"),)), NOTHING),
        (
            Evidence(
                trusted_results=(TrustedResult("dmarc", "pass", "mail.bloom.test"),),
                organizations=BELOW,
            ),
            NOTHING,
        ),
        (Evidence(trusted_results=(TrustedResult("arc", "pass", "bloom.test"),)), NOTHING),
        (
            Evidence(dkim=(DkimResult("mail.bloom.test", "s", "pass"),), organizations=BELOW[:1]),
            NOTHING,
        ),
    ],
)
def test_what_leaves_an_author_unproved(evidence: Evidence, reason: str) -> None:
    """Neither proved nor forged."""
    assert Proof(Verification.UNVERIFIED, reason) == judge(MARIA, evidence, OF_OTHERS, NONE)


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (Evidence(STRANGE, dmarc=REJECT), ASKED),
        (
            Evidence(STRANGE, dmarc=DmarcPolicy("bloom.test", "quarantine")),
            ASKED.replace("reject", "quarantine"),
        ),
        (Evidence(dkim=(DkimResult("bloom.test", "s", "fail"),), dmarc=REJECT), ASKED),
        (
            Evidence(
                dkim=(DkimResult("mail.bloom.test", "s", "pass"),),
                dmarc=DmarcPolicy("bloom.test", "reject", True, False),
                organizations=BELOW,
            ),
            ASKED,
        ),
        (
            Evidence(trusted_results=(TrustedResult("dmarc", "fail", "bloom.test"),)),
            "our mail server found dmarc=fail for bloom.test",
        ),
        (
            Evidence(
                trusted_results=(
                    TrustedResult("dmarc", "fail", ""),
                    TrustedResult("spf", "pass", "bloom.test"),
                )
            ),
            "our mail server found dmarc=fail for bloom.test",
        ),
    ],
)
def test_what_shows_a_forgery(evidence: Evidence, reason: str) -> None:
    """The domain's wish, or what our border found."""
    assert Proof(Verification.FAILED, reason) == judge(MARIA, evidence, OF_OTHERS, NONE)


def test_a_result_of_another_path_is_not_about_this_one() -> None:
    """In strict mode neither is one below; HELO speaks for the null path."""
    strict = DmarcPolicy("bloom.test", "none", False, True)
    below = SpfResult("mail.bloom.test", "pass")
    for evidence, path, expected in (
        (Evidence(SENT), f"<{OF_MARIA}>", True),
        (Evidence(SENT), "<>", True),
        (Evidence(SENT), "maria@BLOOM.test", True),
        (Evidence(SENT), OF_OTHERS, False),
        (Evidence(below, organizations=BELOW), "x@mail.bloom.test", True),
        (Evidence(below, organizations=BELOW, dmarc=strict), "x@mail.bloom.test", False),
        (Evidence(SpfResult("bloom.test", "softfail")), OF_MARIA, False),
    ):
        proof = judge(MARIA, evidence, path, NONE)
        assert (expected, path) == (proof.verification is Verification.VERIFIED, path)


@pytest.mark.parametrize(
    ("message", "flaws", "reason", "flags"),
    [
        (Message(), (), "it names no author", ()),
        (Message(from_=(Mailbox("", "m@" + "x" * 70),)), (), "it names no author", ()),
        (MARIA, ("several From fields",), "it names more than one author", ("several-authors",)),
        (
            Message(from_=(Mailbox("boss@agency.test", "maria@bloom.test"),)),
            (),
            "the name it shows is another address",
            ("name-is-address",),
        ),
        (
            MARIA,
            ("a bare CR in the header section",),
            "its header section can be read in two ways",
            ("header-malformed",),
        ),
        (
            Message(from_=(Mailbox("b@agency.test", "maria@bloom.test"), Mailbox("", "t@x.test"))),
            ("several From fields", "a NUL in the header section"),
            "it names more than one author",
            ("several-authors", "name-is-address", "header-malformed"),
        ),
    ],
)
def test_why_an_author_is_doubted(
    message: Message, flaws: tuple[str, ...], reason: str, flags: tuple[str, ...]
) -> None:
    """The first doubt is the reason, and all are kept; whatever was signed."""
    evidence = Evidence(SENT, (SIGNED,), flaws=flaws)
    assert Proof(Verification.UNVERIFIED, reason, flags) == judge(message, evidence, "", NONE)


def test_a_name_is_looked_at_for_a_thousand_characters() -> None:
    """An address beyond is shown by no program."""
    for length, expected in ((900, ("name-is-address",)), (1000, ())):
        name = "x " * (length // 2) + "boss@agency.test"
        message = Message(from_=(Mailbox(name, "maria@bloom.test"),))
        assert expected == judge(message, Evidence(dkim=(SIGNED,)), "", NONE).flags


GROUP = frozenset({"info@agency.test"})
COVERED = frozenset({"from", "reply-to", "x-original-authentication-results"})
OWN = DkimResult("agency.test", "g", "pass", signed=COVERED)
UNKNOWN = "the group does not say who proved to be the author"


def via(recorded: str = "mx.test; dmarc=pass header.from=bloom.test", name: str = "") -> Message:
    return Message(
        from_=(Mailbox(name or "Maria via Info", "info@agency.test"),),
        reply_to=(Mailbox("Maria", "maria@bloom.test"),),
        headers=(
            ("X-Original-From", "Maria <maria@bloom.test>"),
            ("List-ID", "<info.agency.test>"),
            ("X-Original-Authentication-Results", recorded),
        ),
    )


@pytest.mark.parametrize(
    ("message", "evidence", "expected"),
    [
        (
            via(),
            Evidence(dkim=(OWN,)),
            Proof(
                Verification.VERIFIED,
                "passed on by the group at agency.test, which had proof",
            ),
        ),
        (via(), Evidence(), Proof(Verification.UNVERIFIED, UNKNOWN)),
        (via("mx.test; spf=pass header.from=bloom.test"), Evidence(dkim=(OWN,)), None),
        (via(""), Evidence(dkim=(OWN,)), None),
        (
            via(""),
            Evidence(arc=SEAL),
            Proof(Verification.VERIFIED, "passed on by relay.test, which had proof"),
        ),
        (via(""), Evidence(arc=ArcResult("pass", "relay.test", True, "pass", "")), None),
        (
            via(""),
            Evidence(STRANGE, dmarc=DmarcPolicy("agency.test", "reject")),
            Proof(Verification.FAILED, ASKED.replace("bloom", "agency")),
        ),
        (
            via(""),
            Evidence(trusted_results=(TrustedResult("dmarc", "fail", "agency.test"),)),
            Proof(Verification.FAILED, "our mail server found dmarc=fail for agency.test"),
        ),
        (
            via(""),
            Evidence(SpfResult("agency.test", "pass"), dmarc=DmarcPolicy("agency.test", "reject")),
            None,
        ),
        (via(name="boss@agency.test via Info"), Evidence(), None),
    ],
)
def test_what_a_group_says_of_its_first_author(
    message: Message, evidence: Evidence, expected: Proof | None
) -> None:
    """Proof by its own signature or a seal; a letter that it never sent is forged; else nothing."""
    expected = expected or Proof(Verification.UNVERIFIED, UNKNOWN)
    assert expected == judge(message, evidence, "x@agency.test", GROUP)
