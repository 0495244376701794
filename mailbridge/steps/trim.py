"""Reply, quotes and signature of a message, told apart line by line; the rules by name are in docs/trim.md."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mailbridge.domain.message import Cut, Message, Trimmed
from mailbridge.steps.html_marks import Mark, Role
from mailbridge.steps.html_text import Line, to_lines
from mailbridge.steps.trim_attribution import attribution, is_attribution, names_an_author
from mailbridge.steps.trim_headers import header_block, is_rule, original_marker, previous_replies, reply_above
from mailbridge.steps.trim_signature import peel

TEXT, BLANK, QUOTE, ATTRIBUTION, REST, SIGNATURE, KEPT = "text", "blank", "quote", "attribution", "rest", "signature", "kept"
SPLITTABLE = 2000  # a longer line is not searched for an attribution behind the reply


def trim(message: Message) -> Trimmed:
    """Take the text apart; reply + quoted + signature hold every word of it."""
    if not message.text.strip():
        return Trimmed(message.text)
    sheet = _sheet(message)
    _label(sheet)
    _sign(sheet, _names(message))
    _decide_quotes(sheet)
    return _composed(sheet, message.text)


@dataclass(slots=True)
class _Sheet:
    """The lines with a label each, and where every rule cut."""

    lines: list[str]
    numbers: list[int]  # of each line in the message's text
    marks: list[Mark | None]
    labels: list[str] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)

    def put(self, count: int, label: str) -> None:
        self.labels.extend([label] * count)

    def cut(self, rule: str, at: int) -> None:
        self.cuts.append(Cut(rule, self.numbers[at]))

    def has_text(self) -> bool:
        return any(label == TEXT and not is_rule(line) for label, line in zip(self.labels, self.lines, strict=False))


def _sheet(message: Message) -> _Sheet:
    marked = _marked_lines(message)
    sheet = _Sheet([], [], [])
    for number, line in enumerate(message.text.split("\n")):
        mark = marked[number].mark if marked else None
        for piece in _split_attribution(line):
            sheet.lines.append(piece)
            sheet.numbers.append(number)
            sheet.marks.append(mark)
    return sheet


def _marked_lines(message: Message) -> Sequence[Line]:
    """The lines of the HTML, if it is what the text was made from."""
    if not message.text_from_html or message.html is None:
        return ()
    lines = to_lines(message.html)
    return lines if "\n".join(line.text for line in lines) == message.text else ()


def _split_attribution(line: str) -> tuple[str, ...]:
    """A reply and the attribution behind it on one line, parted ("Yes. On Wed, 4 Apr 2012 Ann wrote:")."""
    if len(line) > SPLITTABLE or not line.rstrip().endswith(":"):
        return (line,)
    at = line.find(" On ")
    if at < 1 or line.lstrip().startswith(">") or not is_attribution(line[at + 1 :]):
        return (line,)
    return (line[:at], line[at + 1 :])


def _label(sheet: _Sheet) -> None:
    lines = sheet.lines
    fences = _fenced(lines)
    at = 0
    texts = False
    while at < len(lines):
        label, count, rule = _see(sheet, at, fences, texts)
        if label == REST:
            at = _back_over_rules(sheet, at)
            sheet.cut(rule, at)
            sheet.put(len(lines) - at, REST)
            return
        if rule and label in {ATTRIBUTION, SIGNATURE}:
            sheet.cut(rule, at)
        sheet.put(count, label)
        texts = texts or (label == TEXT and not is_rule(lines[at]))
        at += count


def _fenced(lines: Sequence[str]) -> frozenset[int]:
    """Lines of code between ``` and ```, which hold no quotes and no signatures."""
    fences = [at for at, line in enumerate(lines) if line.lstrip().startswith("```")]
    return frozenset(at for start, end in zip(fences[::2], fences[1::2], strict=False) for at in range(start, end + 1))


def _see(sheet: _Sheet, at: int, fences: frozenset[int], texts: bool) -> tuple[str, int, str]:
    """Label, number of lines, and rule of what begins at a line."""
    line, mark = sheet.lines[at], sheet.marks[at]
    if at in fences:
        return TEXT, 1, ""
    if mark is not None and (seen := _see_mark(sheet, at, mark, texts)):
        return seen
    if not line.strip():
        return BLANK, 1, ""
    count = attribution(sheet.lines, at)
    if count:
        return _attributed(sheet, at, count, texts)
    if line.lstrip(" ").startswith(">") or _goes_on(sheet, at):
        return QUOTE, 1, ""
    return _see_open_quote(sheet, at, mark, texts)


def _see_mark(sheet: _Sheet, at: int, mark: Mark, texts: bool) -> tuple[str, int, str] | None:
    if mark.role is Role.REST:
        return (REST, 1, f"html: {mark.rule}") if texts else None
    if mark.role is Role.QUOTE:
        return QUOTE, 1, f"html: {mark.rule}"
    if mark.role is Role.SIGNATURE:
        fresh = at == 0 or sheet.marks[at - 1] != mark
        return SIGNATURE, 1, f"html: {mark.rule}" if fresh else ""
    if mark.role is Role.ATTRIBUTION and sheet.lines[at].strip():
        fresh = at == 0 or sheet.marks[at - 1] != mark
        return ATTRIBUTION, 1, f"html: {mark.rule}" if fresh else ""
    return None


def _attributed(sheet: _Sheet, at: int, count: int, texts: bool) -> tuple[str, int, str]:
    """An attribution: with a quote below it, or with an unmarked quote that goes on to the end."""
    if _quote_follows(sheet, at + count):
        return ATTRIBUTION, count, "attribution"
    if texts:
        return REST, count, "attribution"
    return ATTRIBUTION, count, "attribution"


def _goes_on(sheet: _Sheet, at: int) -> bool:
    """A quote under an attribution whose prefix is a bar, and a long link that a program broke out of its quoted line."""
    line = sheet.lines[at].strip()
    above = sheet.labels[-1] if sheet.labels else TEXT
    if line.startswith("|"):
        return _under_attribution(sheet.labels) or (above == QUOTE and sheet.lines[at - 1].lstrip().startswith("|"))
    return above == QUOTE and line.endswith(">") and line.startswith(("(http", "<http", "http")) and " " not in line.rstrip("> ")


def _under_attribution(labels: Sequence[str]) -> bool:
    return next((label for label in reversed(labels[-4:]) if label != BLANK), TEXT) == ATTRIBUTION


def _quote_follows(sheet: _Sheet, at: int) -> bool:
    for place in range(at, min(at + 8, len(sheet.lines))):
        mark = sheet.marks[place]
        if mark is not None and mark.role is Role.QUOTE:
            return True
        if sheet.lines[place].strip():
            return sheet.lines[place].lstrip(" ").startswith((">", "|"))
    return False


def _see_open_quote(sheet: _Sheet, at: int, mark: Mark | None, texts: bool) -> tuple[str, int, str]:
    """What begins a quote without prefixes; with nothing above it, it is the letter itself."""
    lines, line = sheet.lines, sheet.lines[at]
    marked = mark is not None and mark.role in {Role.BORDER, Role.REST}
    count = header_block(lines, at, marked=marked)
    if count:
        return (REST, count, "header fields") if texts else (KEPT, count, "")
    rule = original_marker(line)
    if rule is None and reply_above(line):
        rule = "reply above this line"
    if rule is None and previous_replies(line) and at and is_rule(lines[at - 1]):
        rule = "previous replies"
    if rule is not None:
        return (REST, 1, rule) if texts else (KEPT, 1, "")
    if names_an_author(line) and _quote_follows(sheet, at + 1):
        return ATTRIBUTION, 1, "attribution"
    return TEXT, 1, ""


def _back_over_rules(sheet: _Sheet, at: int) -> int:
    """The separators drawn above a quote go with it."""
    place = at
    while place and (not sheet.lines[place - 1].strip() or is_rule(sheet.lines[place - 1])):
        place -= 1
        if is_rule(sheet.lines[place]):
            at = place
    del sheet.labels[at:]
    return at


def _names(message: Message) -> frozenset[str]:
    """The author's names as he may sign: whole, and the first."""
    author = message.author
    name = author.name.strip().lower() if author else ""
    parts = name.replace(",", " ").split()
    return frozenset({name, " ".join(parts), *parts[:1]} - {""}) if 0 < len(parts) <= 4 else frozenset()


