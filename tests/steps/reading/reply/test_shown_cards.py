"""A name above a few lines is a card, unless the letter shows it: the words of a sign, the address
that was asked for, what stands between two drawn lines.
"""

from itertools import product

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.reply.trim import trim

CARDS = (
    "Mary Quill\nGarden Design\nBy Appointment",
    "Mary Quill\nBookbinder\nWhitby",
    "Mary Quill\nQuill Bindery\n22 Harbour Road\nWhitby YO21 1AA",
    "Mary Quill\n22 Harbour Road\nWhitby YO21 1AA\n+44 20 7946 0000",
    "Mary Quill\nQuill Bindery\nwww.quill.example",
)
# the quoted question, and an answer that only points at what stands below
ASKED = (
    ("What shall the sign say?", "As we agreed."),
    ("Which words go on the plate?", "It has to fit on brass, 20 by 10 cm."),
    ("What is your delivery address?", "Same as last time, thank you."),
    ("Wohin sollen wir liefern?", "Wie beim letzten Mal."),
    ("Quelle adresse de livraison ?", "Toujours la même."),
    ("¿Qué texto lleva la placa?", "El de siempre."),
    ("Какой текст на табличке?", "Тот же, что и раньше."),
    ("Jaki tekst na szyldzie?", "Jak poprzednio."),
    ("Which contact details shall we print?", "The old ones, please."),
    ("Please send us your shipping address.", "Gladly."),
)
POINTING = (
    "Please engrave this.",
    "The plate should carry exactly this.",
    "Bitte liefern Sie dorthin.",
    "Bitte druckt das so.",
    "Imprimez ceci.",
    "Enviadlo aquí.",
    "Напишите так.",
    "Spedite qui.",
    "Wyślijcie to tutaj.",
)
# told without pointing at anything, under a question for something else
TOLD = (
    ("Are the samples there?", "The samples came today and the oak looks best."),
    ("Shall we begin on Monday?", "Monday is fine with everybody in the house."),
    ("Sind die Muster da?", "Die Muster sind heute gekommen."),
    ("Quand pouvons-nous commencer ?", "Lundi nous convient très bien."),
    ("Когда начнём?", "Мы готовы начать в понедельник."),
    ("How many do you need?", "We need ten more of the long ones."),
)


def _reply(text: str, quoted: str = "") -> str:
    author = (Mailbox("Mary Quill", "mary@client.test"),)
    below = f"\n\nOn Mon, 4 May 2026 at 10:15, Tom <tom@agency.test> wrote:\n> {quoted}"
    whole = text + (below if quoted else "")
    return trim(Message(subject="Re: sign" if quoted else "Sign", text=whole, from_=author)).reply


def test_a_card_that_the_quoted_letter_asks_for_is_the_answer() -> None:
    texts = [(f"{said}\n\n{card}", asked) for (asked, said), card in product(ASKED, CARDS)]
    assert [] == [(text, asked) for text, asked in texts if _reply(text, asked) != text]


def test_a_card_that_the_letter_points_at_is_shown() -> None:
    texts = [f"{said}\n\n{card}" for said, card in product(POINTING, CARDS)]
    assert [] == [text for text in texts if _reply(text) != text]
    assert [] == [text for text in texts if _reply(text, "And now?") != text]


def test_a_card_below_what_was_told_is_a_signature() -> None:
    wrong = [
        (said, card)
        for (asked, said), card in product(TOLD, CARDS)
        if _reply(f"{said}\n\n{card}", asked) != said
    ]
    assert [] == wrong


def test_a_card_below_a_closing_or_a_long_letter_is_a_signature_whatever_was_asked() -> None:
    asked = "What is your delivery address?"
    closed = "Same as last time.\n\nKind regards\n" + CARDS[0]
    assert _reply(closed, asked) == "Same as last time."
    told = "We have moved to the old mill by the river, " * 4 + "as the newspaper said last week."
    assert _reply(f"{told}\n\n{CARDS[2]}", asked) == told


@pytest.mark.parametrize("drawn", ["-" * 20, "=" * 30, "_" * 18, "*" * 12, "~" * 15, "—" * 10])
@pytest.mark.parametrize(
    "said",
    ["This is the wording:", "Der Text lautet wie folgt:", "Voici le texte du panneau :",
     "Вот текст для таблички:", "El texto es este:"],
)  # fmt: skip
def test_what_stands_between_drawn_lines_below_a_colon_is_shown(drawn: str, said: str) -> None:
    framed = f"{said}\n\n{drawn}\nClosed on Monday\nMary Quill\n020 7946 0011\n{drawn}"
    assert _reply(framed) == framed
    assert _reply(f"{framed}\n\nIn blue, please.", "What shall it say?").endswith(
        "In blue, please."
    )
    assert "020 7946 0011" in _reply(framed, "What shall it say?")
    signed = f"It is done as you wished it to be.\n\n{drawn}\nMary Quill\n020 7946 0011\n{drawn}"
    assert _reply(signed, "Is it done?") == "It is done as you wished it to be."


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("Kiss Réka", "Réka"),
        ("Szabó Eszter", "Eszter"),
        ("Zhang Wei", "Wei"),
        ("Trần Thị Phương", "Phương"),
        ("Kim Minsu", "Minsu"),
        ("Tanaka Haruka", "Haruka"),
    ],
)
def test_who_puts_the_family_first_signs_with_the_last_word(name: str, signed: str) -> None:
    """Somebody else's name is what they tell."""
    text = "We shall pay it on Monday."
    author = (Mailbox(name, "info@client.test"),)
    letter = Message(subject="Invoice", text=f"{text}\n\n{signed}", from_=author)
    assert trim(letter).reply == text
    quoted = "On Mon, 4 May 2026 at 10:15, Tom <tom@agency.test> wrote:\n> Who pays it?"
    told = f"I asked my husband.\n\nBerg{signed.lower()}\n\n{quoted}"
    other = trim(Message(subject="Re: it", text=told, from_=author)).reply
    assert other.endswith(f"Berg{signed.lower()}")


@pytest.mark.parametrize(
    ("name", "address"),
    [("Kim Land", "kim@land.test"), ("Simon Rose", "info@rose.test"), ("Lee Park", "lee.p@c.test")],
)
def test_whose_own_name_comes_first_may_answer_with_the_familys(name: str, address: str) -> None:
    """ "Which picture, Sea or Land?"."""
    text = f"We choose this one.\n\n{name.split()[1]}"
    letter = Message(subject="Re: it", text=text, from_=(Mailbox(name, address),))
    assert trim(letter).reply == text


@pytest.mark.parametrize(("quoted", "told"), ASKED)
@pytest.mark.parametrize(
    "footer",
    [
        "{line}\nThis email has been scanned for viruses by PostGuard.\nhttps://guard.example\n{line}",
        "{line}\nDiese E-Mail wurde von PostGuard auf Viren geprüft.",
    ],
)
def test_what_a_scanner_draws_is_shown_by_nobody(quoted: str, told: str, footer: str) -> None:
    """Whatever the quoted letter asks for."""
    assert told == _reply(f"{told}\n\n{footer.format(line=70 * '_')}", quoted)
