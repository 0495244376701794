"""What somebody shows of other letters, of logs and of plans is theirs, whatever it looks like."""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.reply.trim import trim
from tests.steps.reading.reply.generated.shown import shown_letters

QUOTED = "On Mon, 4 May 2026 at 10:15, Tom <tom@agency.test> wrote:\n> Which one?"


def _reply(text: str, subject: str = "Re: chairs") -> str:
    author = (Mailbox("Dr. Ann Berg", "ann@client.test"),)
    return trim(Message(subject=subject, text=text, from_=author)).reply


def test_fields_that_a_colon_announces_are_shown_in_an_answer_too() -> None:
    wrong = {
        letter.text
        for letter in shown_letters()
        if _reply(letter.text, letter.subject) != letter.reply
    }
    assert set() == wrong


def test_a_quote_that_a_colon_announces_is_shown_above_that_of_the_program() -> None:
    text = (
        "I asked Mia. Her answer:\n\nOn Sun, 3 May 2026 at 8:00, Mia <mia@client.test> wrote:\n"
        "> fine with me\n\nSo go ahead."
    )
    assert _reply(f"{text}\n\n{QUOTED}") == text
    inline = "Answers inline:\n\nOn Mon, 4 May 2026 at 10:15, Tom <tom@agency.test> wrote:\n"
    assert _reply(f"{inline}> Red?\n\nBlue.\n\n> When?\n\nNow.").startswith(
        "Answers inline:\n\n> Red?"
    )


def test_an_own_sentence_above_a_quote_is_no_head() -> None:
    text = (
        "I wrote to Ivy. She answered on Monday:\n> the paint is dry\nand then\n> no it is not\n"
        "so who knows."
    )
    assert _reply(f"{text}\n\n{QUOTED}") == text


def test_fields_with_our_own_subject_are_a_quote_whatever_stands_above() -> None:
    head = "From: Tom <tom@agency.test>\nSent: Monday, 4 May 2026 10:15\nTo: Ann\nSubject: chairs"
    assert _reply(f"The blue one:\n\n{head}\n\nWhich one?") == "The blue one:"


def test_a_frame_of_gmail_around_a_new_letter_is_no_quote() -> None:
    html = (
        "<div>Hello Tom,</div><div class='gmail_quote gmail_quote_container'>"
        "<div>we would like to meet you.</div></div>"
    )
    message = Message(
        subject="Your application", text=to_text(html), html=html, text_from_html=True
    )
    assert "meet you" in trim(message).reply


def test_a_day_goes_on_below_two_dashes() -> None:
    plan = "The plan:\n\n10:00 doors\n--\n12:00 food\n13:00 games\n\nAs a poster, please."
    assert _reply(plan) == plan


@pytest.mark.parametrize(
    "quoted",
    [
        "Tom Reed wrote on 4 May 2026:\n\nTR> Two or three?\nTR> And lights?",
        "04.05.2026, երկուշաբթի, 10:15, Tom <tom@agency.test>-ը գրել է՝\n\nWhich one?",
        "Zitat von tom@agency.test:\n\nWhich one?",
        " >-------- Оригинално писмо --------\n >От: Tom <tom@agency.test>\n >До: Ann\n\n >Which?",
        "Quoting Tom Reed <tom@agency.test>:\n\nWhich one?",
    ],
)
def test_heads_of_their_own_kind_go_with_their_quotes(quoted: str) -> None:
    assert _reply(f"Three, please.\n\n{quoted}") == "Three, please."


@pytest.mark.parametrize(
    "signature",
    [
        (
            "Ann Berg\nBuyer\n\n[cid:image001.png@01D9.1]\n\n"
            "[Facebook]<https://a.test/b> [LinkedIn]<https://b.test/c>"
        ),
        'Ann\n\n"Music is the silence between the notes." – Claude Debussy',
        "Dr. med. Ann Berg\nFachärztin für Kinderheilkunde\nKlinik am Park",
        "Ihr Praxisteam Dr. Berg\nSprechzeiten Mo-Fr 8-12 Uhr",
        "――――――――\n株式会社ベルグ\nAnn Berg\nTEL 03-1234-5678\n――――――――",
        (
            "Ann Berg\n\nDe informatie in dit bericht is uitsluitend bestemd voor de geadresseerde."
            " Gebruik door anderen is verboden."
        ),
        (
            "Ann Berg\n\nNiniejsza wiadomość może zawierać informacje poufne. Jeśli nie są Państwo"
            " jej adresatem, prosimy o usunięcie."
        ),
        (
            "Ann Berg\n\nLe informazioni contenute nella presente comunicazione sono riservate ed"
            " esclusivamente destinate alle persone indicate."
        ),
        "Ann Berg\n\nDe conformidad con el Reglamento (UE) 2016/679, sus datos serán tratados.",
        "Ann vom Empfang",
        ("С уважением,\nАнна\n\nЭто сообщение и любые вложения к нему являются конфиденциальными."),
        (
            "-------------- next part --------------\nA non-text attachment was scrubbed...\n"
            "Name: a.patch\nType: text/x-patch"
        ),
    ],
)
def test_signatures_without_a_separator_go(signature: str) -> None:
    assert _reply(f"The blue one will do.\n\n{signature}\n\n{QUOTED}") == "The blue one will do."


def test_somebody_of_a_house_may_be_the_answer() -> None:
    quoted = "On Mon, 4 May 2026 at 10:15, Tom <tom@agency.test> wrote:\n> Who will open?"
    text = f"I asked around.\n\nTom from Sales\n\n{quoted}"
    assert _reply(text) == "I asked around.\n\nTom from Sales"


def test_a_saying_without_its_author_is_an_answer() -> None:
    words = 'Put this on the cover, please.\n\nAnn\n\n"Less is more."'
    assert _reply(f"{words}\n\n{QUOTED}") == words


def test_law_in_an_answer_is_an_answer() -> None:
    words = "The page needs a notice.\n\nBy 2016/679 we must say which data are processed, and why."
    assert _reply(f"{words}\n\n{QUOTED}") == words


@pytest.mark.parametrize(
    "shown",
    [
        '"This e-mail is confidential. If you are not the intended recipient, please delete it."',
        "„Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt. Bitte löschen Sie sie.“",
        "«Это письмо конфиденциально и предназначено только адресату. Удалите его.»",
    ],
)
def test_a_disclaimer_in_quotation_marks_is_shown_by_its_author(shown: str) -> None:
    words = f"Can you put this under our letters?\n\n{shown}"
    assert _reply(f"{words}\n\n{QUOTED}") == words
    assert _reply(f"{words}\n\nThanks,\nAnn\n\n{QUOTED}") == words
    assert _reply(f"Go on.\n\nThanks,\nAnn\n\n{shown[1:-1]}\n\n{QUOTED}") == "Go on."
