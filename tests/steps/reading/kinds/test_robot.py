"""Addresses that nobody reads letters at."""

import pytest

from mailbridge.steps.reading.kinds.robot import is_read_by_nobody


@pytest.mark.parametrize(
    ("address", "robot"),
    [
        ("no-reply@shop.example", True),
        ("NoReply@shop.example", True),
        ("no_reply+order17@shop.example", True),
        ("orders-noreply@shop.example", True),
        ("noreply-orders@shop.example", True),
        ("donotreply@shop.example", True),
        ("do.not.reply@shop.example", True),
        ("nicht-antworten@laden.example", True),
        ("mailer-daemon@mx.example", True),
        ("bounces@news.example", True),
        ("noreply.orders@shop.example", True),
        ("noreply-frankfurt@shop.example", True),
        ("acmenoreply2@acme.example", True),
        ("reply@shop.example", False),
        ("no.reply.smith@bloom.example", False),
        ("no.reply.smith@smith.example", False),
        ("no-reply-smith@gmail.com", False),
        ("smith.no.reply@gmail.com", False),
        ("noreplyfair@bloom.example", False),
        ("n.oreply@bloom.example", False),
        ("maria@bloom.example", False),
        ("nora.reply@bloom.example", False),
        ("postmaster@bloom.example", False),
        ("noreply-jensen", False),
        ("", False),
    ],
)
def test_an_address_says_that_nobody_reads_there(address: str, robot: bool) -> None:
    """By its local-part alone, however it is spelt."""
    assert robot == is_read_by_nobody(address)
