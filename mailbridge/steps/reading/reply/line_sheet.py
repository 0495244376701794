"""The lines of a message side by side with what its HTML says of them and the labels they are
given.
"""

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
    telling,
)
from mailbridge.steps.reading.reply.glued_lines import parted
from mailbridge.steps.reading.reply.quote_words import THIS_LINE
from mailbridge.steps.text.unseen_signs import as_seen
from mailbridge.values import dataclass

_PREFIXES = frozenset(">|")
MOST_HTML = 200_000  # characters of HTML that are searched for the head of a quote


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
    lines, numbers, glued = parted(seen.split("\n"))
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


def _marked_lines(message: Message) -> Sequence[Line]:
    """The lines of the HTML, if it is what the text was made from."""
    if not message.text_from_html or message.html is None:
        return ()
    lines = to_lines(message.html)
    return lines if "\n".join(line.text for line in lines) == message.text else ()
