"""Reply, quotes and signature of a message, told apart line by line; the rules by name are in
docs/trim.md.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from mailbridge.domain.message import Message, Trimmed
from mailbridge.steps.reading.html.client_marks import WEAK, Role
from mailbridge.steps.reading.reply.attribution import MAX_LINES, attribution, begins_with_address
from mailbridge.steps.reading.reply.coloured_answers import keep_coloured_answers
from mailbridge.steps.reading.reply.html_quotes import (
    cut_quote_by_html,
    cut_signature_by_html,
)
from mailbridge.steps.reading.reply.line_labels import label_lines
from mailbridge.steps.reading.reply.line_sheet import (
    ATTRIBUTION,
    BLANK,
    KEPT,
    QUOTE,
    REST,
    SHOWN,
    SIGNATURE,
    TEXT,
    Label,
    Sheet,
    sheet_of,
)
from mailbridge.steps.reading.reply.open_quotes import announces
from mailbridge.steps.reading.reply.quoted_header import (
    LOOK_AHEAD,
    is_banner,
    is_rule,
    original_marker,
    shown_header_block,
)
from mailbridge.steps.reading.reply.signing.given_names import is_given_name
from mailbridge.steps.reading.reply.signing.known_names import (
    asks_for_somebody,
    names_in_greeting,
    names_in_signature,
    names_signed,
)
from mailbridge.steps.reading.reply.signing.name_words import FAMILY_FIRST, GIVEN_NAMES
from mailbridge.steps.reading.reply.signing.same_person import tells_a_person
from mailbridge.steps.reading.reply.signing.shown_card import is_pointed_at
from mailbridge.steps.reading.reply.signing.sign_off import without_degrees
from mailbridge.steps.reading.reply.signing.signature import Peeled, peel
from mailbridge.steps.text.spelling import bare

_QUOTED = frozenset({QUOTE, ATTRIBUTION, REST})
_PARAGRAPHS = frozenset({TEXT, BLANK})
_APART = re.compile(r"[\W\d_]+")
MOST_NAMES = 4  # words of an author's name
LONGEST_SEPARATOR = 3  # characters of one that nobody draws as a frame


def trim(message: Message) -> Trimmed:
    """Take the text apart; reply + quoted + signature hold every word of it.

    If nothing would remain, everything is the reply. `cuts` name the rules, in the order of the
    lines.
    """
    if not message.text.strip():
        return Trimmed(message.text)
    sheet = sheet_of(message)
    label_lines(sheet)
    other_form = None if message.text_from_html else message.html
    if other_form is not None:
        cut_quote_by_html(sheet, other_form)
    _sign(sheet, _names(message))
    if other_form is not None:
        cut_signature_by_html(sheet, other_form)
    _decide_quotes(sheet)
    keep_coloured_answers(sheet, other_form)
    return _composed(sheet, message.text)


def _names(message: Message) -> frozenset[str]:
    """The author's names as they may sign: whole, the first, and it with the other's letter."""
    author = message.author
    name = author.name.strip().lower() if author else ""
    written = _names_in_address(message)
    family, _, others = name.partition(",")
    parts = without_degrees(f"{others} {family}").split()
    if not 0 < len(parts) <= MOST_NAMES:
        return written
    short = f"{parts[0]} {parts[-1][0]}" if len(parts) > 1 else ""
    turned = " ".join([*parts[1:], parts[0]])
    given = parts[-1] if _is_familys(parts[0], message) else ""
    return frozenset({name, " ".join(parts), turned, parts[0], given, short} - {""}) | written


def _is_familys(first: str, message: Message) -> bool:
    """Whether the first word of the author's name is a family's: "Kiss Réka". People are called Kim
    and Lee, too: whose address begins so is one of them.
    """
    plain = first if first.isascii() else bare(first)
    if plain not in FAMILY_FIRST or message.author is None:
        return False
    return plain not in GIVEN_NAMES or not message.author.address.lower().startswith(plain)


def _names_in_address(message: Message) -> frozenset[str]:
    """The names in the addresses of the author and for answers: "ann berg" of ann.berg@…, and
    "ann"; nothing where no first name or initial stands there.
    """
    addresses = [mailbox.address for mailbox in (message.author, *message.reply_to) if mailbox]
    return frozenset[str]().union(*map(_names_in_one, addresses))


@lru_cache(maxsize=256)  # who writes, writes again
def _names_in_one(address: str) -> frozenset[str]:
    words = [word for word in _APART.split(address.partition("@")[0].lower()) if word]
    first = [word for word in words if is_given_name(word)]
    written = set(first)
    if 1 < len(words) <= MOST_NAMES and (first or len(words[0]) == 1):
        written.add(" ".join(words))
    return frozenset(written)


def _sign(sheet: Sheet, names: frozenset[str]) -> None:
    """Find the signatures: in the text that stands last, and in the text right above the quote that
    ends the message.
    """
    chunks = _chunks(sheet.labels)
    signed = SIGNATURE in sheet.labels and any(
        label is SIGNATURE and at not in sheet.armour for at, label in enumerate(sheet.labels)
    )
    names |= names_in_greeting(sheet) | names_signed(sheet)
    known = names
    first_quote = next(
        (at for at, label in enumerate(sheet.labels) if label is QUOTE), len(sheet.labels)
    )
    for start, end in reversed(chunks):
        endings = peel(
            sheet.lines[start:end], whole=first_quote < start, names=names, signed=signed
        )
        if any(peeled.rule == "name" for peeled in endings) and _may_be_answer(sheet, known):
            endings = tuple(takewhile(lambda peeled: peeled.rule != "name", endings))
        first = end
        for peeled in endings:
            if _is_shown(sheet, start + peeled.start, peeled):
                break
            first = start + peeled.start
            sheet.cut(peeled.rule, first)
            signed = signed or peeled.rule == "separator"
        for at in range(first, end):
            sheet.labels[at] = SIGNATURE
        names |= names_in_signature(sheet.lines[first:end])
        if any(sheet.labels[at] is TEXT for at in range(start, first)):
            return


def _is_shown(sheet: Sheet, at: int, peeled: Peeled) -> bool:
    """Whether a card without a closing may be what the letter shows, or answers."""
    line = sheet.lines[at].strip()
    drawn = peeled.rule == "separator" and len(line) > LONGEST_SEPARATOR and is_rule(line)
    return (drawn or peeled.rule == "contacts") and is_pointed_at(sheet, at)


def _may_be_answer(sheet: Sheet, names: frozenset[str]) -> bool:
    """Whether a name at the end may answer what is quoted, as far as the author's names tell."""
    return not tells_a_person(names) and asks_for_somebody(sheet)


