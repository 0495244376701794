"""Lines that hold two things: a reply and the head of the quote behind it, parted before either is
judged.
"""

import re
from collections.abc import Sequence
from itertools import islice

from mailbridge.steps.reading.reply.attribution import attribution, is_attribution, opens
from mailbridge.steps.reading.reply.dated_words import names_a_day
from mailbridge.steps.reading.reply.heads_above_quotes import begins_with_author
from mailbridge.steps.reading.reply.quote_words import LEADS
from mailbridge.steps.reading.reply.quoted_header import (
    LOOK_AHEAD,
    field,
    is_banner,
    original_marker,
    shown_header_block,
)
from mailbridge.steps.reading.reply.signing.mobile_signature import TRACKING_MARK
from mailbridge.steps.reading.reply.verbs_of_saying import says_wrote

_GLUED = frozenset(3 * char for char in "-_=–—‐*")
_PROSE_ENDS = frozenset({"", ".", ",", "!", "?"})
_LARGE = r"(?=[^\W\d_a-zß-öø-ÿа-я])"  # a large letter, or one of a script without small ones
_SENTENCE_END = re.compile(rf"[.!?…)](?: |{_LARGE})")  # the blank may be lost
# "  On Mon, 4 May 2026, Ann <ann@example.org> wrote:   Dear Tom", as Yahoo's telephone has it
_GLUED_HEAD = re.compile(r"(\s*[^>\s][^<>]{8,160}<[^<>\s]{3,120}>\s?[^<>:]{1,40}:)\s{2,8}(?=\S)")
_BEFORE_CAPITAL = re.compile(f" {_LARGE}")
NEAR_LEAD = 24  # characters of an attribution in which its date begins
MOST_GLUES = 8  # places of a line where an attribution may begin
LONGEST_END = 40  # characters of an attribution's last line
LEAST_WORDS = 2  # of a sentence before it
LONGEST_SHORTENED = 3  # characters of a weekday's or a name's first letters with their full stop
SPLITTABLE = 2000  # a longer line is not searched for an attribution behind the reply


def parted(lines: Sequence[str]) -> tuple[list[str], list[int], set[int]]:
    """The lines, those parted that hold two things; the number each had, and which of them end with
    a drawn line.
    """
    pieces: list[str] = []
    numbers: list[int] = []
    glued: set[int] = set()
    after = 0
    for number in [number for number, line in enumerate(lines) if not _is_whole(line)]:
        pieces += lines[after:number]
        numbers += range(after, number)
        after = number + 1
        fields = _split_fields(lines, number)
        ruled = () if fields else _split_rule(lines, number)
        several = (
            fields
            or ruled
            or _split_mark(lines[number])
            or _split_head(lines[number], lines, number)
        )
        pieces.extend(several)
        numbers.extend([number] * len(several))
        if ruled:
            glued.add(len(pieces) - 1)
    return [*pieces, *lines[after:]], [*numbers, *range(after, len(lines))], glued


def _is_whole(line: str) -> bool:
    """Cheaply: whether nothing can be glued together in a line: it ends as a sentence or in its
    midst, and has no address.
    """
    if "@" in line or "<" in line:
        return False
    end = line.rstrip()[-1:]
    return end in _PROSE_ENDS or (end.isalnum() and end != TRACKING_MARK)


def _split_head(line: str, lines: Sequence[str], number: int) -> tuple[str, ...]:
    """An attribution, what stands before it on its line, and what stands behind it, parted."""
    head = _GLUED_HEAD.match(line) if len(line) <= SPLITTABLE else None
    if head is not None and is_attribution(head[1]) and opens(head[1]):
        return (head[1], line[head.end(1) :].lstrip())
    return _split_attribution(line, lines, number)


def _split_attribution(line: str, lines: Sequence[str], number: int) -> tuple[str, ...]:
    """A reply and the attribution behind it on one line, parted ("Yes. On Wed, 4 Apr 2012 Ann
    wrote:"); the attribution may have been wrapped onto the next line.
    """
    whole = line if line.rstrip().endswith((":", "：")) else _with_its_end(line, lines, number)
    if not whole or len(whole) > SPLITTABLE or line.lstrip().startswith(">"):
        return (line,)
    at = whole.find(" On ")
    if 0 < at < len(line) and is_attribution(whole[at + 1 :]):
        return (line,) if _belongs_to_head(line[:at]) else (line[:at], line[at + 1 :])
    at = _after_sentence(whole) or _before_lead(line, lines, number)
    return (line[:at], line[at:].lstrip(" ")) if 0 < at < len(line) else (line,)


def _with_its_end(line: str, lines: Sequence[str], number: int) -> str:
    """A line with an address joined to a short one below that ends with a colon; else nothing."""
    if "@" not in line:
        return ""
    below = lines[number + 1].strip() if number + 1 < len(lines) else ""
    ends = below.endswith((":", "：")) and len(below) <= LONGEST_END and not below.startswith(">")
    return f"{line.rstrip()} {below}" if ends else ""


