"""Who wrote it, and whether a project wants to hear of them."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.inbound import Author, FormSigns, Inbound
from mailbridge.domain.message import Kind, Mailbox, Message
from mailbridge.domain.project import Person
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.steps.deciding.people.identify import author_of, decide, visitor_of
from tests.steps.deciding.situations import ANNA, BLOOM, MARIA, STAGED, facts, inbound, letter

GROUP = "all@lists.test"
VIA_GROUP = letter(
    Mailbox("Maria Lopez via All", GROUP),
    reply_to=(Mailbox("Maria Lopez", "maria@bloom.test"),),
    headers=(
        ("X-Original-From", "Maria Lopez <maria@bloom.test>"),
        ("List-Id", "<all.lists.test>"),
    ),
)
VISITOR = Mailbox("Jo", "jo@visitor.test")
BY_FORM = letter(Mailbox("Site", "wordpress@bloom.test"), reply_to=(VISITOR,))


@pytest.mark.parametrize(
    ("message", "reverse_path", "expected"),
    [
        (letter(), "else@x.test", "maria@bloom.test"),
        (letter(Mailbox("", "first@x.test"), Mailbox("", "second@x.test")), "", "first@x.test"),
        (Message(), "Bounce@X.test", "bounce@x.test"),
        (letter(Mailbox("nobody", "nobody")), "a@x.test", "a@x.test"),
        (letter(Mailbox("nobody", "nobody")), "nobody", None),
        (Message(), "", None),
    ],
)
def test_the_author_is_in_from_or_else_in_the_reverse_path(
    message: Message, reverse_path: str, expected: str | None
) -> None:
    """The first of several; nobody where neither holds an address."""
    found = author_of(inbound(message, reverse_path), facts())
    assert expected == (found and found.address)
    assert found is None or message.author == found or found.name == ""


def test_whom_a_declared_group_or_a_form_writes_for() -> None:
    """Only where the alias is declared a group, or signs of a form are known."""
    assert "maria@bloom.test" == _author(VIA_GROUP, groups=frozenset({GROUP}))
    assert GROUP == _author(VIA_GROUP)
    assert "jo@visitor.test" == _author(BY_FORM, form=FormSigns())
    assert "wordpress@bloom.test" == _author(BY_FORM)
    plain = letter(reply_to=(VISITOR,))
    assert "maria@bloom.test" == _author(plain, form=FormSigns())
    assert visitor_of(inbound(plain), facts(form=FormSigns())) is None
    assert visitor_of(inbound(letter()), facts(form=FormSigns(declared=True))) is None


def _author(message: Message, **more: Any) -> str | None:
    found = author_of(inbound(message), facts(**more))
    return found and found.address


def test_a_known_author_is_named_with_their_role() -> None:
    """The trail says so; an unknown one is known to nobody yet."""
    known = decided(facts(person=MARIA, person_in_project=True))
    assert Author("maria@bloom.test", "Maria Lopez", MARIA, True) == known.author
    assert ("identify: maria@bloom.test, known as Maria Lopez, client",) == known.trail
    unknown = decided(facts())
    assert Author("maria@bloom.test", "Maria Lopez", None) == unknown.author
    assert ("identify: maria@bloom.test, known to nobody yet",) == unknown.trail


def decided(known: Any, message: Message | None = None, kind: Kind = Kind.HUMAN) -> Inbound:
    found = decide(inbound(message, kind=kind), known)
    assert isinstance(found, Inbound)
    return found


def test_mail_of_nobody_is_held_until_an_admin_accepts_it() -> None:
    """It is filed without an author then."""
    nobody = inbound(Message(), "")
    assert Verdict(Disposition.HOLD, Reason.NO_AUTHOR) == decide(nobody, facts())
    assert nobody == decide(nobody, facts(accepted=True))


def test_what_a_declared_list_passed_on_is_of_a_person() -> None:
    """It was bulk mail before; the trail says why it no longer is."""
    known = facts(groups=frozenset({GROUP}))
    found = decided(known, VIA_GROUP, Kind.LIST)
    assert (Kind.HUMAN, "maria@bloom.test") == (
        found.reading.kind,
        found.author and found.author.address,
    )
    assert "identify: passed on by a declared list" == found.trail[0]
    assert Kind.LIST == decided(facts(), VIA_GROUP, Kind.LIST).reading.kind
    assert Kind.AUTO_REPLY == decided(known, VIA_GROUP, Kind.AUTO_REPLY).reading.kind
    assert Kind.LIST == decided(known, letter(), Kind.LIST).reading.kind


def test_what_a_form_wrote_is_of_its_visitor() -> None:
    """A person's letter, with the site's flag on its author."""
    found = decided(facts(form=FormSigns()), BY_FORM, Kind.AUTO_REPLY)
    assert found.author is not None
    assert ("jo@visitor.test", "bloom.test", Kind.HUMAN) == (
        found.author.address,
        found.author.form,
        found.reading.kind,
    )
    assert "identify: by the form of bloom.test" == found.trail[0]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("block", Verdict(Disposition.DISCARD, Reason.BLOCKED_AUTHOR, "maria@bloom.test")),
        (
            "hold",
            Verdict(Disposition.HOLD, Reason.UNKNOWN_AUTHOR, "maria@bloom.test is to be held"),
        ),
        ("allow", None),
        (None, None),
    ],
)
def test_what_was_said_of_an_author_counts(policy: str | None, expected: Verdict | None) -> None:
    """Also of one who is known; but not where an admin has accepted the letter."""
    known = facts(person=MARIA, person_in_project=True, policy=policy)
    found = decide(inbound(), known)
    assert expected == (found if isinstance(found, Verdict) else None)
    assert isinstance(decide(inbound(), replace(known, accepted=True)), Inbound)


@pytest.mark.parametrize("strict", ["hold", "reject"])
@pytest.mark.parametrize(
    ("person", "more", "stops"),
    [
        (None, {}, True),
        (STAGED, {}, True),
        (STAGED, {"person_in_project": True}, False),
        (MARIA, {}, False),
        (None, {"policy": "allow"}, False),
        (None, {"reply_person": ANNA}, False),
        (None, {"accepted": True}, False),
    ],
)
def test_a_strict_project_stops_whom_nobody_confirmed(
    strict: str, person: Person | None, more: dict[str, Any], stops: bool
) -> None:
    """Held or refused; not who is known, allowed, or answers by a reply address."""
    project = replace(BLOOM, unknown_authors=strict)
    found = decide(inbound(), replace(facts(person=person, **more), project=project))
    disposition = Disposition.HOLD if strict == "hold" else Disposition.REJECT
    expected = Verdict(disposition, Reason.UNKNOWN_AUTHOR, "maria@bloom.test")
    assert (expected if stops else None) == (found if isinstance(found, Verdict) else None)


def test_mail_of_no_project_and_of_an_open_one_is_not_stopped() -> None:
    """An admin decides of the first."""
    for project in (None, replace(BLOOM, unknown_authors="accept")):
        assert isinstance(decide(inbound(), replace(facts(), project=project)), Inbound)
