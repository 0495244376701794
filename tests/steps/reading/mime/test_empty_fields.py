"""A field that stands twice in a header section, empty the first time."""

import pytest

from mailbridge.steps.reading.mime.parse import parse

EMPTY = ["", " ", " \r\n "]


@pytest.mark.parametrize("empty", EMPTY)
def test_what_the_second_says_counts(empty: str) -> None:
    """Of the fields of a message, and of those that say how its body is written."""
    fields = {
        "From": "Ann <ann@client.test>",
        "Subject": "The real one",
        "Message-ID": "<1@client.test>",
        "Date": "Mon, 2 Nov 2026 10:00:00 +0100",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "base64",
    }
    head = "".join(f"{name}:{empty}\r\n{name}: {value}\r\n" for name, value in fields.items())
    message = parse(f"{head}\r\nSGVsbG8=\r\n".encode()).message
    assert message.author is not None
    assert (message.author.address, message.subject) == ("ann@client.test", "The real one")
    assert (message.message_id, message.text.strip()) == ("1@client.test", "Hello")
    assert message.date is not None
