"""Somebody's name below a sentence: an answer where From tells who wrote, a signature where it may
be the author's own.
"""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.reply.trim import trim
from tests.steps.reading.reply.generated.answers import answers

SENTENCE = "I asked around."


def _reply(text: str, name: str, address: str, *answers_go_to: str) -> str:
    others = tuple(Mailbox("", other) for other in answers_go_to)
    author = (Mailbox(name, address),)
    return trim(Message(subject="Re: it", text=text, from_=author, reply_to=others)).reply


def test_no_answer_that_looks_like_a_signature_is_cut() -> None:
    letters = list(answers())
    cut = [
        letter.text
        for letter in letters
        if _reply(letter.text, letter.author, letter.address) != letter.reply
    ]
    assert cut == []
    assert len({letter.reply for letter in letters}) >= 300


@pytest.mark.parametrize(
    ("signed", "name", "address"),
    [
        ("Bob", "Robert Smith", "rs@mill.example"),
        ("Robert", "", "bob.smith@mill.example"),
        ("Саша", "Александр Холмов", "info@mill.example"),
        ("Kate", "Katharina Berg", "kb@mill.example"),
        ("Иван", "", "ivan@mill.example"),
        ("Юра", "Yuri Kholmov", "yk@mill.example"),
        ("Yuri", "Юрий Холмов", "yk@mill.example"),
        ("O. Haynes", "Oliver Haynes", "info@mill.example"),
        ("Anna Roth", "Anna Berg", "anna.berg@mill.example"),
        ("Oliver", "O. Haynes", "haynes@mill.example"),
        ("John", "", "j.doe@mill.example"),
        ("Kis Anna", "Anna Kis", "kis@mill.example"),
        ("Jürgen", "Juergen Weiss", "jw@mill.example"),
        ("Oliver & Team", "Haynes, Oliver", "info@mill.example"),
        ("Oliver Haynes, York", "Oliver Haynes", "o@mill.example"),
        ("Oliver Haynes", "Mill Lane Shop", "info@mill.example"),
        ("Oliver", "", "info@mill.example"),
        ("Oliver", "Support", "support@mill.example"),
    ],
)
def test_a_name_that_may_be_the_authors_signs(signed: str, name: str, address: str) -> None:
    assert _reply(f"{SENTENCE}\n\n{signed}", name, address) == SENTENCE


@pytest.mark.parametrize(
    ("signed", "name", "address"),
    [
        ("Maria", "Mark Lee", "ml@mill.example"),
        ("Marie", "Martin Lee", "ml@mill.example"),
        ("Oliver Haynes", "Jane Haynes", "haynes@mill.example"),
        ("Мария", "Иван Холмов", "ivan@mill.example"),
        ("Oliver", "", "marta.quill@mill.example"),
        ("Oliver", "Shop", "marta@mill.example"),
        ("Anna", "", "j.doe@mill.example"),
        ("Oliver\n0113 496 0000", "Marta Quill", "marta@mill.example"),
        ("May", "Marta Quill", "marta@mill.example"),
    ],
)
def test_a_name_that_is_clearly_anothers_stays(signed: str, name: str, address: str) -> None:
    text = f"{SENTENCE}\n\n{signed}"
    assert _reply(text, name, address) == text


def test_where_answers_go_and_whom_the_quote_greets_tell_the_author_too() -> None:
    signed = f"{SENTENCE}\n\nOliver"
    assert _reply(signed, "", "info@mill.example", "marta@mill.example") == signed
    assert _reply(signed, "", "info@mill.example", "oliver@mill.example") == SENTENCE
    head = "On Mon, 4 May 2026 at 10:15, Tom Reed <tom@agency.example> wrote:"
    greeted = f"{signed}\n\n{head}\n> Hi Oliver,\n> Is it blue?"
    assert _reply(greeted, "Marta Quill", "marta@mill.example") == SENTENCE
    asked = f"{signed}\n\n{head}\n> Hello,\n> Who shall be our contact?"
    assert _reply(asked, "Desk", "info@mill.example") == signed
    told = f"{signed}\n\n{head}\n> Hello,\n> Is it blue?"
    assert _reply(told, "Desk", "info@mill.example") == SENTENCE
