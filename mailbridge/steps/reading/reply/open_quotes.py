"""Where a quote without prefixes begins, and what stands around a line that may head one."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from mailbridge.steps.reading.html.client_marks import Mark, Role
from mailbridge.steps.reading.reply.attribution import MAX_DATED, MAX_LENGTH, attribution
from mailbridge.steps.reading.reply.dated_words import is_dated, is_timed, names_a_day
from mailbridge.steps.reading.reply.heads_above_quotes import heads_a_quote, names_an_author
from mailbridge.steps.reading.reply.line_sheet import (
    ATTRIBUTION,
    KEPT,
    REST,
    TEXT,
    Label,
    Sheet,
)
from mailbridge.steps.reading.reply.quoted_header import (
    LOOK_AHEAD,
    asks_for_reply_above,
    field,
    is_banner,
    is_rule,
    label_and_value,
    may_label,
    original_marker,
    previous_replies,
    role_of,
    shown_header_block,
)
from mailbridge.steps.reading.reply.shaped_header import (
    card,
    dated_author,
    has_fields_on_one_line,
    may_hold_mailbox,
    shaped_header_block,
)
from mailbridge.steps.text.base_subject import base_subject

FAR_ABOVE = 30  # lines
MOST_BELOW = 300  # lines at the end in which the program's own head is looked for
MOST_BOLD = 100  # words in bold that are looked at
_BY_INITIALS = re.compile(r"[A-Z]{1,4}>(?: |$)")  # "AM> ", before what Ann Miller wrote
_BOLD = re.compile(r"<(?:b|strong)\b[^<>]{0,300}>(?:<[^<>]{0,300}>){0,3}\s*(\w{1,20}\s?[:：])")

# words in a row, the second in small letters: neither somebody's name nor a label, address or date
_PROSE = re.compile(r"[A-Za-z']+,? [a-z][^0-9@/:|]*[A-Za-z,.]", re.ASCII)

HEADER_FIELDS = "header fields"
HEAD = "attribution"

Seen = tuple[Label, int, str]  # a label, for how many lines, and the rule that says so


def announces(sheet: Sheet, at: int) -> bool:
    """Whether the text above a line ends with a colon, so that its author shows what follows."""
    place = at - 1
    while place >= 0 and not sheet.lines[place].strip("> "):
        place -= 1
    return (
        place >= 0
        and sheet.labels[place] is TEXT
        and sheet.lines[place].rstrip(" *_\xa0").endswith((":", "："))
    )


def is_shown(sheet: Sheet, at: int, head: str) -> bool:
    """Whether the head of a quote is its author's own. In an answer: a line with a colon announces
    it, and a program's stands further down. In a letter that answers nothing: it has no address,
    and it is one of several, or a line not far above ends with a colon.
    """
    if sheet.answers:
        return announces(sheet, at) and at + 1 < _last_head(sheet)
    if "@" in head:
        return False
    return sheet.shows_talk or _announces_above(sheet, at)


def heads_unmarked(sheet: Sheet, at: int) -> bool:
    """Whether marked header fields alone stand at a line, below a drawn one, and the quote that
    they head has no marks, as Czech and Slovak providers write it.
    """
    if at == 0 or not is_banner(sheet.lines[at - 1]):
        return False
    end = at
    while end < len(sheet.lines) and end - at < LOOK_AHEAD and sheet.lines[end].startswith(">"):
        end += 1
    rows = [line.lstrip("> ") for line in sheet.lines[at:end]]
    below = end < len(sheet.lines) and bool(sheet.lines[end].strip())
    fields = bool(shown_header_block(rows, 0)) and all(map(field, filter(None, rows)))
    return below and fields


def _last_head(sheet: Sheet) -> int:
    """Where the last attribution with a quote below it begins, near the end; -1: none is there."""
    if sheet.last_head is None:
        end = len(sheet.lines)
        heads = (
            at
            for at in range(end - 1, max(-1, end - MOST_BELOW), -1)
            if sheet.telling[at] and not sheet.prefixed[at] and _heads_quote(sheet, at)
        )
        sheet.last_head = next(heads, -1)
    return sheet.last_head


def _heads_quote(sheet: Sheet, at: int) -> bool:
    count = attribution(sheet.lines, at)
    return count > 0 and is_quote_next(sheet, at + count)


def _announces_above(sheet: Sheet, at: int) -> bool:
    above = range(max(0, at - FAR_ABOVE), at)
    return any(
        sheet.labels[place] is TEXT and sheet.lines[place].rstrip(" *_\xa0").endswith((":", "："))
        for place in above
    )


def stands_apart(sheet: Sheet, at: int) -> bool:
    """Whether a blank line, a drawn one or the HTML's line is right above."""
    mark = sheet.marks[at]
    if mark is not None and mark.role is Role.BORDER:
        return True
    above = sheet.lines[at - 1] if at else ""
    return not above.strip() or is_banner(above)


