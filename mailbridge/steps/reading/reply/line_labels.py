"""Each line gets a label: text, quote, attribution, the beginning of a quote without prefixes,
signature.
"""

import re
from collections.abc import Sequence

from mailbridge.steps.reading.html.client_marks import Mark, Role
from mailbridge.steps.reading.reply.attribution import (
    MAX_LINES,
    attribution,
    begins_with_address,
    ends_in_verb,
    stands_alone,
)
from mailbridge.steps.reading.reply.banners.banner import label_banner
from mailbridge.steps.reading.reply.dated_words import is_exact
from mailbridge.steps.reading.reply.line_sheet import (
    ATTRIBUTION,
    BLANK,
    CODE,
    KEPT,
    OWN,
    QUOTE,
    REST,
    SIGNATURE,
    TEXT,
    Label,
    Sheet,
)
from mailbridge.steps.reading.reply.open_quotes import (
    HEAD,
    HEADER_FIELDS,
    Seen,
    announces,
    heads_unmarked,
    is_bracketed_head,
    is_quote_next,
    is_shown,
    see_open_quote,
    stands_apart,
)
from mailbridge.steps.reading.reply.quoted_header import (
    is_banner,
    is_rule,
    is_separator,
    is_teaser,
    names_a_letter,
)
from mailbridge.steps.reading.reply.signing.armour import armour
from mailbridge.steps.reading.reply.wrapped_quote import MOST_HALVES, is_second_half

MOST_LINES = 20_000  # lines looked at with care
ODD_PREFIX = re.compile(r"\||[:}»](?= |$)|[A-Za-z]{1,12}>")  # "| ", ": ", "AM> ", "Anna> "
LONGEST_INITIALS = 4  # characters that any attribution may be cited with
LONGEST_NAME = 80  # characters of a line with a name and little else


def label_lines(sheet: Sheet) -> None:
    """Label every line, from the top."""
    fences = _fenced(sheet.lines)
    sheet.armour = armour(sheet.lines)
    at, end, texts = label_banner(sheet), len(sheet.lines), False
    while at < end:
        label, count, rule = (
            _see(sheet, at, fences, texts) if at < MOST_LINES else _glance(sheet.lines[at])
        )
        if label is REST:
            cut_rest(sheet, _with_name_above(sheet, at) if rule == HEAD else at, rule)
            return
        if label is ATTRIBUTION:
            _take_drawn_above(sheet, _with_name_above(sheet, at))
        if rule and (label is ATTRIBUTION or label is SIGNATURE):
            sheet.cut(rule, at)
        sheet.labels.extend([label] * count)
        if not texts and label in OWN:
            texts = not is_rule(sheet.lines[at])
        at += count


def _glance(line: str) -> Seen:
    """A line so far down that nobody wrote it by hand: quoted or not."""
    return (QUOTE if line.startswith(">") else TEXT if line.strip() else BLANK), 1, ""


def _with_name_above(sheet: Sheet, at: int) -> int:
    """Where a head begins whose name was wrapped onto a line of its own above its address."""
    above = sheet.lines[at - 1].strip() if at else ""
    if (
        not above
        or sheet.labels[at - 1] is not TEXT
        or len(above) > LONGEST_NAME
        or above.endswith((".", "!", "?", ":"))
        or not begins_with_address(sheet.lines[at])
    ):
        return at
    sheet.labels[at - 1] = ATTRIBUTION
    return at - 1


def _take_drawn_above(sheet: Sheet, at: int) -> None:
    """A separator above the head of a quote belongs to it, with or without words in its middle."""
    place = at - 1
    while place > at - 4 and place >= 0 and not sheet.lines[place].strip():
        place -= 1
    drawn = place >= 0 and (is_separator(sheet.lines[place]) or place in sheet.glued)
    if drawn and sheet.labels[place] in {TEXT, KEPT}:
        sheet.labels[place:at] = [ATTRIBUTION] * (at - place)


