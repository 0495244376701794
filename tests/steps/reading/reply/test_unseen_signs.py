"""Signs without width and fixed spaces, which programs strew into a letter, change nothing of what
is cut, and the reply keeps them.
"""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.reply.trim import trim
from tests.steps.reading.reply.generated.drawn import draw_plain
from tests.steps.reading.reply.generated.endings import endings

DRAWN = 40  # letters and endings for each sign
HIDDEN = "\u00ad\u200b\u200e\u200f\u202b\u2060\u2063\ufeff"


def _around(sign: str) -> Callable[[str], str]:
    def strew(text: str) -> str:
        return "\n".join(f"{sign}{line}{sign}" for line in text.split("\n"))

    return strew


def _fixed(text: str) -> str:
    return text.replace(" ", "\u00a0")


STREWN = [
    *map(_around, HIDDEN),
    _fixed,
    lambda text: _around("\u200b")(text.replace(" ", "\u202f")),
]


def _seen(text: str) -> str:
    for sign in HIDDEN:
        text = text.replace(sign, "")
    return " ".join(text.split())


@pytest.mark.hypothesis
@pytest.mark.parametrize("strew", STREWN)
def test_a_letter_is_read_as_it_is_seen(strew: Callable[[str], str]) -> None:
    wrong = [
        message.text
        for message in draw_plain(DRAWN)
        if _seen(trim(replace(message, text=strew(message.text))).reply)
        != _seen(trim(message).reply)
    ]
    assert [] == wrong


@pytest.mark.parametrize("strew", STREWN)
def test_an_ending_is_read_as_it_is_seen(strew: Callable[[str], str]) -> None:
    wrong = []
    for one in random.sample(list(endings()), DRAWN):
        author = (Mailbox(one.author, one.address),)
        read = trim(Message(subject="Re: cover", text=strew(one.text), from_=author))
        if _seen(read.reply) != _seen(one.reply):
            wrong.append(one.text)
    assert [] == wrong


def test_what_shows_nothing_stays_in_the_reply() -> None:
    read = trim(Message(text="\u200eCafé 12\u00a0€\u200b\n\n\u2063Sent from my iPhone"))
    assert ("\u200eCafé 12\u00a0€\u200b", "\u2063Sent from my iPhone") == (
        read.reply,
        read.signature,
    )
