"""Replies built from parts as mail programs build them: each program's head in each language, plain
and HTML, the answer above or below, wrapped or not. The expected reply follows from the building.
"""

import html as markup
import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

import pytest
from babel.dates import format_date, format_datetime
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.message import Message
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.reply.trim import trim

LOCALES = [
    "af",
    "ar",
    "be",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fil",
    "fr",
    "gl",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "is",
    "it",
    "ja",
    "ka",
    "kk",
    "ko",
    "lt",
    "lv",
    "mk",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "sw",
    "th",
    "tr",
    "uk",
    "vi",
    "zh",
]
SENT = datetime(2026, 5, 4, 10, 15, tzinfo=UTC)
REPLY = "The blue one, please."
ASKED = ("Which colour would you like?", "The printer needs it soon.")
AUTHOR, ADDRESS = "Marta Quill", "marta@agency.example"


def _date(locale: str, form: str) -> str:
    return format_date(SENT, form, locale=locale) + ", 10:15"


def _gmail(locale: str) -> str:
    return f"{_date(locale, 'full')} {AUTHOR} <{ADDRESS}> ⟨…⟩:"


def _apple(locale: str) -> str:
    return f"⟨…⟩ {_date(locale, 'long')}, {AUTHOR} <{ADDRESS}> ⟨…⟩:"


def _thunderbird(locale: str) -> str:
    return f"{_date(locale, 'medium')}, {AUTHOR} ⟨…⟩:"


def _zimbra(locale: str) -> str:
    return f"{AUTHOR} <{ADDRESS}> ⟨…⟩ {format_datetime(SENT, 'medium', locale=locale)}:"


PROGRAMS = {"gmail": _gmail, "apple": _apple, "thunderbird": _thunderbird, "zimbra": _zimbra}
WRAPS = (60, 72, 0)
VERB = "wrexiz"  # a word of no language: the shape must do


@dataclass(frozen=True)
class Built:
    """One letter by its choices."""

    program: str
    locale: str
    below: bool
    wrap: int
    rich: bool

    def head(self) -> str:
        head = PROGRAMS[self.program](self.locale).replace("⟨…⟩", VERB)
        lines = textwrap.wrap(head, self.wrap, break_long_words=False) if self.wrap else [head]
        return "\n".join(lines)

    def message(self) -> Message:
        head = self.head()
        if self.rich:
            quote = "".join(f"<p>{line}</p>" for line in ASKED)
            quoted = f"<div>{markup.escape(head)}</div><blockquote>{quote}</blockquote>"
            parts = [f"<div>{REPLY}</div>", quoted]
            html = "<br>".join(reversed(parts) if self.below else parts)
            return Message(text=to_text(html), html=html, text_from_html=True)
        quoted = "\n".join([head, *(f"> {line}" for line in ASKED)])
        parts = [REPLY, quoted]
        return Message(text="\n\n".join(reversed(parts) if self.below else parts))


EVERY = [
    Built(*choice) for choice in product(PROGRAMS, LOCALES, (False, True), WRAPS, (False, True))
]


@given(st.sampled_from(EVERY))
def test_the_reply_is_what_was_built_in(built: Built) -> None:
    """Whatever the program, the language and the width of its lines."""
    assert trim(built.message()).reply == REPLY


@pytest.mark.parametrize("locale", LOCALES)
def test_a_head_without_prefixes_below_it_ends_the_letter(locale: str) -> None:
    """Outlook's rows in a language whose labels nobody listed: an author and a moment suffice."""
    rows = (
        f"Aaa: {AUTHOR} <{ADDRESS}>\nBbb: {_date(locale, 'full')}\nCcc: desk@agency.example\nDdd: X"
    )
    text = "\n\n".join((REPLY, rows, *ASKED))
    assert trim(Message(text=text)).reply == REPLY
