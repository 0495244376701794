"""Replies built from parts as mail programs build them: each program in each language, plain, HTML
and both, with the answer above, below and between, wrapped or not. A few thousand are drawn in each
run, all are read under `make fuzz`, which prints the rates.
"""

import random

import pytest
from babel.dates import format_date
from hypothesis import settings

from mailbridge.domain.message import Message
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.reply.trim import trim
from tests.steps.reading.reply.generated.letters import ANSWERS, ASKED, Letter, letters
from tests.steps.reading.reply.generated.programs import PROGRAMS, SENT, Author
from tests.steps.reading.reply.generated.rates import Rates
from tests.steps.reading.reply.generated.wording import wordings

DRAWN = 3000
ALL_FROM = 1000  # examples of a hypothesis profile that asks for every letter
VERB = "wrexiz"  # a word of no language: the shape must do
AUTHOR = Author("Marta Quill", "marta@agency.example")


def _chosen() -> tuple[list[Letter], bool]:
    every = list(letters())
    if settings.default is not None and settings.default.max_examples >= ALL_FROM:
        return every, True
    return random.sample(every, DRAWN), False


@pytest.mark.hypothesis
def test_the_reply_is_what_was_built_in(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the program, the language, the form, the place of the answer and the width."""
    chosen, every = _chosen()
    rates = Rates()
    for letter in chosen:
        rates.count(letter)
    if every:
        with capsys.disabled():
            print(rates)
    assert [] == [
        (one.program, one.locale, one.form, one.place, one.width) for one in rates.wrong[:20]
    ]


def test_there_are_as_many_programs_and_languages_as_promised() -> None:
    assert len(PROGRAMS) >= 26
    assert len(wordings()) >= 45


@pytest.mark.parametrize("locale", wordings())
def test_a_head_is_known_without_its_verb(locale: str) -> None:
    """The same with a word of no language, above a quote with prefixes and in HTML."""
    date = format_date(SENT, "full", locale=locale)
    for head in (
        f"{date}, 10:15 {AUTHOR} {VERB}:",
        f"{VERB} {date}, 10:15, {AUTHOR} {VERB}:",
        f"{AUTHOR} {VERB} {date} 10:15:",
    ):
        plain = "\n\n".join((ANSWERS[0], head, f"> {ASKED[0]}"))
        assert ANSWERS[0] == trim(Message(text=plain)).reply
        html = f"<p>{ANSWERS[0]}</p><div>{head.replace('<', '&lt;')}</div>"
        html += f"<blockquote>{ASKED[0]}</blockquote>"
        message = Message(text=to_text(html), html=html, text_from_html=True)
        assert ANSWERS[0] == trim(message).reply


@pytest.mark.parametrize("locale", wordings())
def test_a_head_without_prefixes_below_it_ends_the_letter(locale: str) -> None:
    """Outlook's rows in a language whose labels nobody listed: an author and a moment suffice."""
    date = format_date(SENT, "full", locale=locale)
    rows = f"Aaa: {AUTHOR}\nBbb: {date}, 10:15\nCcc: desk@agency.example\nDdd: X"
    text = "\n\n".join((ANSWERS[0], rows, *ASKED))
    assert ANSWERS[0] == trim(Message(text=text)).reply
