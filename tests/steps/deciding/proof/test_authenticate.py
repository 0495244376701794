"""Whether the author is verified, and why: by proof, by a reply address, or by neither."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.address import ProjectAddress, ReplyAddress
from mailbridge.domain.inbound import Author, Inbound, Route
from mailbridge.domain.message import Mailbox
from mailbridge.domain.proof import DkimResult, DmarcPolicy, Evidence, SpfResult
from mailbridge.steps.deciding.proof.authenticate import decide
from tests.steps.deciding.situations import ANNA, BLOOM, MARIA, author, facts, inbound, letter

BY_TOKEN = Route(BLOOM, own=ReplyAddress(1, 7))
SIGNED = Evidence(dkim=(DkimResult("bloom.test", "s1", "pass"),))
FORGED = Evidence(spf=SpfResult("rival.test", "pass"), dmarc=DmarcPolicy("bloom.test", "reject"))
TOKEN = "answered by the reply address that only this person was given"
NOTHING = "nothing proves that bloom.test sent it"


def checked(known: Any, by: Author | None = None, **more: Any) -> Author:
    found = decide(inbound(author=by or author(MARIA), **more), known)
    assert isinstance(found, Inbound)
    assert found.author is not None
    assert (f"authenticate: {found.author.verified}: {found.author.why}",) == found.trail
    return found.author


@pytest.mark.parametrize(
    ("evidence", "verified", "why"),
    [
        (None, "unverified", NOTHING),
        (Evidence(), "unverified", NOTHING),
        (SIGNED, "verified", "signed by bloom.test"),
        (
            FORGED,
            "failed",
            "bloom.test asks to reject what it did not sign or send, and this it did not",
        ),
    ],
)
def test_what_evidence_says(evidence: Evidence | None, verified: str, why: str) -> None:
    """And the trail with it."""
    found = checked(facts(evidence=evidence))
    assert (verified, why) == (found.verified, found.why)


@pytest.mark.parametrize(
    ("more", "known", "expected"),
    [
        ({"route": BY_TOKEN}, {"reply_person": MARIA}, True),
        ({"route": BY_TOKEN}, {"reply_person": ANNA}, False),
        ({"route": BY_TOKEN}, {}, False),
        ({"route": BY_TOKEN}, {"reply_person": MARIA, "reply_exposed": True}, False),
        ({"route": BY_TOKEN}, {"reply_person": MARIA, "evidence": FORGED}, False),
        ({"route": BY_TOKEN, "by": author(None)}, {"reply_person": MARIA}, False),
        ({"route": Route(BLOOM, own=ProjectAddress("k"))}, {"reply_person": MARIA}, False),
        ({}, {"reply_person": MARIA}, False),
    ],
)
def test_a_reply_address_proves_whom_it_was_given_to(
    more: dict[str, Any], known: dict[str, Any], expected: bool
) -> None:
    """Nobody else, not once it was shown to others, and not against proof of a forgery."""
    found = checked(facts(**known), **more)
    assert expected == (found.verified == "verified") == (found.why == TOKEN)


def test_a_doubtful_header_is_not_mended_by_a_token() -> None:
    """Its flags stay with the author, beside those they had."""
    two = letter(Mailbox("Maria", "maria@bloom.test"), Mailbox("Tom", "tom@bloom.test"))
    known = facts(reply_person=MARIA)
    found = checked(known, author(MARIA, flags=("x",)), message=two, route=BY_TOKEN)
    assert ("unverified", ("x", "several-authors")) == (found.verified, found.flags)
    assert "it names more than one author" == found.why


@pytest.mark.parametrize(
    ("evidence", "verified"), [(SIGNED, "unverified"), (None, "unverified"), (FORGED, "failed")]
)
def test_a_form_proves_nothing_of_its_visitor(evidence: Evidence | None, verified: str) -> None:
    """Whatever proves the site; a forged one stays forged."""
    found = checked(facts(evidence=evidence), author(MARIA, form="bloom.test"))
    assert verified == found.verified
    assert ("by the form of bloom.test" == found.why) == (verified == "unverified")


def test_nobody_is_not_verified() -> None:
    """What has no author stays as it is."""
    nobody = replace(inbound(), author=None)
    assert nobody == decide(nobody, facts(evidence=SIGNED))


def test_what_a_group_passed_on_is_judged_by_its_first_author() -> None:
    """Where the alias is declared a group."""
    group = "all@lists.test"
    message = letter(
        Mailbox("Maria Lopez via All", group),
        reply_to=(Mailbox("Maria Lopez", "maria@bloom.test"),),
        headers=(
            ("X-Original-From", "Maria Lopez <maria@bloom.test>"),
            ("List-Id", "<all.lists.test>"),
        ),
    )
    known = facts(evidence=Evidence(), groups=frozenset({group}))
    assert (
        "the group does not say who proved to be the author" == checked(known, message=message).why
    )
    assert "nothing proves that lists.test sent it" == checked(facts(), message=message).why


@pytest.mark.parametrize(
    ("path", "expected"), [("maria@bloom.test", True), ("x@other.test", False)]
)
def test_spf_is_about_the_reverse_path(path: str, expected: bool) -> None:
    """Of another it proves nothing."""
    evidence = Evidence(spf=SpfResult("bloom.test", "pass"))
    assert expected == ("verified" == checked(facts(evidence=evidence), reverse_path=path).verified)
