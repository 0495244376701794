"""Who wrote each line of an answer that quotes our letters: we, the author, or somebody else."""

import re
from collections.abc import Sequence
from enum import StrEnum

from mailbridge.steps.deciding.conversation.answer_lines import Line, Part
from mailbridge.steps.deciding.conversation.own_lines import Cover
from mailbridge.steps.reading.reply.attribution import MAX_LINES, attribution
from mailbridge.steps.reading.reply.quoted_header import (
    asks_for_reply_above,
    is_banner,
    original_marker,
    shown_header_block,
)
from mailbridge.steps.reading.reply.signing.signature import peel

HEAD = 10  # lines that a mail program's head above a quote may have
_FIELD = re.compile(r"[^\s:：][^:：]{0,40}[:：]\s*\S")


class Writer(StrEnum):
    OURS = "ours"  # it stands in a letter of ours, or heads one
    MIXED = "mixed"  # ours, with words of the author on the same line
    AUTHOR = "author"
    OTHER = "other"  # where the reading put it: another's words, a signature, a blank line


def writers(lines: Sequence[Line], cover: Cover) -> list[Writer]:
    """One for each line. A line of the quoted part is the author's where it stands among lines of
    ours and is none of a head.
    """
    said = [_writer(line, cover, at) for at, line in enumerate(lines)]
    _attributions(lines, said)
    _heads(lines, cover, said)
    _lone_lines(lines, said)
    _typed_into_quotes(lines, cover, said)
    _drawn_lines(lines, said)
    _empty_lines(lines, said)
    return said


def _writer(line: Line, cover: Cover, at: int) -> Writer:
    if cover.is_ours(at):
        return Writer.OURS
    if cover.is_touched(at):
        return Writer.MIXED
    return Writer.AUTHOR if line.part is Part.REPLY and line.words else Writer.OTHER


def _attributions(lines: Sequence[Line], said: list[Writer]) -> None:
    """The line that a mail program put above its quote is nobody's answer, though it says the same
    day as a line of ours: "On Mon, 23 Nov 2026 at 10:00, Ann wrote:".
    """
    for at, line in enumerate(lines):
        if said[at] is Writer.MIXED and line.part is Part.QUOTED:
            texts = [line.text for line in lines[at : at + MAX_LINES + 1]]
            count = attribution(texts, 0)
            said[at : at + count] = [Writer.OURS] * count


def _lone_lines(lines: Sequence[Line], said: list[Writer]) -> None:
    """A sentence of the author's own with words of ours in it, and no line of ours beside it, is
    left whole: half of it would say something else.
    """
    filled = [at for at, line in enumerate(lines) if line.words]
    for number, at in enumerate(filled):
        beside = [said[line] for line in filled[max(number - 1, 0) : number + 2] if line != at]
        alone = all(writer is Writer.AUTHOR for writer in beside)
        if alone and said[at] is Writer.MIXED and not lines[at].is_marked:
            said[at] = Writer.AUTHOR


def _drawn_lines(lines: Sequence[Line], said: list[Writer]) -> None:
    """A line that is only drawn belongs to our line beside it."""
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    for number, at in enumerate(filled):
        beside = [said[line] for line in filled[max(number - 1, 0) : number + 2]]
        if not lines[at].words and Writer.OURS in beside:
            said[at] = Writer.OURS


def _empty_lines(lines: Sequence[Line], said: list[Writer]) -> None:
    """A quoted line with nothing on it belongs to our line above or below it."""
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        beside = Writer.OTHER
        for at in order:
            if lines[at].text.strip():
                beside = said[at]
            elif lines[at].depth and beside is Writer.OURS:
                said[at] = Writer.OURS


def _heads(lines: Sequence[Line], cover: Cover, said: list[Writer]) -> None:
    """What a mail program wrote above a letter of ours, in any language, is not the author's."""
    texts = [line.text for line in lines]
    above = -1
    for at, line in enumerate(lines):
        if not line.words:
            continue
        begins = cover.is_touched(at) and not (above >= 0 and cover.is_touched(above))
        if begins and above >= 0 and said[above] is Writer.AUTHOR and at - above <= 3:
            for one in range(_head(texts, said, above), above + 1):
                said[one] = Writer.OURS
        above = at


def _head(texts: Sequence[str], said: Sequence[Writer], last: int) -> int:
    """Where the head that ends with line `last` begins; last + 1 where it is none."""
    first = last
    while (
        first > 0
        and last - first < HEAD
        and said[first - 1] is Writer.AUTHOR
        and texts[first - 1].strip()
    ):
        first -= 1
    for start in range(first, last + 1):
        if start + max(
            shown_header_block(texts, start), attribution(texts, start)
        ) > last or original_marker(texts[last]):
            return start if not original_marker(texts[last]) else last
    return _foreign_head(texts, first, last)


def _foreign_head(texts: Sequence[str], first: int, last: int) -> int:
    """Several fields with an address or a date among them; or one line with both, and a colon at
    its end.
    """
    start = last + 1
    while start > first and (
        _FIELD.match(texts[start - 1].strip(" *_")) or is_banner(texts[start - 1])
    ):
        start -= 1
    block = texts[start : last + 1]
    if len(block) >= 2 and any("@" in line or _digits(line) >= 4 for line in block):
        return start
    line = texts[last].rstrip()
    return last if line.endswith((":", "：")) and ("@" in line or _digits(line) >= 6) else last + 1


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _typed_into_quotes(lines: Sequence[Line], cover: Cover, said: list[Writer]) -> None:
    """Mark the lines of the quoted part that are the author's."""
    texts = [line.text for line in lines]
    touched = [at for at in range(len(lines)) if cover.is_touched(at)]
    if not touched:
        return
    last = touched[-1]
    above, foreign = touched[0], False
    taken_apart = {Part.QUOTED}  # a signature is looked into once a line of ours was taken for one
    for at in range(touched[0], len(lines)):
        line = lines[at]
        if cover.is_touched(at):
            above, foreign = at, False
            taken_apart.add(line.part)
            continue
        if line.part is Part.REPLY or line.part not in taken_apart or not line.words:
            continue
        foreign = foreign or _begins_another(texts, at)
        if not foreign and _may_be_typed(line, lines[above], cover, above, at > last):
            said[at] = Writer.AUTHOR
    _unsign(lines, said, last + 1)


def _begins_another(texts: Sequence[str], at: int) -> bool:
    """Whether a head, or what programs write between letters, begins here."""
    return (
        shown_header_block(texts, at) > 0
        or attribution(texts, at) > 0
        or is_banner(texts[at])
        or original_marker(texts[at]) is not None
        or asks_for_reply_above(texts[at])
    )


def _may_be_typed(line: Line, above: Line, cover: Cover, at_above: int, is_below_all: bool) -> bool:
    """Whether the author may have typed a line: beside the quote, or into it where it is a plain
    quote of ours; below the end of our letter only outside of quotes.
    """
    into = line.depth == above.depth == 1
    return line.depth == 0 or (into and not (is_below_all and cover.ends_letter(at_above)))


def _unsign(lines: Sequence[Line], said: list[Writer], start: int) -> None:
    """A signature or a disclaimer below the last line of ours is none of the answer."""
    below = [at for at in range(start, len(lines)) if lines[at].part is not Part.REPLY]
    if not any(said[at] is Writer.AUTHOR for at in below):
        return
    end = peel([lines[at].text for at in below], whole=True, names=frozenset(), signed=False)
    for at in below[min((peeled.start for peeled in end), default=len(below)) :]:
        said[at] = Writer.OTHER
