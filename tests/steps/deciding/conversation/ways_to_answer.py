"""Answers to a letter of ours as mail programs and people write them; what has to come out follows
from how they are made.
"""

import html
import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

_OURS = (
    "menu page price photograph bakery opening delivery counter invoice server domain button "
    "header archive calendar font colour "
    "layout sketch proposal margin discount harvest window bread flour oven recipe market ribbon "
    "lamp copper garden river stone"
)
_THEIRS = (
    "kangaroo violin meadow pepper lantern glacier saddle thimble walnut orchid pyramid compass "
    "feather tunnel velvet anchor "
    "marble cinnamon whistle pigeon harbour molecule turbine quartz"
)
OURS, THEIRS = _OURS.split(), _THEIRS.split()
SMALL_PRINT = (
    "----------------------------------------------------------------\n"
    "Reply to all, please keep the subject: it keeps the topic in one place.\n"
    "Stop letters about this topic: https://mb.example/u/abcdefghijklmnopqrstuvwxyz234567"
)
HEADS = {
    "gmail": (
        "On Sat, 28 Nov 2026 at 10:00, Anna Berg (Northlight) <shop@in.agency.test> wrote:\n\n"
    ),
    "outlook": (
        "From: Anna Berg (Northlight) <shop@in.agency.test>\nSent: Saturday, November 28, 2026 "
        "10:00\nTo: Maria\nSubject: Re: Menu\n\n"
    ),
    "german": "Am 28.11.2026 um 10:00 schrieb Anna Berg (Northlight):\n\n",
    "russian": "28.11.2026 10:00, Anna Berg (Northlight) <shop@in.agency.test> пишет:\n\n",
    "unknown": (
        "Sundeti: Anna Berg <shop@in.agency.test>\nKelini: 28.11.2026 10:00\nMavzusi: Re: Menu\n\n"
    ),
    "none": "",
}


@dataclass(frozen=True)
class Ours:
    """A letter: paragraphs, questions, and what stands below."""

    paragraphs: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def text(self) -> str:
        body = "\n\n".join(textwrap.fill(one, 72) for one in self.paragraphs)
        asked = "\n".join(
            textwrap.fill(f"  Q{at}. {one}", 72, subsequent_indent="      ")
            for at, one in enumerate(self.questions, 1)
        )
        following = "WHAT HAPPENS NEXT\nWe go on as soon as we have it."
        return (
            f"Hi Maria,\n\n{body}\n\nAnna\n\nQUESTIONS TO "
            f"YOU\n{asked}\n\n{following}\n\n{SMALL_PRINT}\n"
        )


@dataclass(frozen=True)
class Way:
    """A message, what its author wrote in it, and the question each of these answers, where it
    stands under one.
    """

    name: str
    raw: bytes
    written: tuple[str, ...]
    under: tuple[str | None, ...]


def some(rng: random.Random, words: Sequence[str], fewest: int, most: int) -> str:
    return " ".join(rng.sample(list(words), rng.randint(fewest, most))).capitalize() + "."


def letter(rng: random.Random) -> Ours:
    return Ours(
        tuple(
            f"{some(rng, OURS, 9, 16)} {some(rng, OURS, 9, 12)}" for _ in range(rng.randint(2, 4))
        ),
        tuple(f"Shall {some(rng, OURS, 9, 14)[:-1].lower()}?" for _ in range(rng.randint(2, 4))),
    )


def ways(rng: random.Random, ours: Ours) -> list[Way]:
    """Each way to answer once."""
    made = [
        _top(rng, ours, head, quote)
        for head in HEADS
        for quote in (_marked, _wrapped(60), _wrapped(72), _indented, _bare)
    ]
    made += [
        _bottom(rng, ours, head, quote)
        for head in ("gmail", "outlook", "none")
        for quote in (_marked, _bare, _wrapped(60))
    ]
    made += [
        _between(rng, ours, head, quote)
        for head in ("gmail", "outlook", "unknown", "none")
        for quote in (_marked, _bare, _indented)
    ]
    made += [
        _typed_into_marks(rng, ours),
        _on_the_same_line(rng, ours, _marked),
        _on_the_same_line(rng, ours, _bare),
    ]
    made += [_html(rng, ours, style) for style in ("blockquote", "outlook", "coloured", "bare")]
    return made


Quote = Callable[[str], str]


