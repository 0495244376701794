"""Heads of news readers, endings of letters and cards of strangers, built from tables: some of each
are read in each run, all under `make fuzz`.
"""

import random
from collections.abc import Sequence
from typing import TypeVar

import pytest
from hypothesis import settings

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.reply.trim import trim
from tests.steps.reading.reply.generated import news
from tests.steps.reading.reply.generated.cards import cards
from tests.steps.reading.reply.generated.endings import endings
from tests.steps.reading.reply.generated.news import news_replies

Drawn = TypeVar("Drawn")
DRAWN = 400  # letters of each kind
ALL_FROM = 1000  # examples of a hypothesis profile that asks for every letter


def _drawn(letters: Sequence[Drawn]) -> Sequence[Drawn]:
    every = settings.default is not None and settings.default.max_examples >= ALL_FROM
    return letters if every else random.sample(letters, DRAWN)


@pytest.mark.hypothesis
def test_whatever_heads_a_quote_with_prefixes_goes_with_it() -> None:
    letters = _drawn(list(news_replies()))
    wrong = {
        letter.head
        for letter in letters
        if trim(Message(subject="Re: the booklet", text=letter.text)).reply != news.ANSWER
    }
    assert set() == wrong


@pytest.mark.hypothesis
def test_what_a_letter_ends_with_is_told_from_its_words() -> None:
    letters = _drawn(list(endings()))
    wrong = set()
    for letter in letters:
        author = (Mailbox(letter.author, letter.address),)
        message = Message(subject="Re: the booklet", text=letter.text, from_=author)
        if trim(message).reply != letter.reply:
            wrong.add(letter.text)
    if len(letters) > DRAWN:
        print(f"endings: {len(letters) - len(wrong)} of {len(letters)} read right")
    assert set() == wrong


@pytest.mark.hypothesis
def test_a_card_is_told_whoever_from_names() -> None:
    desk = (Mailbox("Support", "support@agency.example"),)
    wrong = set()
    for letter in _drawn(list(cards())):
        if trim(Message(subject="Re: it", text=letter.text, from_=desk)).reply != letter.reply:
            wrong.add(letter.text)
    assert set() == wrong
