"""Which mail program wrote a message."""

import pytest

from mailbridge.domain.message import Message
from mailbridge.steps.reading.reply.mail_program import LONGEST, program_of


@pytest.mark.parametrize(
    ("fields", "message_id", "program"),
    [
        ((("User-Agent", "Mozilla Thunderbird 115.2"),), "1@a.example", "mozilla thunderbird"),
        ((("x-mailer", "Apple  Mail (2.3774)"),), None, "apple mail"),
        ((("X-Mailer", "iPhone Mail (20F75)"), ("User-Agent", "")), None, "iphone mail"),
        ((("X-Mailer", "7.1"),), "1@mail.web.example", "@web.example"),
        ((), "CA+1=x@Mail.Web.Example", "@web.example"),
        ((), "1@localhost", ""),
        ((), None, ""),
        ((("X-Mailer", "a" * 999),), None, "a" * LONGEST),
    ],
)
def test_a_program_is_known_whatever_its_version(
    fields: tuple[tuple[str, str], ...], message_id: str | None, program: str
) -> None:
    """By the name it gives itself, else by the domain of its message ids."""
    assert program == program_of(Message(headers=fields, message_id=message_id))
