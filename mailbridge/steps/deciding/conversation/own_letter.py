"""What of an answer stands in our letters is not the author's; what does not, is.

Runs after the trimming of the reading, which knows mail programs; this knows our letters. What is
taken is folded into the quoted part. An answer typed into a quote comes back, with the line it
answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import field

from mailbridge.domain.letter import SentLetter
from mailbridge.domain.message import Trimmed
from mailbridge.domain.told import told
from mailbridge.steps.deciding.conversation.answer_lines import Line, Part, lines_of, shown
from mailbridge.steps.deciding.conversation.own_lines import Cover, cover
from mailbridge.steps.deciding.conversation.typed_lines import Writer, writers
from mailbridge.steps.text.sentences import without_item_mark
from mailbridge.steps.text.word_runs import words
from mailbridge.values import dataclass, replace

NEWEST = 20  # letters that an answer is compared with
MOST_LINES = 20_000  # a longer text is not looked at
CITED = 3  # lines shown above an answer that was typed into a quote

_BEHIND = " \t?!.,:;)]}\"'»”’*_"  # what belongs to the words before it


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer without our own words."""

    trimmed: Trimmed
    notes: tuple[str, ...] = ()  # for the trail
    inside: bool = False  # words of a letter that shows internal words stood in it
    only_ours: bool = False  # nothing of it is the author's; the reply was left as it is


def take_away(
    text: str,
    trimmed: Trimmed,
    letters: Sequence[SentLetter],
    others_words: Iterable[str] = (),
    cites_inside: bool = False,
) -> Taken | None:
    """The answer without what stands in these letters, or None where nothing does.

    `text`: the whole readable text; `letters`: newest first; `others_words`: what clients and the
    author wrote before, which is never ours; `cites_inside`: the answer stays inside, so that it
    may show which line of an internal letter it answers.
    """
    newest = letters[:NEWEST]
    if not newest or not text.strip() or text.count("\n") > MOST_LINES:
        return None
    lines = lines_of(text, trimmed)
    covered = cover(lines, newest, others_words)
    if all(source is None for source in covered.letter):
        return None
    said = writers(lines, covered)
    inside = any(newest[source].inside for source in covered.letter if source is not None)
    sheet = _Sheet(
        lines,
        covered,
        said,
        frozenset(
            at for at, sent_letter in enumerate(newest) if sent_letter.inside and not cites_inside
        ),
    )
    sheet.sort()
    return _taken(trimmed, sheet, inside)


