"""A sentence of the author's and the head of a quote on one line are parted, before either is
judged; and what only looks like the beginning of a head is the author's.
"""

from itertools import product

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.reply.trim import trim

SENTENCES = (
    "The roof leaks again.", "Paid!", "Invoice 33 is paid.", "Mittwoch passt mir gut.",
    "Согласен, начинайте.", "D'accord pour le devis.", "Really?",
    "I saw Mr. Bell. He is fine with it.", "We take the blue one (large).",
)  # fmt: skip
HEADS = (
    "Tom Reed wrote:",
    "Sabine Krüger schrieb:",
    "Ирина Белова написала:",
    "Tom Reed <tom@agency.test> wrote:",
    "Desk Team <help@agency.test> schrieb am Mo., 4. Mai 2026, 10:15:",
    "On 4 May 2026, at 10:15, Tom <tom@agency.test> wrote:",
    "Tom ha scritto:",
)


def _reply(text: str, author: str = "Ann Berg") -> str:
    message = Message(subject="Re: roof", text=text, from_=(Mailbox(author, "ann@client.test"),))
    return trim(message).reply


@pytest.mark.parametrize("above", ["", "Dear Tom,\n\n"])
def test_a_sentence_in_front_of_a_head_stays(above: str) -> None:
    wrong = [
        (said, head)
        for said, head in product(SENTENCES, HEADS)
        if _reply(f"{above}{said} {head}\n> We come on Tuesday.") != f"{above}{said}"
    ]
    assert [] == wrong


def test_a_sentence_and_a_head_that_lost_the_blank_between_them_are_parted() -> None:
    dated = [head for head in HEADS if "@" in head and "4" in head]
    dated += ["Am 4. Mai 2026 um 10:15 schrieb Tom <tom@agency.test>:"]
    dated += ["Le lun. 4 mai 2026 à 10:15, Tom <tom@agency.test> a écrit :"]
    wrong = [
        (said, head)
        for said, head in product((*SENTENCES, "Oui.", "OK!"), dated)
        if _reply(f"{said}{head}\n> We come on Tuesday.") != said
    ]
    assert [] == wrong


def test_header_fields_glued_to_a_sentence_are_parted_from_it() -> None:
    rows = "Sent: Monday, May 4, 2026 10:15 AM\nTo: Ann\nSubject: roof\n\nWe come on Tuesday."
    quotes = [
        f"From: Tom <tom@agency.test>\n{rows}",
        f"-----Original Message-----\nFrom: Tom\n{rows}",
        "-----Ursprüngliche Nachricht-----\nVon: Tom\nGesendet: Montag, 4. Mai 2026 10:15\nAn: Ann",
    ]
    wrong = [
        (said, quote)
        for said, quote in product(SENTENCES, quotes)
        if _reply(f"Dear Tom,\n\n{said}{quote}") != f"Dear Tom,\n\n{said}"
    ]
    assert [] == wrong
    own = "The label says it all.From: Leeds\nTo: York\nIs that right?"
    assert own == _reply(own)


@pytest.mark.parametrize("said", ["Passt", "Das passt uns gut", "Tuesday is fine"])
def test_words_without_an_end_in_front_of_a_head_stay(said: str) -> None:
    """The head begins with its large small word, its date, and has an address and a quote below."""
    for head in (
        "Am Mo., 4. Mai 2026 um 10:15 Uhr schrieb Tom <tom@agency.test>:",
        "Le lun. 4 mai 2026 à 10:15, Tom <tom@agency.test> a écrit :",
        "El lun, 4 may 2026 a las 10:15, Tom <tom@agency.test> escribió:",
        "On Mon, May 4, 2026 at 10:15 AM Tom <tom@agency.test> wrote:",
    ):
        assert said == _reply(f"{said} {head}\n> We come on Tuesday.")
    named = "Tom Le Blanc <tom@agency.test> wrote on 4 May 2026:"
    assert "Fine." == _reply(f"Fine.\n\n{named}\n> We come on Tuesday.")


def test_a_title_glued_to_a_name_is_no_sentence() -> None:
    head = "Dr.Tom Reed <tom@agency.test> wrote on 4 May 2026 at 10:15:"
    assert "Fine." == _reply(f"Fine.\n\n{head}\n> We come on Tuesday.")


@pytest.mark.parametrize(
    "text",
    [
        "I asked the plumber on Monday. He wrote:\n> the pipe is fine\nSo what now?",
        "Ask Ivy. She answered:\n> it is dry\nand then\n> it is not\nWho knows.",
        "We met. My sister wrote:\nthe house is sold.",
        "Ms. Reed wrote:\nthe house is sold.",
        "It is sold. Tom Reed wrote: we are happy.",
        "The rule says no. Clause 7 reads:\nnobody may.",
    ],
)
def test_own_sentences_before_a_colon_lose_nothing(text: str) -> None:
    quoted = "\n\nOn Mon, 4 May 2026 at 10:15, Tom <tom@agency.test> wrote:\n> And?"
    assert text.split() == _reply(text + quoted).split()


@pytest.mark.parametrize(
    "head",
    [
        "Op 4.5.2026 10:15 schreef Tom:",
        "Am 4. Mai 2026 um 10:15 schrieb Tom <tom@agency.test>:",
        "On 4 May 2026 10:15, Tom wrote:",
        "Le 4 mai 2026 à 10:15, Tom <tom@agency.test> a écrit :",
        "El 4 may 2026, a las 10:15, Tom <tom@agency.test> escribió:",
        "04.05.2026 10:15, Tom пишет:",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize(
    "last", ["3. 14 december", "3. 14 May 2026", "14.12.2026, 10:00", "12 x 40", "4 May, 10 am"]
)
def test_a_date_in_the_last_line_is_not_the_head_below(head: str, gap: str, last: str) -> None:
    text = f"1. yes\n2. no\n{last}"
    assert _reply(f"{text}{gap}{head}\n> When?") == text


@pytest.mark.parametrize(
    "head",
    [
        "Dr. Tom Reed wrote:",
        "Prof. Tom Reed wrote:",
        "On Mon. Nov 23, Tom Reed Jr. wrote:",
        "Le lun. 23 nov. Tom Reed a écrit :",
        "23 нояб. 2026 г. Ирина Белова <tom@agency.test> написала:",
        "Am 23. Nov. Tom Reed schrieb:",
        "El 23 de nov. Tom Reed escribió:",
    ],
)
def test_full_stops_within_a_head_end_no_sentence(head: str) -> None:
    assert _reply(f"Yes, on Friday.\n\n{head}\n> When?") == "Yes, on Friday."


def test_a_head_that_is_wrapped_below_its_date_is_whole() -> None:
    for head in (
        "On Mon, 4 May 2026\nat 10:15, Tom <tom@agency.test> wrote:",
        "Am 4. Mai 2026\num 10:15 schrieb Tom:",
        "Tom <tom@agency.test> schrieb\nam 4.5.2026 um 10:15:",
        "4 May 2026, 10:15\n\nTom <tom@agency.test>:",
    ):
        assert _reply(f"Yes.\n\n{head}\n\n> When?") == "Yes."
