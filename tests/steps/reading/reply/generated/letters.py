"""The letters: each program in each language, in each form, with the answer in each place; plain
ones also wrapped again on their way, so that the second halves of quoted lines have no prefix.
"""

import html as markup
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from mailbridge.domain.message import Message
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.reply.trim import trim
from tests.steps.reading.reply.generated.programs import PROGRAMS, SUBJECT, Author, Quote
from tests.steps.reading.reply.generated.wording import wordings

FORMS = ("plain", "html", "both", "wrapped again")
PLACES = ("top", "bottom", "between")
WIDTHS = (60, 72, 0)
ASKED = (
    "Which colour would you like for the cover of the booklet, the blue or the green one?",
    "And how many copies shall we print?",
    "The printer needs to know it soon, so please answer before the end of the week.",
)
ANSWERS = ("The blue one, please.", "Two hundred would be good.")
AUTHORS = (
    Author("Marta Quill", "marta@agency.example"),
    Author("Анна Котова", "anna.kotova@agency.example"),
    Author("O'Brien, Patrick (IT)", "p.o'brien@agency.example"),
    Author("张伟", "wei@agency.example"),
    Author("Jörg Müller-Lüdenscheidt", "joerg.mueller-luedenscheidt@agency.example"),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter by its choices, and what its author wrote in it."""

    program: str
    locale: str
    form: str
    place: str
    width: int
    message: Message

    def is_read_right(self) -> bool:
        """Whether the reply holds the author's words and nothing that is not theirs; between the
        quotes also the questions that they answer, without the last.
        """
        reply = _squeezed(trim(self.message).reply)
        if self.place != "between":
            return reply == _squeezed("".join(ANSWERS))
        wanted = _squeezed("".join((ASKED[0], ANSWERS[0], ASKED[1], ANSWERS[1])))
        return reply.endswith(wanted) and _squeezed(ASKED[2]) not in reply


def _squeezed(text: str) -> str:
    return "".join(text.replace(">", "").split())


def letters() -> Iterator[Letter]:
    """Every letter that a program can write: an answer below or between needs a marked quote."""
    choices = enumerate(product(PROGRAMS, wordings().values(), FORMS, PLACES, WIDTHS))
    for number, (program, words, form, place, width) in choices:
        quote = program(words, AUTHORS[number % len(AUTHORS)])
        bare = form in {"plain", "wrapped again"}
        marked = (form == "html" or quote.prefixed) and (bare or quote.blocks)
        if place != "top" and not marked:
            continue
        yield Letter(
            program.__name__, words.locale, form, place, width, _message(quote, form, place, width)
        )


def _message(quote: Quote, form: str, place: str, width: int) -> Message:
    if form == "wrapped again":
        text = "\n".join(_wrapped(line, width) for line in _plain(quote, place, 0).split("\n"))
        return Message(subject=SUBJECT, text=text)
    html = None if form == "plain" else _html(quote, place)
    text = to_text(html or "") if form == "html" else _plain(quote, place, width)
    return Message(subject=SUBJECT, text=text, html=html, text_from_html=form == "html")


def _plain(quote: Quote, place: str, width: int) -> str:
    head = "\n".join(_wrapped(line, width) for line in quote.head.split("\n"))
    if quote.inside:
        head = "\n".join(f"> {line}" for line in [*head.split("\n"), ""])
    above = [quote.above, ""] if quote.above else []
    mark = "> " if quote.prefixed else ""
    asked = ["\n".join(mark + line for line in _wrapped(one, width).split("\n")) for one in ASKED]
    if place == "top":
        return "\n".join([*ANSWERS, "", *above, head, "", *asked])
    if place == "bottom":
        return "\n".join([head, "", *asked, "", *ANSWERS, "", *above])
    between = [asked[0], "", ANSWERS[0], "", asked[1], "", ANSWERS[1], "", asked[2]]
    return "\n".join([head, "" if not quote.inside else ">", *between, "", *above])


def _wrapped(line: str, width: int) -> str:
    if not width or len(line) <= width:
        return line
    return "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))


def _html(quote: Quote, place: str) -> str:
    head = quote.head_html or f"<div>{markup.escape(quote.head)}</div>"
    asked = [f"<div>{markup.escape(one)}</div>" for one in ASKED]
    said = [f"<div>{markup.escape(one)}</div>" for one in ANSWERS]
    first = head if quote.inside else ""
    outside = "" if quote.inside else head

    def block(*lines: str) -> str:
        return quote.open_block + "".join(lines) + quote.close_block

    if place == "top":
        parts = [*said, quote.above_html, quote.opening, outside, block(first, *asked)]
        return "".join([*parts, quote.closing])
    if place == "bottom":
        parts = [quote.opening, outside, block(first, *asked), quote.closing]
        return "".join([*parts, *said, quote.above_html])
    parts = [block(first, asked[0]), said[0], block(asked[1]), said[1], block(asked[2])]
    return "".join([quote.opening, outside, *parts, quote.closing, quote.above_html])