def is_bracketed_head(line: str) -> bool:
    """Whether a line heads a quote without prefixes as GroupWise does: ">>> Ann <ann@example.org>
    04.05.2026 10:15 >>>".
    """
    core = line.strip()
    return len(core) < MAX_LENGTH and core.endswith(">>>") and is_timed(core)


def is_quote_next(sheet: Sheet, at: int) -> bool:
    """Whether the next line with words in it is quoted, by its HTML or by its prefix."""
    for place in range(at, min(at + 8, len(sheet.lines))):
        mark = sheet.marks[place]
        if mark is not None and mark.role is Role.QUOTE:
            return True
        if sheet.lines[place].strip():
            line = sheet.lines[place].lstrip(" ")
            return line.startswith((">", "|")) or _BY_INITIALS.match(line) is not None
    return False


def see_open_quote(sheet: Sheet, at: int, mark: Mark | None, texts: bool) -> Seen:
    """What begins a quote without prefixes; with nothing above it, it is the letter itself."""
    if _begins_nothing(sheet, at):
        return TEXT, 1, ""
    count = heads_a_quote(sheet.lines, at) if _may_head(sheet, at) else 0
    if count and is_quote_next(sheet, at + count):
        joined = " ".join(sheet.lines[at : at + count])
        shown = _announces_itself(sheet, at) or is_shown(sheet, at, joined)
        return (TEXT, count, "") if shown else (ATTRIBUTION, count, HEAD)
    count = _header_fields(sheet, at, mark)
    if count and not (sheet.answers or _is_bordered(mark) or _is_made_by_program(sheet)):
        return KEPT, count, ""
    if count and texts and _shows_another_letter(sheet, at, count):
        return KEPT, count, ""
    if count and (sheet.answers or not announces(sheet, at)):
        return (REST, count, HEADER_FIELDS) if texts else (KEPT, count, "")
    rule = _marker(sheet, at)
    if rule is not None:
        return (REST, 1, rule) if texts else (KEPT, 1, "")
    return TEXT, 1, ""


def _begins_nothing(sheet: Sheet, at: int) -> bool:
    """Cheaply: whether a line is prose of ASCII, below none that is drawn."""
    line = sheet.lines[at]
    plain = line.isascii() and not sheet.speaks_of_line and _PROSE.fullmatch(line) is not None
    return plain and not (at and is_rule(sheet.lines[at - 1]))


def _shows_another_letter(sheet: Sheet, at: int, count: int) -> bool:
    """Whether header fields are what their author shows, in an answer, too: a line with a colon
    announces them, or they tell no date, and their subject is not the letter's own.
    """
    start = at
    while start and label_and_value(sheet.lines[start - 1]) and sheet.labels[start - 1] is TEXT:
        if announces(sheet, start):
            break
        start -= 1
    below = takewhile(label_and_value, sheet.lines[at + count : at + LOOK_AHEAD])
    rows = (*sheet.lines[at : at + count], *below)
    if not announces(sheet, start) and any(map(_is_date_row, rows)):
        return False
    titles = [title for line in rows if (title := _title(line))]
    own = base_subject(sheet.subject).casefold()
    return bool(own and titles) and not any(own in title or title in own for title in titles)