@dataclass(slots=True)
class _Sheet:
    """Each line on its way into the reply or out of it."""

    lines: Sequence[Line]
    found: Cover
    said: Sequence[Writer]
    never_cited: frozenset[int]  # letters
    reply: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    last_touched: int = -1
    cited: int = -1  # the last line that was shown above an answer
    taken: int = 0
    back: int = 0
    into: int = 0  # answers with a line of ours above, and one somewhere below

    def sort(self) -> None:
        self.last_touched = max(at for at in range(len(self.lines)) if self.found.is_touched(at))
        for at, line in enumerate(self.lines):
            writer = self.said[at]
            if writer is Writer.AUTHOR:
                self._keep(at, line.whole if line.part is Part.REPLY else line.text.strip())
            elif writer is Writer.MIXED and (piece := self._piece(at)):
                self.taken += line.part is Part.REPLY
                self._keep(at, piece)
                self.quoted.append(line.whole)
            elif writer is Writer.OTHER:
                self._leave(line)
            else:
                self.taken += line.part is Part.REPLY and bool(line.words)
                self.quoted.append(line.whole)

    def _leave(self, line: Line) -> None:
        where = {Part.REPLY: self.reply, Part.QUOTED: self.quoted, Part.SIGNATURE: self.signature}[
            line.part
        ]
        where.append(line.whole)

    def _keep(self, at: int, text: str) -> None:
        self.back += self.lines[at].part is not Part.REPLY
        cited = self._cited(at)
        if cited:
            self.reply += ["", *(f"> {line}" for line in cited)]
            self.cited = at
            self.into += at < self.last_touched
        elif self.said[at] is Writer.MIXED and self.reply and self.reply[-1].strip():
            self.reply.append("")
        self.reply.append(text)

    def _cited(self, at: int) -> list[str]:
        """The words of ours that a line answers: those before it on the same line, and the lines
        right above.
        """
        own = self._before(at) if self.said[at] is Writer.MIXED else ""
        above = at - 1
        while above > self.cited and not own and not self.lines[above].text.strip():
            above -= 1
        shown_above: list[str] = []
        while (
            above > self.cited
            and len(shown_above) < CITED - bool(own)
            and self._may_be_cited(above, at)
        ):
            shown_above.append(self.lines[above].text.strip())
            if without_item_mark(shown_above[-1]) != shown_above[-1]:
                break
            above -= 1
        return [
            *reversed(shown_above),
            *([own] if own and self.found.letter[at] not in self.never_cited else []),
        ]

    def _may_be_cited(self, above: int, at: int) -> bool:
        covered, letter = self.found, self.found.letter[above]
        if (
            self.said[above] is not Writer.OURS
            or not covered.is_touched(above)
            or letter in self.never_cited
        ):
            return False
        is_last = above >= self.last_touched
        return above == at - 1 or not (is_last and covered.ends_letter(above))

    def _before(self, at: int) -> str:
        """Our words on that line up to the first one typed behind them."""
        line, covered = self.lines[at], self.found.covered[at]
        own = [word for word, is_ours in zip(line.words, covered, strict=True) if is_ours]
        typed = next(
            (
                word
                for word, is_ours in zip(line.words, covered, strict=True)
                if not is_ours and word.start > own[0].start
            ),
            None,
        )
        begin = 0 if covered[0] else own[0].start
        return line.text[begin : typed.start].strip() if typed is not None else ""

    def _piece(self, at: int) -> str:
        """The author's words on a line of ours; the number or mark of a list item before ours is
        none.
        """
        line, covered = self.lines[at], self.found.covered[at]
        pieces: list[str] = []
        end = 0
        for number, word in enumerate(line.words):
            if covered[number]:
                end = word.end
                continue
            if number and not covered[number - 1]:
                pieces[-1] = f"{pieces[-1]}{line.text[line.words[number - 1].end : word.end]}"
            else:
                pieces.append(line.text[end : word.end].lstrip(_BEHIND if end else ""))
            if number + 1 == len(line.words):
                pieces[-1] += line.text[word.end :].rstrip()
        first = 1 if not covered[0] and _is_item_mark(pieces[0]) else 0
        return " ".join(pieces[first:])


def _is_item_mark(piece: str) -> bool:
    bare = piece.strip(" .():-–—*•#")
    return len(bare) <= 3 and bare[-1:].isdigit()


def _taken(trimmed: Trimmed, sheet: _Sheet, inside: bool) -> Taken:
    if not sheet.taken and not sheet.back and not sheet.into:
        return Taken(trimmed, (), inside)
    if not any(words(line) and not line.startswith(">") for line in sheet.reply):
        return Taken(
            trimmed,
            (told("nothing but what stands in our letters, left as it is"),),
            inside,
            only_ours=True,
        )
    notes = (
        [told("lines of our letters taken out of the reply: {number}", number=sheet.taken)]
        if sheet.taken
        else []
    )
    notes += (
        [told("lines typed into the quote brought back: {number}", number=sheet.back)]
        if sheet.back
        else []
    )
    reply, quoted, signature = (
        shown(lines) for lines in (sheet.reply, sheet.quoted, sheet.signature)
    )
    return Taken(
        replace(trimmed, reply=reply, quoted=quoted, signature=signature), tuple(notes), inside
    )