def cut_rest(sheet: Sheet, at: int, rule: str) -> None:
    """Everything from a line on is quoted, the separators drawn above it included."""
    place = at
    while place and (
        not sheet.lines[place - 1].strip()
        or is_banner(sheet.lines[place - 1])
        or place - 1 in sheet.glued
    ):
        place -= 1
        if sheet.lines[place].strip():
            at = place
    at = _title_above(sheet.lines, at) if rule == HEADER_FIELDS else at
    at = _lone_address_above(sheet.lines, at) if rule == HEADER_FIELDS else at
    sheet.cut(rule, at)
    sheet.labels[at:] = [REST] * (len(sheet.lines) - at)


def _title_above(lines: Sequence[str], at: int) -> int:
    """Where "Original message" stands above the fields, without any dashes, or how Notes begins."""
    place = at - 1
    while place > max(0, at - 3) and not lines[place].strip():
        place -= 1
    told = place > 0 and (names_a_letter(lines[place]) or is_teaser(lines[place]))
    return place if told else at


def _lone_address_above(lines: Sequence[str], at: int) -> int:
    """Where an address stands alone above the fields, as Foxmail puts the author's."""
    place = at - 1
    while place > max(0, at - 3) and not lines[place].strip():
        place -= 1
    core = lines[place].strip(" <>\t") if place > 0 else ""
    return place if 0 < core.find("@") < len(core) - 1 and len(core.split()) == 1 else at


def _fenced(lines: Sequence[str]) -> frozenset[int]:
    """Lines of code between ``` and ```, which hold no quotes and no signatures."""
    fences = [
        at for at, line in enumerate(lines) if "```" in line and line.lstrip().startswith("```")
    ]
    if not fences:
        return frozenset()
    return frozenset(
        at
        for start, end in zip(fences[::2], fences[1::2], strict=False)
        for at in range(start, end + 1)
    )


def _see(sheet: Sheet, at: int, fences: frozenset[int], texts: bool) -> Seen:
    """Label, number of lines, and rule of what begins at a line."""
    line, mark = sheet.lines[at], sheet.marks[at]
    if fences and at in fences:
        return CODE, 1, ""
    if sheet.armour and at in sheet.armour:
        return SIGNATURE, 1, "" if at - 1 in sheet.armour else "armour"
    if mark is not None and (seen := _see_mark(sheet, at, mark, texts)):
        return seen
    if line.startswith(">") and ">>>" not in line:
        return (REST, 1, HEADER_FIELDS) if texts and heads_unmarked(sheet, at) else (QUOTE, 1, "")
    if not line or line.isspace():
        return BLANK, 1, ""
    if ">>>" in line and (line.startswith(">>>") or "@" in line) and is_bracketed_head(line):
        return (REST if texts else ATTRIBUTION), 1, HEAD
    if line.lstrip(" ").startswith(">") or _goes_on(sheet, at):
        return QUOTE, 1, ""
    if sheet.telling[at] and (seen := _see_attribution(sheet, at, texts)):
        return seen
    return see_open_quote(sheet, at, mark, texts)


def _see_attribution(sheet: Sheet, at: int, texts: bool) -> Seen | None:
    """The same of an attribution, with or without a colon behind its verb."""
    count = attribution(sheet.lines, at)
    if not count and texts and sheet.answers and stands_apart(sheet, at):
        count = int(ends_in_verb(sheet.lines[at]))
    return _attributed(sheet, at, count, texts) if count else None


def _see_mark(sheet: Sheet, at: int, mark: Mark, texts: bool) -> Seen | None:
    """What the HTML says of a line."""
    fresh = f"html: {mark.rule}" if at == 0 or sheet.marks[at - 1] != mark else ""
    if mark.role is Role.REST:
        return (REST, 1, f"html: {mark.rule}") if texts else None
    if mark.role is Role.QUOTE:
        return QUOTE, 1, fresh
    if mark.role is Role.SIGNATURE:
        return SIGNATURE, 1, fresh
    if mark.role is Role.ATTRIBUTION and fresh and (start := _attribution_within(sheet, at)) > at:
        sheet.marks[at:start] = [None] * (start - at)
        return None
    if mark.role is Role.ATTRIBUTION and sheet.lines[at].strip():
        return ATTRIBUTION, 1, fresh
    if mark.role is Role.FRAME and _heads_frame(sheet, at):
        return ATTRIBUTION, 1, fresh
    return None


