"""What a mail server's refusal means for the person whose letter it was."""

import pytest

from mailbridge.steps.reading.kinds.refusal_meaning import meaning


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("550 5.1.1 <x@y.test>: Recipient address rejected: User unknown", "unknown-mailbox"),
        ("552 5.2.2 over quota", "full"),
        ("452 4.2.2 mailbox full", "full"),
        ("552 5.3.4 message too big", "too-big"),
        ("554 5.7.1 blocked using a list", "blocked"),
        ("550-5.7.26 unauthenticated", "blocked"),
        ("550 no such user here", "unknown-mailbox"),
        ("554 rejected as spam", "blocked"),
        ("550 version 1.2.3.4 says no", "unclear"),
        ("", "unclear"),
    ],
)
def test_the_status_code_speaks_before_the_words(words: str, wanted: str) -> None:
    """RFC 3463 where there is a code; else what servers usually say."""
    assert wanted == meaning(words)
