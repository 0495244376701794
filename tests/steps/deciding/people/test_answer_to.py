"""Where an author wants to be answered."""

from dataclasses import replace

import pytest

from mailbridge.domain.inbound import Author
from mailbridge.domain.message import Mailbox
from mailbridge.steps.deciding.people.answer_to import answer_to
from tests.steps.deciding.situations import MARIA, author, letter

TWO = replace(MARIA, addresses=("maria@bloom.test", "maria@home.test"))
PROVEN = author(TWO, verified="verified")
AT_GMAIL = replace(PROVEN, address="maria@gmail.com", person=None)


@pytest.mark.parametrize(
    ("who", "reply_to", "expected"),
    [
        (PROVEN, (), "maria@bloom.test"),
        (PROVEN, ("maria@home.test",), "maria@home.test"),
        (PROVEN, ("office@bloom.test",), "office@bloom.test"),
        (PROVEN, ("eve@evil.test",), "maria@bloom.test"),
        (PROVEN, ("eve@evil.test", "office@bloom.test"), "office@bloom.test"),
        (PROVEN, ("office@bloom.test", "maria@bloom.test"), "maria@bloom.test"),
        (PROVEN, ("noreply@bloom.test",), "maria@bloom.test"),
        (PROVEN, ("noreply@bloom.test", "office@bloom.test"), "office@bloom.test"),
        (author(TWO), ("maria@home.test",), "maria@bloom.test"),
        (author(TWO, verified="failed"), ("office@bloom.test",), "maria@bloom.test"),
        (replace(PROVEN, person=None), ("office@bloom.test",), "office@bloom.test"),
        (replace(PROVEN, person=None), ("maria@home.test",), "maria@bloom.test"),
        (AT_GMAIL, ("eve@gmail.com",), "maria@gmail.com"),
    ],
)
def test_reply_to_is_followed_where_it_is_theirs(
    who: Author, reply_to: tuple[str, ...], expected: str
) -> None:
    """Of a proved author: another address of theirs, or of their own mail domain; a mail
    provider's is nobody's own.
    """
    message = letter(reply_to=tuple(Mailbox("", one) for one in reply_to))
    assert expected == answer_to(message, who)