def _attribution_within(sheet: Sheet, at: int) -> int:
    """Where the attribution stands in what the HTML calls one: an answer may have been typed above
    it in the same element.
    """
    end = at
    while end < len(sheet.lines) and sheet.marks[end] == sheet.marks[at]:
        end += 1
    for place in range(max(at, end - MAX_LINES), end):
        if attribution(sheet.lines, place):
            return place
    return at


def _heads_frame(sheet: Sheet, at: int) -> bool:
    """A line at the top of a quote's frame with the quote right below, in whatever language it
    is.
    """
    above = sheet.labels[-1] if sheet.labels else TEXT
    fresh = at == 0 or sheet.marks[at - 1] != sheet.marks[at] or above is ATTRIBUTION
    return (
        fresh
        and bool(sheet.lines[at].strip("> "))
        and not sheet.lines[at].startswith(">")
        and is_quote_next(sheet, at + 1)
    )


def _attributed(sheet: Sheet, at: int, count: int, texts: bool) -> Seen | None:
    """An attribution: with a quote below it, or with an unmarked quote that goes on to the end;
    None where it is not believed.
    """
    cited = not sheet.answers and announces(sheet, at)
    joined = " ".join(sheet.lines[at : at + count])
    if is_quote_next(sheet, at + count):
        shown = cited or is_shown(sheet, at, joined)
        return (TEXT, count, "") if shown else (ATTRIBUTION, count, HEAD)
    apart = sheet.answers and (stands_apart(sheet, at) or _follows_sentence(sheet, at, joined))
    believed = stands_alone(joined, apart=apart) and (sheet.answers or "@" in joined)
    if cited:
        return TEXT, 1, ""
    if not believed or not (texts or sheet.answers):
        return None
    return (REST if texts else ATTRIBUTION), count, HEAD


def _follows_sentence(sheet: Sheet, at: int, joined: str) -> bool:
    """Whether a head as exact as a program's stands right below a sentence that has ended."""
    above = sheet.lines[at - 1].rstrip() if at else ""
    return above.endswith((".", "!", "?", "…", "。")) and is_exact(joined)


def _goes_on(sheet: Sheet, at: int) -> bool:
    """A quote under an attribution whose prefix is a bar, a colon or its author's initials, and a
    long link that a program broke out of its quoted line.
    """
    line = sheet.lines[at].strip()
    above = sheet.labels[-1] if sheet.labels else TEXT
    may_be_prefixed = ">" in line or line.startswith(("|", ":", "}", "»"))
    if may_be_prefixed and (mark := ODD_PREFIX.match(line)):
        if above == QUOTE and sheet.lines[at - 1].lstrip().startswith(mark[0]):
            return True
        return _is_cited_by_name(sheet, at, mark[0][:-1]) or (
            len(mark[0]) <= LONGEST_INITIALS + 1 and _under_attribution(sheet.labels)
        )
    return (
        above == QUOTE
        and line.endswith(">")
        and line.startswith(("(http", "<http", "http"))
        and " " not in line.rstrip("> ")
    ) or (above is QUOTE and _is_half(sheet, at))


def _is_cited_by_name(sheet: Sheet, at: int, prefix: str) -> bool:
    """Whether the line above, or the one above a blank line, is ">>>>> "Ann" == Ann Berg writes:",
    as Supercite heads what it quotes with "Ann>".
    """
    place = at - 1 if at and sheet.lines[at - 1].strip() else at - 2
    head = sheet.lines[place].strip() if place >= 0 else ""
    return bool(prefix) and head.startswith(">>") and head.endswith(":") and f'"{prefix}"' in head


def _is_half(sheet: Sheet, at: int) -> bool:
    """Whether a line is the rest of the quoted line above it, or the rest of such a rest."""
    start = at
    while start > max(1, at - MOST_HALVES) and not sheet.lines[start - 1].lstrip().startswith(">"):
        start -= 1
    quoted = sheet.lines[start - 1].lstrip().startswith(">")
    return quoted and is_second_half(sheet.lines[start - 1 : at + 1 + MOST_HALVES], at - start + 1)


def _under_attribution(labels: Sequence[Label]) -> bool:
    return next((label for label in reversed(labels[-4:]) if label != BLANK), TEXT) == ATTRIBUTION
