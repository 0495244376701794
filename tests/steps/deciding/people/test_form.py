"""When From is a web site's form, and its visitor stands in Reply-To."""

from typing import Any

import pytest

from mailbridge.domain.inbound import FormSigns
from mailbridge.domain.message import Away, Kind, Mailbox, Message, Reading
from mailbridge.steps.deciding.people.form import is_form, is_form_address, visitor
from tests.steps.deciding.situations import letter

JO, SITE = Mailbox("Jo", "jo@visitor.test"), Mailbox("Bloom", "maria@bloom.test")
OURS = frozenset({"bridge.test"})
FILLED = "Name: Jo\nE-mail: Jo@Visitor.test\n\nHello, do you bake on Sundays?"


def reading(message: Message, kind: Kind = Kind.HUMAN, **more: Any) -> Reading:
    return Reading(message, kind=kind, **more)


@pytest.mark.parametrize(
    ("from_", "reply_to", "expected"),
    [
        ((SITE,), (JO,), JO),
        ((SITE,), (JO, Mailbox("", "undisclosed")), JO),
        ((SITE,), (), None),
        ((SITE,), (SITE,), None),
        ((SITE,), (JO, SITE), None),
        ((SITE,), (JO, Mailbox("", "else@visitor.test")), None),
        ((SITE, JO), (JO,), None),
        ((SITE,), (Mailbox("", "p@bridge.test"),), None),
        ((SITE,), (Mailbox("", "noreply@visitor.test"),), None),
    ],
)
def test_a_visitor_is_the_one_other_in_reply_to(
    from_: tuple[Mailbox, ...], reply_to: tuple[Mailbox, ...], expected: Mailbox | None
) -> None:
    """Neither the author, nor one of several, nor an address of ours or of nobody."""
    assert expected == visitor(reading(letter(*from_, reply_to=reply_to)), OURS)


@pytest.mark.parametrize("kind", list(Kind))
def test_reports_have_no_visitors(kind: Kind) -> None:
    """Only what a person, an autoresponder or a list may have sent."""
    expected = kind in (Kind.HUMAN, Kind.AUTO_REPLY, Kind.LIST)
    assert expected == (visitor(reading(letter(SITE, reply_to=(JO,)), kind), OURS) == JO)
    assert visitor(reading(Message(reply_to=(JO,)), kind), OURS) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("noreply@bloom.test", True),
        ("wordpress@bloom.test", True),
        ("contact-form@bloom.test", True),
        ("web_form@bloom.test", True),
        ("web.forms@bloom.test", True),
        ("form+contact@bloom.test", True),
        ("typo3@bloom.test", True),
        ("kontakt-formular@bloom.test", True),
        ('"web@form"@bloom.test', True),
        ("word-press@bloom.test", True),
        ("word_press@bloom.test", True),
        ("word.press@bloom.test", True),
        ("maria@bloom.test", False),
        ("maria@forms.test", False),
        ("reforms@bloom.test", False),
        ("info@bloom.test", False),
    ],
)
def test_the_address_of_a_form_says_so(address: str, expected: bool) -> None:
    """Its local-part does, whole or in one of its words."""
    assert expected == is_form_address(address)


def is_one(
    signs: FormSigns | None = None, text: str = "Hello.", author: Mailbox = SITE, **more: Any
) -> bool:
    headers = more.pop("headers", ())
    message = letter(author, text=text, reply_to=(JO,), headers=headers)
    return is_form(reading(message, **more), JO, signs or FormSigns())


def test_a_form_is_declared_or_shows_itself() -> None:
    """By its address, by those it wrote for before, or by what its letter looks like."""
    assert not is_one()
    assert is_one(FormSigns(declared=True))
    assert is_one(author=Mailbox("", "wordpress@bloom.test"))
    assert [False, True] == [is_one(FormSigns(writes_for=count)) for count in (1, 2)]
    assert is_one(text=FILLED)


def test_nothing_else_is_a_form() -> None:
    """A member's own letter, an absence, a list; nor a letter of nobody."""
    robot = Mailbox("", "wordpress@bloom.test")
    assert not is_one(FormSigns(declared=True, visitor_is_team=True))
    assert not is_one(FormSigns(declared=True), away=Away(None, None))
    listed = (("List-Id", "<news.bloom.test>"),)
    assert not is_one(FormSigns(writes_for=9), FILLED, robot, headers=listed)
    assert is_one(FormSigns(declared=True), headers=listed)
    colleague = Mailbox("", JO.address.replace("jo@", "maria@"))
    assert not is_one(FormSigns(writes_for=9), author=colleague)
    assert not is_form(reading(Message()), JO, FormSigns(declared=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FILLED, True),
        ("\n  Name: Jo\n  Mail: <jo@visitor.test>\n", True),
        ("Name:\nE-mail: jo@visitor.test", True),
        ("E-mail: jo@visitor.test\nHello", False),
        ("Hello\nName: Jo\nE-mail: jo@visitor.test", False),
        ("Name: Jo\nE-mail: else@visitor.test", False),
        ("Name: Jo\njo@visitor.test", False),
        ("1. Name: Jo\n2. E-mail: jo@visitor.test", False),
        ("Name: Jo\n" + "line\n" * 10 + "E-mail: jo@visitor.test", True),
        ("Name: Jo\n" + "line\n" * 11 + "E-mail: jo@visitor.test", False),
        ("", False),
    ],
)
def test_a_form_begins_with_labelled_values(text: str, expected: bool) -> None:
    """Two at least in its first twelve lines, the visitor's address among them."""
    assert expected == is_one(text=text)


def test_a_colleagues_address_in_a_table_is_no_visitors() -> None:
    """Of the author's own domain."""
    colleague = Mailbox("Tom", "tom@bloom.test")
    text = FILLED.replace("Jo@Visitor.test", colleague.address)
    message = letter(SITE, text=text, reply_to=(colleague,))
    assert not is_form(reading(message), colleague, FormSigns())