def _belongs_to_head(before: str) -> bool:
    """Whether what stands before "On 4 May 2026 ..." is a part of the attribution: "Ann wrote,",
    or drawn dashes.
    """
    last = before.rstrip(" ,").rpartition(" ")[2]
    return not any(map(str.isalnum, before)) or (before.endswith(",") and says_wrote(last))


def _after_sentence(line: str) -> int:
    """Where a sentence of the author ends before an attribution in any language; 0 where there is
    none. A date's own full stops end no sentence.
    """
    for end in islice(_SENTENCE_END.finditer(line), MOST_GLUES):
        before, rest = line[: end.start() + 1], line[end.end() :]
        words = before.split()
        exclaimed = before.endswith(("!", "?"))
        glued = end.end() == len(before)  # as nobody writes a date or a title
        told = _is_told(words)
        long = exclaimed or len(words[-1]) > LONGEST_SHORTENED or (glued and told)
        whole = long and len(words) >= LEAST_WORDS - (exclaimed or glued)
        if (whole or told) and not _is_dated(before) and begins_with_author(rest):
            return len(before)
        if not glued and (any(map(str.isdigit, before)) or names_a_day(before)):
            return 0
        if whole and opens(rest) and is_attribution(rest):
            return len(before)
    return 0


def _before_lead(line: str, lines: Sequence[str], number: int) -> int:
    """Where an attribution with a date and an address begins behind words without an end: "Montag
    passt Am 4. Mai 2026 schrieb Ann <ann@example.org>:". Programs write no such word large in the
    midst of one. A quote must stand below.
    """
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if "@" not in line or not below.startswith(">"):
        return 0
    for gap in islice(_BEFORE_CAPITAL.finditer(line), MOST_GLUES):
        before, rest = line[: gap.start()], line[gap.end() :]
        if "@" in before or any(map(str.isdigit, before)):
            return 0
        if not any(map(str.isalpha, before)):
            continue
        dated = any(map(str.isdigit, rest[:NEAR_LEAD]))
        if dated and _leads(rest) and not before.endswith((",", ":")) and is_attribution(rest):
            return gap.start()
    return 0


def _leads(rest: str) -> bool:
    """Whether a text begins with a small word that opens an attribution, written large."""
    return rest.partition(" ")[0].lower() in LEADS


def _split_fields(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """A sentence and what opens a quoted letter behind it, parted: its header fields ("Yes.From:
    Ann <ann@example.org>"), or the mark above them ("Yes.-----Original Message-----").
    """
    line = lines[number]
    if len(line) > SPLITTABLE or line.lstrip()[:1] in {">", "-", "_", "*"}:
        return ()
    at = line.find(5 * "-")
    if at > 0 and original_marker(line[at:]):
        return (line[:at].rstrip(), line[at:])
    if ":" not in line:
        return ()
    for end in islice(_SENTENCE_END.finditer(line), MOST_GLUES):
        rest = line[end.end() :]
        label = field(rest)
        if label is not None and label[0] == "from":
            rows = (rest, *lines[number + 1 : number + LOOK_AHEAD])
            return (line[: end.start() + 1], rest) if shown_header_block(rows, 0) else ()
    return ()


def _is_told(words: Sequence[str]) -> bool:
    """Whether words are a sentence though the last one is short: "He is fine with it."."""
    return len(words) > LEAST_WORDS + 1 and words[-1].islower()


def _is_dated(before: str) -> bool:
    """Whether words may be the beginning of a head, whose full stops end no sentence."""
    return opens(before) and any(map(str.isdigit, before))


def _split_rule(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """A last word and the separator glued to it, parted, when the head of a quote follows
    ("reply---"); otherwise nothing. Underscores are letters of a word to who counts words, so that
    the line stays whole in the quoted part.
    """
    line = lines[number].rstrip()
    if line[-3:] not in _GLUED or len(line) > SPLITTABLE or is_banner(line):
        return ()
    word = line.rstrip(line[-1])
    if not word or not (word[-1].isalnum() or word[-1] in ".!?"):
        return ()
    below = next((at for at in range(number + 1, number + 4) if _filled(lines, at)), None)
    if below is None or not (attribution(lines, below) or shown_header_block(lines, below)):
        return ()
    return (word, line if line[-1] == "_" else line[len(word) :])


def _split_mark(line: str) -> tuple[str, ...]:
    """A last word and the mark of a tracker glued to it, parted; otherwise nothing."""
    bare = "" if line.isascii() else line.rstrip()
    if not bare.endswith(TRACKING_MARK):
        return ()
    words = bare.rstrip(TRACKING_MARK + " ")
    return (words, bare[len(words) :].lstrip()) if words.strip("> ") else ()


def _filled(lines: Sequence[str], at: int) -> bool:
    return at < len(lines) and bool(lines[at].strip())