def _is_date_row(line: str) -> bool:
    told = field(line)
    return is_dated(line) or (told is not None and told[0] in {"sent", "date"})


def _title(line: str) -> str:
    """The base subject in a row of header fields, which in a language of no table is neither an
    address nor a date; empty where it is none.
    """
    told, parted = field(line), label_and_value(line)
    if parted is None or (told is not None and told[0] != "subject"):
        return ""
    value = base_subject(parted[1])
    return "" if told is None and ("@" in value or is_dated(value)) else value.casefold()


def _announces_itself(sheet: Sheet, at: int) -> bool:
    """Whether a line is its author's own "Our client wrote:", in a letter that answers nothing."""
    line = sheet.lines[at]
    says_when_or_where = "@" in line or is_dated(line) or names_a_day(line)
    return not sheet.answers and names_an_author(line) and not says_when_or_where


def _may_head(sheet: Sheet, at: int) -> bool:
    """Whether a quote begins so near below that a line could be its head."""
    below = slice(at + 1, at + 2 + MAX_DATED)
    return any(sheet.prefixed[below]) or any(sheet.marks[below])


def _header_fields(sheet: Sheet, at: int, mark: Mark | None) -> int:
    """How many lines are the header fields of a quoted letter, in any of their forms."""
    lines = sheet.lines
    marked = _is_bordered(mark)
    if not sheet.answers and not marked:
        return _whole_head(lines, at)
    if not may_label(lines[at]):
        return card(lines, at) or _dated_author(sheet, at, marked)
    return (
        shown_header_block(lines, at, marked=marked)
        or shaped_header_block(lines, at, sheet.subject, marked=marked)
        or (1 if has_fields_on_one_line(lines[at]) else 0)
        or card(lines, at)
        or _dated_author(sheet, at, marked)
    )


def _dated_author(sheet: Sheet, at: int, marked: bool) -> int:
    """How many lines are an author and a moment, with nothing right above them."""
    if not may_hold_mailbox(sheet.lines, at) or not stands_apart(sheet, at):
        return 0
    return dated_author(sheet.lines, at, sheet.subject, marked=marked)


def _is_made_by_program(sheet: Sheet) -> bool:
    """Whether the HTML sets off the head of a quote as programs do: a drawn line, or the label of
    the author's field in bold.
    """
    labels = islice(_BOLD.finditer(sheet.html), MOST_BOLD)
    return "border-top" in sheet.html or any(role_of(label[1]) == "from" for label in labels)


def _is_bordered(mark: Mark | None) -> bool:
    return mark is not None and mark.role in {Role.BORDER, Role.REST}


def _whole_head(lines: Sequence[str], at: int) -> int:
    """The header fields, where author, date and one of To and Subject are among them: a letter that
    answers nothing shows forms and tables, too.
    """
    count = shown_header_block(lines, at)
    if not count:
        return 0
    roles = {found[0] for line in lines[at : at + count] if (found := field(line)) is not None}
    dated = not roles.isdisjoint({"sent", "date"})
    return count if dated and not roles.isdisjoint({"to", "subject"}) else 0


def _marker(sheet: Sheet, at: int) -> str | None:
    """The rule that a line fulfils which says that an earlier letter follows."""
    line = sheet.lines[at]
    rule = original_marker(line)
    if rule is not None:
        return None if not sheet.answers and announces(sheet, at) else rule
    if sheet.speaks_of_line and asks_for_reply_above(line):
        return "reply above this line"
    if at and is_rule(sheet.lines[at - 1]) and previous_replies(line):
        return "previous replies"
    return None
