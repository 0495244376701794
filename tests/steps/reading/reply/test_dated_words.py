"""Dates and heads of quotes known by their shape, in any language."""

import pytest
from babel import Locale

from mailbridge.domain.message import Message
from mailbridge.steps.reading.reply.calendar_names import CALENDAR_NAMES, LOCALES
from mailbridge.steps.reading.reply.dated_words import is_dated
from mailbridge.steps.reading.reply.trim import trim


def _names(tag: str) -> set[str]:
    locale, found = Locale(tag), set[str]()
    for table in (locale.months, locale.days):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for name in table[context][width].values():
                    found.update(word.strip(".") for word in name.lower().replace("-", " ").split())
    return found


def _telling(word: str) -> bool:
    return len(word) > (2 if word.isascii() else 1) and not any(map(str.isdigit, word))


def test_the_names_of_days_and_months_are_those_of_cldr() -> None:
    """Each name of three letters or more (two where they are not ASCII), and no other word."""
    names = set().union(*map(_names, LOCALES))
    assert set(filter(_telling, names)) == CALENDAR_NAMES


@pytest.mark.parametrize(
    "text",
    [
        "4 мая 2026",
        "Mon, May 4 at 10:15",
        "2026年5月2日 17:07",
        "04.05.2026",
        "ორშ, 4 მაი. 2026",
        "2026. gada 4. maijs",
        "2026(e)ko mai. 4(a)",
    ],
)
def test_a_day_with_its_year_or_time_is_a_date(text: str) -> None:
    assert is_dated(text)


@pytest.mark.parametrize("text", ["room 2026", "10:15", "may be 4", "1.5.2", "Monday"])
def test_numbers_alone_are_no_date(text: str) -> None:
    assert not is_dated(text)


@pytest.mark.parametrize(
    "head",
    [
        "ორშ, 4 მაი. 2026, 10:15, Ann <ann@example.org> დაწერა:\n> Well?",
        "Ann Reed — 4. maijs 2026, 10:15:\n> Well?",
        "‐‐‐‐ Original Message ‐‐‐‐\nOn May 4, 2026 10:15, Ann <ann@example.org> wrote:\n> Well?",
        "---- 回复的原邮件 ----\n| 发件人 | Ann<ann@example.org> |\n| 主题 | Plan |\n\nWell?",
        "Kutoka: Ann <ann@example.org>\nTarehe: 4 Mei 2026 10:15\nMada: Plan\n\nWell?",
        "______\nKutoka: Ann <ann@example.org>\nTarehe: 4 Mei 2026 10:15\n\nWell?",
        "On May 4, 2026 at 10:15 Ann\n\n<\n\nmailto:Ann <ann@example.org>\n\n> wrote:\n\nWell?",
    ],
)
def test_a_head_of_a_quote_is_known_by_its_shape(head: str) -> None:
    """Whatever verb or label its language has, and the separator above belongs to it."""
    trimmed = trim(Message(text=f"Yes.\n\n{head}"))
    assert ("Yes.", head) == (trimmed.reply, trimmed.quoted)


def test_a_separator_glued_to_the_last_word_belongs_to_the_quote() -> None:
    text = "Yes, please---\nOn May 4, 2026 at 10:15 Ann <ann@example.org> wrote:\n> Well?"
    assert trim(Message(text=text)).reply == "Yes, please"


@pytest.mark.parametrize(
    "words",
    [
        "The meeting on 4 May 2026, 10:15, with bob@example.org:\nbring the plans",
        "Name: Ann Reed\nE-mail: ann@example.org\nDate: 4 May 2026 10:15\nWish: blue",
        "4 May 2026:\nwe meet in Berlin",
        "| From | To |\n|---|---|\n| Berlin | Rome |",
    ],
)
def test_dates_and_tables_of_the_author_stay(words: str) -> None:
    """A programme, a form and a table are words of their own."""
    text = f"Hello.\n\n{words}"
    assert text == trim(Message(text=text)).reply
