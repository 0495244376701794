"""What is a letter to many, and what is not."""

import pytest

from mailbridge.domain.message import Kind, Mailbox, Message
from mailbridge.steps.deciding.conversation.sent_to_many import is_sent_to_many

OWN = frozenset({"bridge.test"})
AUTHOR = Mailbox("Maria", "maria@bloom.test")
BRIDGE = Mailbox("", "bloom@bridge.test")


def people(count: int, domain: str = "bloom.test") -> tuple[Mailbox, ...]:
    return tuple(Mailbox("", f"n{number}@{domain}") for number in range(count))


def companies(count: int) -> tuple[Mailbox, ...]:
    return tuple(Mailbox("", f"info@company{number}.test") for number in range(count))


def is_to_many(kind: Kind = Kind.HUMAN, **fields: object) -> bool:
    message = Message(from_=(AUTHOR,), **fields)  # type: ignore[arg-type]
    return is_sent_to_many(message, kind, OWN)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (people(20), False),
        (people(21), True),
        (companies(10), False),
        (companies(11), True),
        (people(10, "gmail.com"), False),
        (people(11, "gmail.com"), True),
        ((*companies(10), *people(5, "company1.test")), False),
    ],
    ids=[
        "20 people",
        "21 people",
        "10 companies",
        "11 companies",
        "10 customers of a provider",
        "11 customers of a provider",
        "several of a company",
    ],
)
def test_a_circular_shows_more_than_20_people_or_10_companies(
    shown: tuple[Mailbox, ...], expected: bool
) -> None:
    """In To and Cc together; customers of a mail provider are companies of one."""
    assert expected == is_to_many(to=(BRIDGE, *shown))
    assert expected == is_to_many(to=(BRIDGE,), cc=shown)
    assert expected == is_to_many(to=(BRIDGE, *shown[:5]), cc=shown[5:])


def test_neither_the_author_nor_we_are_counted() -> None:
    """Twenty others, with the author and three addresses of ours beside them."""
    ours = people(3, "bridge.test")
    assert not is_to_many(to=(*ours, AUTHOR, *people(20)))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"to": (AUTHOR,)}, True),
        ({"cc": (AUTHOR,)}, True),
        ({"to": (AUTHOR, BRIDGE)}, False),
        ({"to": (AUTHOR,), "cc": (BRIDGE,)}, False),
        ({"headers": (("To", "undisclosed-recipients:;"),)}, True),
        ({"headers": (("To", "Clients of ours : ;"),)}, True),
        ({"headers": (("To", "undisclosed\r\n recipients:\t ;"),)}, True),
        ({"headers": (("Cc", "undisclosed-recipients:;"),)}, False),
        ({"headers": (("To", ""),)}, False),
        ({}, False),
        ({"to": (BRIDGE,), "headers": (("To", "us:;, bloom@bridge.test"),)}, False),
        ({"to": (Mailbox("maria", "maria"),), "headers": (("To", "maria, us:;"),)}, True),
    ],
)
def test_a_letter_that_hides_its_readers(fields: dict[str, object], expected: bool) -> None:
    """To the author alone, or to an empty group (RFC 5322 appendix A.1.3). A letter without To is
    an ordinary blind copy.
    """
    assert expected == is_to_many(**fields)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ((("List-Unsubscribe", "<mailto:off@news.test>"),), True),
        ((("List-Unsubscribe", "<mailto:off@news.test>"), ("List-Post", "NO")), True),
        ((("List-Unsubscribe", ""), ("List-Post", "")), True),
        ((("List-Unsubscribe", "<x>"), ("List-Post", "<mailto:talk@list.test>")), False),
        ((("List-Unsubscribe", "<x>"), ("List-Post", "<MAILTO:talk@list.test>")), False),
        ((("List-Id", "<talk.list.test>"),), False),
        ((("List-Post", "NO"),), False),
    ],
)
def test_a_newsletter_may_be_left_and_not_posted_to(
    headers: tuple[tuple[str, str], ...], expected: bool
) -> None:
    """RFC 2369 sections 3.2 and 3.4."""
    assert expected == is_to_many(Kind.LIST, headers=headers, to=people(30))


@pytest.mark.parametrize("kind", [Kind.AUTO_REPLY, Kind.BOUNCE, Kind.RECEIPT])
def test_what_a_machine_writes_is_no_circular(kind: Kind) -> None:
    """However many it shows."""
    news = (("List-Unsubscribe", "<x>"), ("To", "undisclosed-recipients:;"))
    assert not is_to_many(kind, to=people(30))
    assert not is_to_many(kind, headers=news)