def _sign(sheet: _Sheet, names: frozenset[str]) -> None:
    """Find the signatures: in the text that stands last, and in the text right above the quote that ends the message."""
    chunks = _chunks(sheet.labels)
    signed = SIGNATURE in sheet.labels
    for start, end in reversed(chunks):
        found = peel(sheet.lines[start:end], whole=start != chunks[0][0], names=names, signed=signed)
        first = end
        for peeled in found:
            first = start + peeled.start
            sheet.cut(peeled.rule, first)
            signed = signed or peeled.rule == "separator"
        for at in range(first, end):
            sheet.labels[at] = SIGNATURE
        if any(sheet.labels[at] in {TEXT, KEPT} for at in range(start, first)):
            return


def _chunks(labels: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of text lines, with the blank lines among them."""
    chunks: list[tuple[int, int]] = []
    start = None
    for at, label in enumerate((*labels, QUOTE)):
        if label == TEXT and start is None:
            start = at
        elif label not in {TEXT, BLANK} and start is not None:
            chunks.append((start, at))
            start = None
    return chunks


def _decide_quotes(sheet: _Sheet) -> None:
    """Keep the quotes that are answered below themselves, in place; cut the others."""
    runs = _quote_runs(sheet.labels)
    last_text = max((at for at, label in enumerate(sheet.labels) if label in {TEXT, KEPT}), default=-1)
    answered = [run for run in runs if run[1] <= last_text]
    kept = [run for run in answered if len(answered) > 1 or not _is_attributed(sheet.labels, run[0])]
    for start, end in runs:
        if (start, end) in kept:
            sheet.labels[start:end] = [KEPT] * (end - start)
        else:
            sheet.cut("quote", start)


def _quote_runs(labels: Sequence[str]) -> list[tuple[int, int]]:
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
            elif labels[place] not in {BLANK, ATTRIBUTION}:
                break
        runs.append((at, end))
        at = end
    return runs


def _is_attributed(labels: Sequence[str], start: int) -> bool:
    while start and labels[start - 1] == BLANK:
        start -= 1
    return bool(start) and labels[start - 1] == ATTRIBUTION


def _composed(sheet: _Sheet, text: str) -> Trimmed:
    reply = _joined(sheet, {TEXT, KEPT})
    if not reply:
        return Trimmed(text)
    quoted, signature = _joined(sheet, {QUOTE, ATTRIBUTION, REST}), _joined(sheet, {SIGNATURE})
    return Trimmed(reply, quoted, signature, tuple(sorted(sheet.cuts, key=lambda cut: cut.line)))


def _joined(sheet: _Sheet, wanted: set[str]) -> str:
    """The lines with these labels; a gap left by others is one blank line."""
    out: list[str] = []
    for line, label in zip(sheet.lines, sheet.labels, strict=True):
        if label in wanted:
            out.append(line)
        elif (out and out[-1].strip()) and (label != BLANK or not line.strip()):
            out.append("")
    while out and not out[-1].strip():
        out.pop()
    while out and not out[0].strip():
        out.pop(0)
    return "\n".join(out)
