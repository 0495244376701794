"""The lines of a message side by side with what its HTML says of them and the labels they are
given.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from itertools import islice

from mailbridge.domain.message import Cut, Message
from mailbridge.steps.reading.html.client_marks import Mark
from mailbridge.steps.reading.html.line_writer import Line
from mailbridge.steps.reading.html.text_lines import to_lines
from mailbridge.steps.reading.reply.answering import answers_another, is_titled_as_answer
from mailbridge.steps.reading.reply.attribution import (
    attribution,
    is_attribution,
    opens,
    telling,
)
from mailbridge.steps.reading.reply.dated_words import names_a_day
from mailbridge.steps.reading.reply.heads_above_quotes import begins_with_author
from mailbridge.steps.reading.reply.quote_words import THIS_LINE
from mailbridge.steps.reading.reply.quoted_header import is_banner, shown_header_block
from mailbridge.steps.reading.reply.signing.mobile_signature import TRACKING_MARK
from mailbridge.steps.reading.reply.verbs_of_saying import says_wrote
from mailbridge.steps.text.unseen_signs import as_seen
from mailbridge.values import dataclass

_PREFIXES = frozenset(">|")
_GLUED = frozenset(3 * char for char in "-_=–—‐*")
_PROSE_ENDS = frozenset({"", ".", ",", "!", "?"})
_SENTENCE_END = re.compile(r"[.!?…)](?: |(?=[^\W\d_]))")  # the blank may be lost
# "  On Mon, 4 May 2026, Ann <ann@example.org> wrote:   Dear Tom", as Yahoo's telephone has it
_GLUED_HEAD = re.compile(r"(\s*[^>\s][^<>]{8,160}<[^<>\s]{3,120}>\s?[^<>:]{1,40}:)\s{2,8}(?=\S)")
MOST_GLUES = 8  # places of a line where an attribution may begin
LONGEST_END = 40  # characters of an attribution's last line
LEAST_WORDS = 2  # of a sentence before it
LONGEST_SHORTENED = 3  # characters of a weekday's or a name's first letters with their full stop
MOST_HTML = 200_000  # characters of HTML that are searched for the head of a quote
SPLITTABLE = 2000  # a longer line is not searched for an attribution behind the reply


class Label(StrEnum):
    TEXT = "text"
    CODE = "code"  # between ``` and ```: no quotes and no signatures in there
    BLANK = "blank"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    REST = "rest"  # a quote without prefixes, to the end
    SIGNATURE = "signature"
    KEPT = "kept"  # not written by the author, and shown all the same
    __hash__ = str.__hash__  # an Enum's own is dear in each line


TEXT, CODE, BLANK, QUOTE, ATTRIBUTION, REST, SIGNATURE, KEPT = (
    Label  # asking the class for a member is dear in each line
)
OWN = frozenset({TEXT, CODE})
SHOWN = OWN | {KEPT}


@dataclass(slots=True)
class Sheet:
    """The lines with a label each, and where every rule cut."""

    lines: list[str]  # as they are seen: without signs that show nothing
    written: list[str]  # as they stand in the text
    numbers: list[int]  # of each line in the message's text
    marks: list[Mark | None]
    colours: list[str]
    prefixed: list[bool]  # whether each begins as a quoted line does
    telling: list[bool]  # whether each may begin an attribution
    labels: list[Label] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    armour: frozenset[int] = frozenset()  # lines that OpenPGP puts around a signed text
    glued: set[int] = field(default_factory=set)  # lines that end with a drawn line
    subject: str = ""  # of the letter
    answers: bool = True  # whether the letter answers another one, by its own marks
    html: str = ""  # its beginning, whether or not the lines were made from it
    titled: bool = True  # whether its subject says so, or says nothing
    last_head: int | None = None  # where the last attribution above a quote stands; None: not asked
    shows_talk: bool = False  # whether it answers nothing and several heads stand above quotes
    speaks_of_line: bool = True  # whether lines without a prefix speak of "this line"

    def cut(self, rule: str, at: int) -> None:
        """Note that a rule cut at this line."""
        self.cuts.append(Cut(rule, self.numbers[at]))


def sheet_of(message: Message) -> Sheet:
    """The lines of the text, not yet labelled."""
    marked = _marked_lines(message)
    seen = as_seen(message.text)
    lines, numbers, glued = _parted(seen.split("\n"))
    written = lines if seen is message.text else _as_written(lines, numbers, message.text)
    own = "\n".join([line for line in lines if not line.startswith(">")])
    prefixed = [line.lstrip(" ")[:1] in _PREFIXES for line in lines]
    answers = answers_another(message)
    return Sheet(
        lines,
        written,
        numbers,
        marks=[marked[number].mark for number in numbers] if marked else [None] * len(lines),
        colours=[marked[number].colour for number in numbers] if marked else [""] * len(lines),
        prefixed=prefixed,
        telling=telling(lines),
        glued=glued,
        subject=message.subject,
        answers=answers,
        shows_talk=not answers and _shows_talk(lines, prefixed),
        html=(message.html or "")[:MOST_HTML],
        titled=is_titled_as_answer(message.subject),
        speaks_of_line=THIS_LINE.stand_in(own.lower()),
    )


def _as_written(lines: Sequence[str], numbers: Sequence[int], text: str) -> list[str]:
    """The lines as they stand in the text; a part of one that was parted, as it is seen."""
    own = text.split("\n")
    parts = Counter(numbers)
    return [
        own[number] if parts[number] == 1 else line
        for line, number in zip(lines, numbers, strict=True)
    ]


def _shows_talk(lines: Sequence[str], prefixed: Sequence[bool]) -> bool:
    """Whether two lines that end with a colon and have no address stand right above quotes."""
    heads = (
        line
        for line, quoted, below in zip(lines, prefixed, prefixed[1:], strict=False)
        if below and not quoted and line.rstrip().endswith(":") and "@" not in line
    )
    return len(list(islice(heads, 2))) > 1


def _parted(lines: Sequence[str]) -> tuple[list[str], list[int], set[int]]:
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
        ruled = _split_rule(lines, number)
        several = ruled or _split_mark(lines[number]) or _split_head(lines[number], lines, number)
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


def _marked_lines(message: Message) -> Sequence[Line]:
    """The lines of the HTML, if it is what the text was made from."""
    if not message.text_from_html or message.html is None:
        return ()
    lines = to_lines(message.html)
    return lines if "\n".join(line.text for line in lines) == message.text else ()


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
    at = _after_sentence(whole)
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
