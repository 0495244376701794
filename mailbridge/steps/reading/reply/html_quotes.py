"""What the HTML of a message adds: a quote the plain text does not show, and answers typed into a
quote in another colour.
"""

from collections.abc import Sequence

from mailbridge.steps.reading.html.client_marks import Role
from mailbridge.steps.reading.html.text_lines import Line, to_lines
from mailbridge.steps.reading.reply.line_labels import cut_rest
from mailbridge.steps.reading.reply.line_sheet import (
    ATTRIBUTION,
    BLANK,
    KEPT,
    OWN,
    QUOTE,
    REST,
    SIGNATURE,
    TEXT,
    Sheet,
)
from mailbridge.steps.reading.reply.quoted_header import field
from mailbridge.steps.text.word_tables import stems, word_set

KEY = 60  # letters and digits of a line by which it is found again in the other form
FEWEST = 8
LONGEST_SIGNATURE = 15  # lines

_QUOTES = frozenset({Role.QUOTE, Role.REST, Role.ATTRIBUTION})
_CUT = frozenset({QUOTE, REST})
_QUOTED = _CUT | {ATTRIBUTION}
_QUOTING = stems(
    "quote|cite|divrplyfwdmsg|appendonsend|stopspelling|outlookmessageheader|olk_src_body|zwchr|reference-message"
)
_SIGNING = stems("signature|moz-txt-sig|__sig")
_COLOUR_NAMES = word_set(
    "red blue green purple magenta orange teal navy maroon crimson fuchsia darkred darkblue "
    "darkgreen"
)
_POINTERS = (
    "below", "inline", "in line", "in red", "in blue", "in green", (
        "in colour"
    ), "in color", "ниже", "в тексте",
    "по тексту", "красным", "синим",
    "зелёным", "зеленым", "цветом", "нижче", "у тексті", "червоним", "синім", "unten", "im text",
    "in rot", "in blau", "ci-dessous",
    (
    "dans le texte"
    ), "en rouge", "en bleu", "abajo", "en rojo", "en azul", "sotto", "in rosso", "hieronder", (
        "in het rood"
    ), "poniżej",
    "w tekście", "abaixo", "em vermelho", "nedan", "nedenfor",
)  # fmt: skip


def cut_quote_by_html(sheet: Sheet, html: str) -> None:
    """Cut a plain text where its HTML form begins to quote, if the text alone did not show a
    quote.
    """
    if any(label in _QUOTED for label in sheet.labels) or not _mentions(html, _QUOTING):
        return
    lines = to_lines(html)
    first = next(
        (line for line in lines if _is_quoted(line) and len(_key(line.text)) >= FEWEST), None
    )
    if first is None or any(
        not _is_quoted(line) and _key(line.text) for line in lines[lines.index(first) :]
    ):
        return
    at = _find(sheet, _key(first.text))
    if at is not None and any(label in OWN for label in sheet.labels[:at]):
        cut_rest(sheet, at, f"html: {first.mark.rule if first.mark else 'blockquote'}")


def _mentions(html: str, names: Sequence[str]) -> bool:
    lowered = html[:200_000].lower()
    return any(name in lowered for name in names)


def _is_quoted(line: Line) -> bool:
    return line.depth > 0 or (line.mark is not None and line.mark.role in _QUOTES)


def cut_signature_by_html(sheet: Sheet, html: str) -> None:
    """Cut what the HTML form calls a signature, if the text alone did not show one."""
    if SIGNATURE in sheet.labels or not _mentions(html, _SIGNING):
        return
    lines = to_lines(html)
    signed = [
        line
        for line in lines
        if line.mark is not None
        and line.mark.role is Role.SIGNATURE
        and line.depth == 0
        and _key(line.text)
    ]
    at = _find(sheet, _key(signed[0].text)) if 0 < len(signed) <= LONGEST_SIGNATURE else None
    if at is None:
        return
    keys = {_key(line.text) for line in signed}
    end = at
    while (
        end < len(sheet.lines)
        and sheet.labels[end] in {TEXT, BLANK}
        and _key(sheet.lines[end]) in keys | {""}
    ):
        end += 1
    if any(label in OWN for label in sheet.labels[end:]) or not any(
        label in OWN for label in sheet.labels[:at]
    ):
        return
    if at and sheet.lines[at - 1].strip() in {"--", "---"}:
        at -= 1
    sheet.labels[at:end] = [SIGNATURE] * (end - at)
    sheet.cut(f"html: {signed[0].mark.rule if signed[0].mark else ''}", at)


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text[: 4 * KEY].lower()))[:KEY]


def _find(sheet: Sheet, key: str) -> int | None:
    """The only line of the author's text with that key."""
    places = [
        at
        for at, line in enumerate(sheet.lines)
        if sheet.labels[at] is TEXT and line.strip() and _key(line) == key
    ]
    return places[0] if len(places) == 1 else None


def keep_coloured_answers(sheet: Sheet) -> None:
    """Show the lines typed into the quote in a colour of their own, each with the quoted lines it
    answers.

    Believed when the author wrote nothing else, or points there ("see below, in red").
    """
    if not any(sheet.colours) or not _points_below(sheet):
        return
    quoted = [
        at for at, label in enumerate(sheet.labels) if label in _CUT and sheet.lines[at].strip("> ")
    ]
    answers = [
        at
        for at in quoted
        if _is_vivid(sheet.colours[at]) and not _is_link_or_field(sheet.lines[at])
    ]
    if not answers or 2 * len(answers) > len(quoted):
        return
    for at in answers:
        sheet.labels[at] = TEXT
        _keep_above(sheet, at)
    sheet.cut("coloured answers", answers[0])


def _points_below(sheet: Sheet) -> bool:
    own = " ".join(
        line for line, label in zip(sheet.lines, sheet.labels, strict=True) if label in OWN
    )[:2000].lower()
    return not own.strip() or any(word in own for word in _POINTERS)


def _keep_above(sheet: Sheet, at: int) -> None:
    """Keep the paragraph above an answer."""
    place = at - 1
    while place >= 0 and not sheet.lines[place].strip("> "):
        place -= 1
    while (
        place >= 0
        and sheet.labels[place] in _CUT
        and sheet.lines[place].strip("> ")
        and not field(sheet.lines[place])
    ):
        sheet.labels[place] = KEPT
        place -= 1


def _is_link_or_field(line: str) -> bool:
    return "http" in line or "@" in line or field(line) is not None


def _is_vivid(colour: str) -> bool:
    """A colour one would choose to be seen: neither grey nor near black."""
    if colour in _COLOUR_NAMES:
        return True
    parts = _components(colour)
    return len(parts) == 3 and max(parts) - min(parts) > 80


def _components(colour: str) -> list[int]:
    if colour.startswith("#"):
        digits = colour[1:]
        digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
        return (
            [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
            if len(digits) == 6 and _is_hex(digits)
            else []
        )
    inner = colour.partition("(")[2].partition(")")[0] if colour.startswith("rgb") else ""
    numbers = [
        part for part in inner.split(",")[:3] if part.isascii() and part.isdigit() and len(part) < 4
    ]
    return [int(number) for number in numbers]


def _is_hex(digits: str) -> bool:
    return all(digit in "0123456789abcdef" for digit in digits)
