"""Whose words a list passes on in its own name, and what makes us believe that it did."""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.domain.proof import (
    ArcResult,
    DkimResult,
    DmarcPolicy,
    Evidence,
    SpfResult,
    Verification,
)
from mailbridge.steps.deciding.proof.judge import judge
from mailbridge.steps.deciding.proof.mediator import first_author

LIST, MARIA, DESK = (
    "news@lists.test",
    Mailbox("Maria Lopez", "maria@bloom.test"),
    Mailbox("Desk", "desk@bloom.test"),
)
LISTS = frozenset({LIST})
MARKED = {
    "List-Id": "News of the town <news.lists.test>",
    "X-Mailman-Version": "3.3.9",
    "X-MailFrom": "maria@bloom.test",
}
SIGNED_FIELDS = frozenset({"from", "reply-to", "x-original-authentication-results"})


def via(
    *reply_to: Mailbox,
    name: str = "Maria Lopez via News",
    cc: tuple[Mailbox, ...] = (),
    others: tuple[Mailbox, ...] = (),
    **more: str,
) -> Message:
    fields = MARKED | {key.replace("_", "-"): value for key, value in more.items()}
    headers = tuple((key, value) for key, value in fields.items() if value)
    return Message(from_=(Mailbox(name, LIST), *others), reply_to=reply_to, cc=cc, headers=headers)


@pytest.mark.parametrize(
    "message",
    [
        via(MARIA),
        via(MARIA, X_Mailman_Version=""),
        via(MARIA, X_MailFrom=""),
        via(MARIA, X_MailFrom="prvs=1234abcdef=maria@bloom.test"),
        via(MARIA, X_Original_From="Maria Lopez <maria@bloom.test>"),
        via(MARIA, Mailbox("News", LIST)),
        via(DESK, MARIA),
        via(Mailbox("News", LIST), cc=(DESK, MARIA)),
        via(MARIA, name="Maria Lopez через Новости"),
    ],
)
def test_a_declared_lists_author_is_found(message: Message) -> None:
    """In Reply-To, in Cc where answers go to the list; X-MailFrom tells which of several
    (EDGE_CASES 27).
    """
    assert first_author(message, LISTS) == MARIA


@pytest.mark.parametrize(
    "message",
    [
        via(),
        via(MARIA, List_Id=""),
        via(MARIA, List_Id="<other.lists.test>"),
        via(MARIA, X_Mailman_Version="", X_MailFrom=""),
        via(MARIA, name="News"),
        via(MARIA, name="Maria Lopez"),
        via(MARIA, name="Anna Petrova via News"),
        via(MARIA, DESK, X_MailFrom="bounces@elsewhere.test"),
        via(MARIA, X_Original_From="Eve <eve@other.test>", X_MailFrom=""),
        via(MARIA, others=(DESK,)),
        via(Mailbox("News", LIST), cc=(MARIA,), X_MailFrom=""),
    ],
)
def test_half_a_fingerprint_is_none(message: Message) -> None:
    """Reply-To alone says nothing: anybody writes what he likes there (EDGE_CASES 28)."""
    assert first_author(message, LISTS) is None


def test_a_list_that_nobody_declared_stays_the_author() -> None:
    """Whatever it carries (EDGE_CASES 27)."""
    assert first_author(via(MARIA), frozenset({"other@lists.test"})) is None


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(),
        Evidence(spf=SpfResult("lists.test", "pass")),
        Evidence(spf=SpfResult("bloom.test", "pass")),
        Evidence(
            dkim=(DkimResult("lists.test", "s", "pass", "", frozenset({"from", "reply-to"})),)
        ),
        Evidence(arc=ArcResult("pass", "lists.test", False, "pass", "bloom.test")),
        Evidence(arc=ArcResult("pass", "google.com", True, "pass", "other.test")),
        Evidence(arc=ArcResult("pass", "google.com", True, "pass", "")),
    ],
)
def test_what_proves_the_list_does_not_prove_its_author(evidence: Evidence) -> None:
    """He is unverified, and never better than that by what he could have written himself."""
    assert (
        Verification.UNVERIFIED
        == judge(via(MARIA), evidence, "news-bounces@lists.test", LISTS).verification
    )


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(arc=ArcResult("pass", "google.com", True, "pass", "bloom.test")),
        Evidence(dkim=(DkimResult("lists.test", "s", "pass", "", SIGNED_FIELDS),)),
    ],
)
def test_a_trusted_seal_or_the_lists_own_word_proves_him(evidence: Evidence) -> None:
    """The list saw dmarc=pass for his domain, and signed that."""
    message = via(
        MARIA, X_Original_Authentication_Results="mx.lists.test; dmarc=pass header.from=bloom.test"
    )
    assert Verification.VERIFIED == judge(message, evidence, "", LISTS).verification


def test_a_forged_list_fails_as_forged_mail_does() -> None:
    """The list's own domain asks to reject what it did not send: the disguise is no way around a
    policy.
    """
    evidence = Evidence(
        spf=SpfResult("evil.test", "pass"), dmarc=DmarcPolicy("lists.test", "reject")
    )
    assert Verification.FAILED == judge(via(MARIA), evidence, "eve@evil.test", LISTS).verification


NAMELESS = Mailbox("", "maria@bloom.test")
GROUP_ONLY = {"X_Mailman_Version": "", "X_MailFrom": "", "X_Original_From": f"<{NAMELESS.address}>"}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (via(NAMELESS, List_Id="", X_Google_Group_Id="7", **GROUP_ONLY), NAMELESS),
        (via(NAMELESS, List_Id="", **GROUP_ONLY), None),
        (via(NAMELESS, name="maria via News"), NAMELESS),
        (via(NAMELESS, name="maria"), None),
        (via(NAMELESS, name="Tom via News"), None),
        (via(MARIA, List_Id="A <b> of News <news.lists.test> "), MARIA),
        (via(MARIA, X_Original_From="Maria <maria@bloom.test>", List_Id=""), None),
        (via(MARIA, X_Original_From="no address", X_MailFrom=""), None),
        (via(DESK, MARIA, X_Original_From="Eve <eve@other.test>"), MARIA),
    ],
)
def test_each_part_of_a_fingerprint(message: Message, expected: Mailbox | None) -> None:
    """A group's own id is as good as a List-Id; an author without a name is shown by the
    local-part; what X-Original-From says must agree where one alone stands in Reply-To.
    """
    assert expected == first_author(message, LISTS)


def test_a_group_names_its_author_without_quotes() -> None:
    """As Google writes the field."""
    message = via(MARIA, X_Original_From='"Maria Lopez" <maria@bloom.test>', X_MailFrom="")
    assert first_author(message, LISTS) == MARIA
