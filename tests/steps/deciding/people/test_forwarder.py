"""A verified member passes on a client's letter."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.alias import Alias
from mailbridge.domain.inbound import Author, Inbound, Route
from mailbridge.domain.message import Forwarded, Mailbox, Message
from mailbridge.steps.deciding.people.forwarder import decide, original_author
from tests.steps.deciding.situations import ANNA, BLOOM, MARIA, author, facts, inbound, letter

HER = Mailbox("Maria Lopez", "maria@bloom.test")
BY_ANNA = author(ANNA, verified="verified")
DESK = Route(BLOOM, alias=Alias(1, "desk@desk.test", 1))
TO_US = Mailbox("", "bloom@bridge.test")


def forward(
    by: Author | None = BY_ANNA, of: Mailbox | None = HER, message: Message | None = None
) -> Inbound:
    reading = {"forwarded": Forwarded(of, None, "Menu", "Words.")}
    message = message or letter(Mailbox("Anna", "anna@agency.test"), to=(TO_US,))
    return inbound(message, author=by, route=DESK, **reading)


def test_the_letters_author_is_its_author() -> None:
    """Unverified, and the trail says who passed it on."""
    found = decide(forward(), facts(original=MARIA, person_in_project=True))
    assert isinstance(found, Inbound)
    why = "passed on by Anna Petrova"
    expected = Author("maria@bloom.test", "Maria Lopez", MARIA, True, "unverified", why)
    assert (expected, BY_ANNA) == (found.author, found.forwarder)
    assert (f"unwrap: a letter of maria@bloom.test, {why}",) == found.trail


def test_a_forwarder_without_a_name_is_called_by_their_local_part() -> None:
    """As people of the team are called who gave none."""
    nameless = author(replace(ANNA, name=""), verified="verified")
    found = decide(forward(nameless), facts())
    assert isinstance(found, Inbound)
    assert found.author is not None
    assert "passed on by anna" == found.author.why


@pytest.mark.parametrize(
    "changes",
    [
        {"by": author(ANNA)},
        {"by": author(MARIA, verified="verified")},
        {"by": None},
        {"of": None},
        {"of": Mailbox("Maria", "nobody")},
    ],
    ids=["unproved", "a client", "nobody", "without an author", "without an address"],
)
def test_what_nobody_vouches_for_stays_the_forwarders(changes: dict[str, Any]) -> None:
    """And so does a letter of nobody."""
    assert original_author(forward(**changes)) is None
    assert forward(**changes) == decide(forward(**changes), facts())


def test_without_a_forward_there_is_no_other_author() -> None:
    """A member's own words."""
    own = inbound(letter(), author=BY_ANNA)
    assert (None, own) == (original_author(own), decide(own, facts()))


@pytest.mark.parametrize(
    ("of", "more"),
    [
        (Mailbox("Igor", "igor@agency.test"), {"original": ANNA}),
        (Mailbox("", "reply@bridge.test"), {}),
    ],
    ids=["a colleague's", "ours"],
)
def test_a_letter_of_the_team_or_of_ours_is_not_filed_under_it(
    of: Mailbox, more: dict[str, Any]
) -> None:
    """It is the forwarder's."""
    assert forward(of=of) == decide(forward(of=of), facts(**more))


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((), True),
        ((Mailbox("", "igor@agency.test"),), True),
        ((Mailbox("", "tom@bloom.test"),), True),
        ((HER,), True),
        ((Mailbox("", "desk@desk.test"),), True),
        ((Mailbox("", "else@bridge.test"),), True),
        ((Mailbox("", "lawyer@law.test"),), False),
        ((Mailbox("", "somebody@gmail.com"),), False),
    ],
)
def test_a_copy_of_what_goes_to_a_third_party_is_not_a_clients_letter(
    others: tuple[Mailbox, ...], expected: bool
) -> None:
    """Whether they stand in To or in Cc."""
    anna = Mailbox("Anna", "anna@agency.test")
    for message in (
        letter(anna, to=(TO_US, *others)),
        letter(anna, to=(TO_US,), cc=others),
    ):
        assert (HER if expected else None) == original_author(forward(message=message))


def test_mail_providers_make_nobody_a_colleague() -> None:
    """The client's own address is theirs all the same."""
    at_gmail = Mailbox("Maria", "maria@gmail.com")
    anna = Mailbox("Anna", "anna@agency.test")
    for address, expected in (("maria@gmail.com", at_gmail), ("else@gmail.com", None)):
        message = letter(anna, to=(TO_US, Mailbox("", address)))
        assert expected == original_author(forward(of=at_gmail, message=message))


def test_without_an_alias_the_forward_path_alone_is_ours() -> None:
    """Whatever its case."""
    plain = replace(forward(), route=None)
    assert original_author(plain) == HER
    anna = Mailbox("Anna", "anna@agency.test")
    beside = forward(message=letter(anna, to=(TO_US, Mailbox("", "tom@bloom.test"))))
    assert original_author(replace(beside, route=None)) == HER
    quoted = replace(plain, envelope=replace(plain.envelope, forward_path='"a@b"@bridge.test'))
    assert original_author(quoted) == HER
    loud = replace(plain, envelope=replace(plain.envelope, forward_path="Bloom@BRIDGE.test"))
    assert original_author(loud) == HER
