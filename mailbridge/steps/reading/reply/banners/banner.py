"""The banner above a letter from outside: "CAUTION: This email originated from outside of the
organization. Do not click links". A gateway on the way wrote it, not the letter's author.
"""

import re
from collections.abc import Sequence

from mailbridge.steps.reading.reply.banners import banner_words
from mailbridge.steps.reading.reply.line_sheet import BLANK, REST, Sheet
from mailbridge.steps.reading.reply.quoted_header import is_rule
from mailbridge.steps.reading.reply.signing.boilerplate_words import MESSAGE, THIS

MOST_LINES, MOST_PARAGRAPHS = 8, 3  # of a banner
LONGEST = 600  # characters of a paragraph of one
LONGEST_TAG = 5  # words of a mark such as "[EXTERNAL EMAIL]"
LONGEST_BARE = 14  # words of a banner that forbids nothing
OPENING = 60  # characters in which a banner says what it speaks of
WIDE = 50  # characters of a line that may have been wrapped
_SIGNS = frozenset("⚠‼🛑🔴❗")
_DOT_ABOVE = "\u0307"  # which a Turkish İ leaves behind
_EDGES = " \t\xa0*_|>~=#!-–—⚠‼🛑🔴❗\ufe0f"
_BRACKETS = {
    "[": "]",
    "(": ")",
    "*": "*",
    "<": ">",
    "【": "】",
    "=": "=",
    "{": "}",
    "#": "#",
    "|": "|",
}
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_I = re.compile(r"(?<![\w.])I(?![\w.])")  # in other languages it is small within a sentence
_ENDS = (".", "!", "。", "！", "]", ")", "*")


def label_banner(sheet: Sheet) -> int:
    """Quote the banner that stands above a letter's first words; the number of lines labelled."""
    start = _filled(sheet.lines, 0)
    end = banner_end(sheet.lines, start)
    if end == start or any(mark is not None for mark in sheet.marks[start:end]):
        return 0
    sheet.labels += [BLANK] * start + [REST] * (end - start)
    sheet.cut("banner", start)
    return end


def banner_end(lines: Sequence[str], start: int) -> int:
    """Where the banner ends that begins at a line; `start` where none does."""
    end = start
    for number in range(MOST_PARAGRAPHS):
        begin = _filled(lines, end)
        stop = _paragraph_end(lines, begin, goes_on=number > 0)
        if stop == begin:
            break
        end = stop
    return end


def _filled(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _paragraph_end(lines: Sequence[str], begin: int, *, goes_on: bool) -> int:
    """Where the words of a banner end that begin at a line, within their paragraph; `begin` where
    they are no banner's. Below a banner, a sentence that warns of links is another part of it.
    """
    known, told, above = begin, "", ""
    for at in range(begin, min(len(lines), begin + MOST_LINES)):
        line = lines[at].strip()
        if not line:
            break
        if is_rule(line):
            known = at + 1 if known == at and known > begin else known
            continue
        if known > begin and not _is_wrapped(above, line) and not _warns(line):
            break
        told, above = f"{told} {line}".strip(), line
        if len(told) > LONGEST or "?" in told:
            return begin
        if known > begin or is_notice(told) or (goes_on and _warns(told)):
            known = at + 1
    return known


def _is_wrapped(above: str, line: str) -> bool:
    """Whether a line may be the rest of the sentence above it."""
    return not above.endswith(_ENDS) and (line[:1].islower() or len(above) >= WIDE)


def is_notice(text: str) -> bool:
    """Whether some words are a gateway's banner, or its mark."""
    if _is_tag(text):
        return True
    lowered = _lowered(text.strip(_EDGES + "[](){}<>【】"))
    if banner_words.EXPLAINED in lowered:
        return True
    words = _WORD.findall(lowered)
    if _speaks(text):
        return False
    opening = lowered[:OPENING]
    leads, speaks = lowered.startswith(banner_words.LEADS), MESSAGE.stand_in(opening)
    if not (leads or (speaks and lowered.startswith(THIS))):
        return False
    if not banner_words.OUTSIDE.stand_in(lowered):
        return False
    if _warns(text) and (speaks or banner_words.SENDERS.stand_in(lowered)):
        return True
    framed = speaks and is_rule(text.strip()[:2]) and is_rule(text.strip()[-2:])
    return len(words) <= LONGEST_BARE and (framed or (leads and _names_it(lowered)))


def _names_it(lowered: str) -> bool:
    """Whether "external mail" or "this mail …" stands right behind the first word of warning, or is
    the first word.
    """
    behind = re.split(r"[:!\]\-–—：！]+\s*", lowered, maxsplit=1)
    said = behind[-1].strip(_EDGES)
    about = said[:OPENING]
    return (
        len(behind) > 1
        and (MESSAGE.stand_in(about) or banner_words.SENDERS.stand_in(about))
        and (said.startswith(THIS) or banner_words.OUTSIDE.stand_in(said.partition(" ")[0]))
    )


def _warns(text: str) -> bool:
    """Whether a text warns of links or attachments."""
    lowered = _lowered(text)
    return (
        banner_words.ACTS.stand_in(lowered)
        and banner_words.CARE.stand_in(lowered)
        and not _speaks(text)
    )


def _speaks(text: str) -> bool:
    """Whether somebody speaks of themselves in it."""
    words = _WORD.findall(_lowered(text))
    return _I.search(text) is not None or not banner_words.SPEAKERS.isdisjoint(words)


def _is_tag(text: str) -> bool:
    """Whether a line is a mark in brackets or capitals: "[EXTERNAL]", "EXTERNAL EMAIL"."""
    core = text.strip()
    words = _WORD.findall(core.lower())
    if not 0 < len(words) <= LONGEST_TAG or not banner_words.TAG_WORDS.issuperset(words):
        return False
    enclosed = core[0] in _SIGNS or _BRACKETS.get(core[0]) == core[-1:]
    outside = banner_words.OUTSIDE.stand_in(core.lower()) or "ext" in words
    return outside and (enclosed or (core.isupper() and len(words) > 1))


def _lowered(text: str) -> str:
    return text.lower().replace("’", "'").replace(_DOT_ABOVE, "")