def _marked(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _bare(text: str) -> str:
    return text


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")


def _wrapped(width: int) -> Quote:
    def quote(text: str) -> str:
        return _marked(
            "\n\n".join(textwrap.fill(" ".join(one.split()), width) for one in text.split("\n\n"))
        )

    quote.__name__ = f"wrapped at {width}"
    return quote


def _mail(text: str, markup: str | None = None) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = (
        "Maria <maria@bloom.test>",
        "shop@in.agency.test",
        "Re: Menu",
    )
    made["Date"] = "Sat, 28 Nov 2026 12:00:00 +0000"
    made.set_content(text) if markup is None else made.set_content(markup, subtype="html")
    return made.as_bytes()


def _top(rng: random.Random, ours: Ours, head: str, quote: Quote) -> Way:
    said = some(rng, THEIRS, 3, 12)
    return Way(
        f"top, {head}, {quote.__name__}",
        _mail(f"{said}\n\n{HEADS[head]}{quote(ours.text)}"),
        (said,),
        (None,),
    )


def _bottom(rng: random.Random, ours: Ours, head: str, quote: Quote) -> Way:
    said = some(rng, THEIRS, 3, 12)
    return Way(
        f"bottom, {head}, {quote.__name__}",
        _mail(f"{HEADS[head]}{quote(ours.text)}\n\n{said}\n"),
        (said,),
        (None,),
    )


def _answers(rng: random.Random, ours: Ours) -> list[str]:
    """One for each question, no word in two of them."""
    return [some(rng, THEIRS[at * 5 : at * 5 + 5], 1, 5) for at in range(len(ours.questions))]


def _top_words(rng: random.Random) -> str:
    return some(rng, THEIRS[20:], 3, 4)


def _answered(ours: Ours, said: Sequence[str], quote: Quote, answer: Quote) -> str:
    """The letter with an answer under each question; the program may wrap it, but not over the
    answers.
    """
    first, _, rest = ours.text.partition("QUESTIONS TO YOU\n")
    pieces = [quote(first + "QUESTIONS TO YOU")]
    for number, (question, words) in enumerate(zip(ours.questions, said, strict=True), 1):
        pieces += [
            quote(textwrap.fill(f"  Q{number}. {question}", 72, subsequent_indent="      ")),
            answer(words),
        ]
    pieces.append(quote("WHAT HAPPENS NEXT" + rest.partition("WHAT HAPPENS NEXT")[2]))
    return "\n".join(pieces)


def _between(rng: random.Random, ours: Ours, head: str, quote: Quote) -> Way:
    said = _answers(rng, ours)
    top = _top_words(rng)
    body = f"{top}\n\n{HEADS[head]}{_answered(ours, said, quote, lambda words: words)}"
    return Way(
        f"between, {head}, {quote.__name__}", _mail(body), (top, *said), (None, *ours.questions)
    )


def _typed_into_marks(rng: random.Random, ours: Ours) -> Way:
    said, top = _answers(rng, ours), _top_words(rng)
    body = f"{top}\n\n{HEADS['gmail']}{_answered(ours, said, _marked, _marked)}"
    return Way("typed into the marks", _mail(body), (top, *said), (None, *ours.questions))


def _on_the_same_line(rng: random.Random, ours: Ours, quote: Quote) -> Way:
    said = _answers(rng, ours)
    text = ours.text
    for number, (question, words) in enumerate(zip(ours.questions, said, strict=True), 1):
        shown = textwrap.fill(f"  Q{number}. {question}", 72, subsequent_indent="      ")
        text = text.replace(shown, f"{shown} {words}")
    return Way(
        f"on the same line, {quote.__name__}",
        _mail(HEADS["gmail"] + quote(text)),
        tuple(said),
        tuple(ours.questions),
    )


def _html(rng: random.Random, ours: Ours, style: str) -> Way:
    """As HTML; in all but the first the quote is not marked as one, and answers stand in it."""
    said, top = _answers(rng, ours), _top_words(rng)
    head = (
        html.escape(HEADS["gmail" if style == "blockquote" else "outlook"])
        .strip()
        .replace("\n", "<br>")
    )
    colour = ' style="color:#c00000"' if style == "coloured" else ""
    pieces = []
    for line in _answered(ours, said, _bare, lambda words: f"\x00{words}").split("\n"):
        shown = html.escape(line.lstrip("\x00"))
        pieces.append(
            f"<p{colour}>{shown}</p>"
            if line.startswith("\x00")
            else f"<div>{shown or '<br>'}</div>"
        )
    inner = "\n".join(pieces)
    quoted = (
        f"<blockquote type=cite>{inner}</blockquote>"
        if style == "blockquote"
        else f"<div>{inner}</div>"
    )
    drawn = '<div style="border-top:solid #E1E1E1 1.0pt">' if style == "outlook" else "<div>"
    page = f"<html><body><p>{html.escape(top)}</p>{drawn}{head}</div>{quoted}</body></html>"
    return Way(f"html, {style}", _mail("", page), (top, *said), (None, *ours.questions))