def _chunks(labels: Sequence[Label]) -> list[tuple[int, int]]:
    """Runs of text lines, with the blank lines among them."""
    chunks: list[tuple[int, int]] = []
    start = None
    for at, label in enumerate((*labels, QUOTE)):
        if label == TEXT and start is None:
            start = at
        elif label not in _PARAGRAPHS and start is not None:
            chunks.append((start, at))
            start = None
    return chunks


def _decide_quotes(sheet: Sheet) -> None:
    """Keep the quotes that are answered below themselves, in place; cut the others."""
    runs = _quote_runs(sheet.labels) if QUOTE in sheet.labels else []
    if not runs:
        return
    last_text = max((at for at, label in enumerate(sheet.labels) if label in SHOWN), default=-1)
    answered = [run for run in runs if run[1] <= last_text]
    kept = {run for run in answered if len(answered) > 1 or not _is_attributed(sheet, run[0])}
    signed = next(
        (
            at
            for at, label in enumerate(sheet.labels)
            if label is SIGNATURE and at not in sheet.armour
        ),
        len(sheet.labels),
    )
    kept |= {run for run in runs if run[0] < signed and _is_chosen(sheet, *run)}
    for start, end in runs:
        if (start, end) in kept:
            sheet.labels[start:end] = [KEPT] * (end - start)
        else:
            sheet.cut("quote", start)


def _is_chosen(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the author put a quote there that no attribution heads: announced by a colon, above
    the quote that a program made, or in a letter whose subject is no answer's.
    """
    if _is_attributed(sheet, start) or _is_headed(sheet, start):
        return False
    return not sheet.titled or announces(sheet, start) or _ends_above_head(sheet, end)


def _is_headed(sheet: Sheet, start: int) -> bool:
    """Whether header fields stand at the top of the quote itself."""
    inside = [line.lstrip("> ") for line in sheet.lines[start : start + LOOK_AHEAD]]
    mark = sheet.marks[start] if sheet.answers else None
    told = mark is not None and mark.role is not Role.FRAME and mark.rule not in WEAK
    ruled = len(inside) > 1 and is_banner(inside[0]) and shown_header_block(inside, 1)
    return told or bool(ruled or shown_header_block(inside, 0) or original_marker(inside[0]))


def _ends_above_head(sheet: Sheet, end: int) -> bool:
    while end < len(sheet.labels) and sheet.labels[end] is BLANK:
        end += 1
    return end < len(sheet.labels) and sheet.labels[end] is ATTRIBUTION


def _quote_runs(labels: Sequence[Label]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(labels):
        if labels[at] != QUOTE:
            at += 1
            continue
        end = at + 1
        for place in range(at + 1, len(labels)):
            if labels[place] == QUOTE:
                end = place + 1
            elif labels[place] is not BLANK:
                break
        runs.append((at, end))
        at = end
    return runs


def _is_attributed(sheet: Sheet, start: int) -> bool:
    """Whether an attribution stands above a quote, or is its own first line, as Apple Mail and
    Mail.ru put it.
    """
    inside = [line.lstrip("> ") for line in sheet.lines[start : start + MAX_LINES]]
    if attribution(inside, 0) or (
        len(inside) > 1 and begins_with_address(inside[1]) and attribution(inside, 1)
    ):
        return True
    while start and sheet.labels[start - 1] is BLANK:
        start -= 1
    return bool(start) and sheet.labels[start - 1] is ATTRIBUTION


def _composed(sheet: Sheet, text: str) -> Trimmed:
    reply = _joined(sheet, SHOWN)
    if not reply:
        return Trimmed(text, nothing_new=True)
    quoted, signature = _joined(sheet, _QUOTED), _joined(sheet, frozenset({SIGNATURE}))
    return Trimmed(reply, quoted, signature, tuple(sorted(sheet.cuts, key=lambda cut: cut.line)))


def _joined(sheet: Sheet, wanted: frozenset[Label]) -> str:
    """The lines with these labels; a gap left by others is one blank line."""
    out: list[str] = []
    if wanted.isdisjoint(sheet.labels):
        return ""
    gap = False
    for line, label in zip(sheet.written, sheet.labels, strict=True):
        if label in wanted:
            if gap and out and out[-1].strip():
                out.append("")
            out.append(line)
            gap = False
        elif not gap:
            gap = label is not BLANK or not line.strip()
    while out and not out[-1].strip():
        out.pop()
    while out and not out[0].strip():
        out.pop(0)
    return "\n".join(out)
