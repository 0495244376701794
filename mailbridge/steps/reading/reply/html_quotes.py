"""What the HTML of a message adds to its plain text: a quote and a signature that the text alone
does not show.
"""

from mailbridge.steps.reading.html.client_marks import Role
from mailbridge.steps.reading.html.line_writer import Line
from mailbridge.steps.reading.html.text_lines import to_lines
from mailbridge.steps.reading.reply.line_labels import cut_rest
from mailbridge.steps.reading.reply.line_sheet import (
    ATTRIBUTION,
    BLANK,
    OWN,
    QUOTE,
    REST,
    SIGNATURE,
    TEXT,
    Sheet,
)
from mailbridge.steps.text.letters import letters_of
from mailbridge.steps.text.word_tables import Stems, stems

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


def cut_quote_by_html(sheet: Sheet, html: str) -> None:
    """Cut a plain text where its HTML form begins to quote, if the text alone did not show a
    quote.
    """
    if not _QUOTED.isdisjoint(sheet.labels) or not _mentions(html, _QUOTING):
        return
    lines = to_lines(html)
    first = next(
        (line for line in lines if _is_quoted(line) and len(line_key(line.text)) >= FEWEST), None
    )
    if first is None or any(
        not _is_quoted(line) and line_key(line.text) for line in lines[lines.index(first) :]
    ):
        return
    at = _find(sheet, line_key(first.text))
    if at is not None and any(label in OWN for label in sheet.labels[:at]):
        cut_rest(sheet, at, f"html: {first.mark.rule if first.mark else 'blockquote'}")


def _mentions(html: str, names: Stems) -> bool:
    return names.stand_in(html[:200_000].lower())


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
        and line_key(line.text)
    ]
    at = _find(sheet, line_key(signed[0].text)) if 0 < len(signed) <= LONGEST_SIGNATURE else None
    if at is None:
        return
    keys = {line_key(line.text) for line in signed}
    end = at
    while (
        end < len(sheet.lines)
        and sheet.labels[end] in {TEXT, BLANK}
        and line_key(sheet.lines[end]) in keys | {""}
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


def line_key(text: str) -> str:
    """The first letters and digits of a line, by which it is found again."""
    return letters_of(text[: 4 * KEY].lower())[:KEY]


def _find(sheet: Sheet, key: str) -> int | None:
    """The only line of the author's text with that key."""
    places = [
        at
        for at, line in enumerate(sheet.lines)
        if sheet.labels[at] is TEXT and line.strip() and line_key(line) == key
    ]
    return places[0] if len(places) == 1 else None
