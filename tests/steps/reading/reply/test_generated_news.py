"""Heads of news readers and endings of letters, built from tables: each is read in each run."""

import random

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.reply.trim import trim
from tests.steps.reading.reply.generated import news
from tests.steps.reading.reply.generated.cards import cards
from tests.steps.reading.reply.generated.endings import AUTHOR, endings
from tests.steps.reading.reply.generated.news import news_replies

DRAWN = 400  # letters of each kind


def test_whatever_heads_a_quote_with_prefixes_goes_with_it() -> None:
    letters = random.sample(list(news_replies()), DRAWN)
    wrong = {
        letter.head
        for letter in letters
        if trim(Message(subject="Re: the booklet", text=letter.text)).reply != news.ANSWER
    }
    assert set() == wrong


def test_what_a_letter_ends_with_is_told_from_its_words() -> None:
    author = (Mailbox(AUTHOR, "marta@agency.example"),)
    wrong = set()
    for letter in random.sample(list(endings()), DRAWN):
        message = Message(subject="Re: the booklet", text=letter.text, from_=author)
        if trim(message).reply != letter.reply:
            wrong.add(letter.text)
    assert set() == wrong


def test_a_card_is_told_whoever_from_names() -> None:
    desk = (Mailbox("Support", "support@agency.example"),)
    wrong = set()
    for letter in random.sample(list(cards()), DRAWN):
        if trim(Message(subject="Re: it", text=letter.text, from_=desk)).reply != letter.reply:
            wrong.add(letter.text)
    assert set() == wrong
