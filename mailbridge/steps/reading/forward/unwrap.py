"""The letter inside a forward: whose it was, when it was written, and what the forwarder says about
it.
"""

from enum import Enum, auto

from mailbridge.domain.message import Forwarded, Message
from mailbridge.steps.reading.forward.attached_forward import attached_forward
from mailbridge.steps.reading.forward.forward_words import (
    ENDS,
    FORWARD_PREFIXES,
    FORWARDED,
    FORWARDED_BY,
    FORWARDED_OF,
    ORIGINAL,
    REPLY_PREFIXES,
    TEXT_FOLLOWS,
)
from mailbridge.steps.reading.forward.forwarded_header import (
    NOTHING_KNOWN,
    Block,
    Line,
    attribution,
    bare_header_block,
    header_block,
    labelled,
    unquoted,
)
from mailbridge.values import dataclass

_RULE = "-‐‑‒–—―─_=*#~+<>8[] \t\u00a0"
_DOT_ABOVE = "\u0307"  # which a Turkish İ leaves behind
_LONGEST_MARKER = 200
_LONGEST_PREFIX = 24
_LONGEST_PHRASE = max(map(len, FORWARDED | ORIGINAL))
_MOST_DRAWN = 5  # words between two drawn lines
_MOST_LINES_ABOVE = (
    2000  # a forward with no marker and no header block is looked for only so far down
)
_COMPLETE = 3  # header fields that make a block where no marker line does


class Intent(Enum):
    """What the subject and the header section say the message is."""

    FORWARD = auto()
    REPLY = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a forward begins: the first line of its marker or block, and what stands at the head of
    it.
    """

    line: int
    block: Block | None
    body: int


def find(message: Message) -> Forwarded | None:
    """The letter that was forwarded, inline or attached; None where the message is no forward.

    A date without a zone is taken in the forwarder's own. The author's address is empty where only
    a name was shown.
    """
    aim = intent(message)
    shown = message.text.split("\n")
    if aim is Intent.REPLY and not _has_marker(shown):
        return None
    lines = [unquoted(line) for line in shown]
    opening = _opening(lines, aim)
    if opening:
        return _inline(message, lines, opening)
    return attached_forward(message, is_reply=aim is Intent.REPLY, is_plain=aim is Intent.PLAIN)


def _has_marker(shown: list[str]) -> bool:
    """Whether a marker of a forward stands above the first quoted line: without one a reply holds
    no forward.
    """
    for line in shown:
        depth, text = unquoted(line) if line.startswith((">", " ")) else (0, line)
        if _marker(text) is FORWARDED:
            return True
        if depth and text.strip():
            return False
    return False


def intent(message: Message) -> Intent:
    """From the outermost prefix of the subject, and from what the mail program noted."""
    if message.header("X-Forwarded-Message-Id"):
        return Intent.FORWARD
    prefix, _ = _prefixed(message.subject)
    if prefix in REPLY_PREFIXES:
        return Intent.REPLY
    if prefix in FORWARD_PREFIXES or message.subject.rstrip().casefold().endswith(
        ("(fwd)", "(forwarded)")
    ):
        return Intent.FORWARD
    return Intent.PLAIN


def _prefixed(subject: str) -> tuple[str, str]:
    """The outermost prefix, in lower case and without its count, and what follows it."""
    shown = subject.strip().replace("：", ":")
    head, colon, _ = shown[:_LONGEST_PREFIX].partition(":")
    bare = head.strip(" []\u00a0").casefold().replace(_DOT_ABOVE, "")
    prefix = " ".join(bare.split()).rstrip("0123456789()[]^*.")
    return (prefix, shown[len(head) + 1 :].strip()) if colon else ("", shown)


def _original_subject(message: Message) -> str | None:
    """The forward's own subject without its prefix: for forwards that do not repeat it."""
    prefix, rest = _prefixed(message.subject)
    subject = rest if prefix in FORWARD_PREFIXES else message.subject.strip()
    return (
        subject.removesuffix("]" if subject.count("[") < subject.count("]") else "")
        .removesuffix("(fwd)")
        .strip()
        or None
    )


def _opening(lines: list[Line], aim: Intent) -> Opening | None:
    """The first sign of another letter decides: a forward, or the history below a reply."""
    at = 0
    while at < len(lines):
        line = lines[at]
        marker = _marker(line.text)
        if marker is not None:
            return _marked(lines, at, marker, aim)
        block = header_block(lines, at) if labelled(line.text) else NOTHING_KNOWN
        if _complete(block, aim):
            first = _drawn_above(lines, at)
            return Opening(first, block, block.end) if aim is Intent.FORWARD else None
        written = attribution(lines, at) if at < _MOST_LINES_ABOVE else None
        if written:
            return _attributed(lines, at, written) if aim is Intent.FORWARD else None
        if line.depth and line.text.strip() and aim is Intent.REPLY:
            return None
        at = max(at + 1, block.end)
    return None


def _drawn_above(lines: list[Line], at: int) -> int:
    """Where a head begins: with a line right above it whose words, in whatever language, stand
    between two drawn lines.
    """
    above = next((up for up in range(at - 1, max(at - 4, -1), -1) if lines[up].text.strip()), at)
    text = lines[above].text.strip()
    drawn = _ruled(text) and _ruled(text[::-1]) and len(text.strip(_RULE).split()) <= _MOST_DRAWN
    return above if above < at and drawn else at


def _marker(text: str) -> frozenset[str] | None:
    """FORWARDED or ORIGINAL, where the line is one of their phrases in a rule of dashes or before a
    colon.
    """
    if len(text) > _LONGEST_PHRASE and _is_prose(text):
        return None
    phrase = _phrase(text)
    if phrase in ORIGINAL:
        return ORIGINAL if _ruled(text) else None
    named = phrase.startswith(FORWARDED_BY) or ("@" in phrase and phrase.startswith(FORWARDED_OF))
    if phrase in FORWARDED or (named and _ruled(text)):
        return FORWARDED
    return None


def _is_prose(text: str) -> bool:
    """Cheaply: whether nothing is drawn at either end of a line."""
    ends = text[-1].isalpha() or text[-1] in ".,"
    return ends and text[0].isalpha() and text.isascii()


def _phrase(text: str) -> str:
    """A line without its dashes and colon, in lower case."""
    if len(text) > _LONGEST_MARKER:
        return ""
    return text.strip(_RULE).rstrip(":： ").casefold().replace(_DOT_ABOVE, "")


def _ruled(text: str) -> bool:
    bare = text.strip()
    return len(bare) - len(bare.lstrip(_RULE)) >= 2


def _marked(lines: list[Line], at: int, marker: frozenset[str], aim: Intent) -> Opening | None:
    if marker is ORIGINAL and aim is not Intent.FORWARD:
        return None
    if aim is Intent.REPLY and lines[at].depth:
        return None
    head = _after_rules(lines, at + 1)
    block = header_block(lines, head) if head < len(lines) else None
    if block is None or not block.names_author:
        block = bare_header_block(lines, head)
    if block is None:
        block = next(
            filter(
                None,
                (attribution(lines, below) for below in range(head, min(head + 4, len(lines)))),
            ),
            None,
        )
    if block is None and not _ruled(lines[at].text):
        return None
    return Opening(at, block, block.end if block else at + 1)


def _after_rules(lines: list[Line], at: int) -> int:
    while at < len(lines) and not lines[at].text.strip(_RULE):
        at += 1
    return at


def _complete(block: Block, aim: Intent) -> bool:
    """Enough to be a block with no marker above it; "From: ..." in ordinary text is not."""
    if not block.names_author or not {"date", "subject"} & block.roles:
        return False
    return len(block.roles) >= _COMPLETE or (
        aim is Intent.FORWARD and len(block.roles) >= _COMPLETE - 1
    )


def _attributed(lines: list[Line], at: int, block: Block) -> Opening:
    first = at
    while (
        first > 0
        and at - first < 2
        and lines[first - 1].text.strip()
        and not attribution(lines[first : at + 1], at - first)
    ):
        first -= 1
    return Opening(first, block, block.end)


def _inline(message: Message, lines: list[Line], opening: Opening) -> Forwarded:
    zone = message.date.tzinfo if message.date else None
    body, after = _body(lines[opening.body :], quoted=_is_quoted(lines, opening))
    note = "\n".join(filter(None, (_note(lines[: opening.line]), after)))
    block = opening.block or NOTHING_KNOWN
    subject = _original_subject(message) if block.subject is None else block.subject
    return Forwarded(block.author, block.date(zone), subject, body, note, _forwarded_id(message))


def _is_quoted(lines: list[Line], opening: Opening) -> bool:
    """Whether the letter as a whole is quoted, so that its first `>` is the forwarder's."""
    first = next((line for line in lines[opening.body :] if line.text.strip()), None)
    return first is not None and first.depth > 0


def _body(lines: list[Line], *, quoted: bool) -> tuple[str, str]:
    """The forwarded text, and what stands below the line that ends it."""
    start = next((at for at, line in enumerate(lines) if line.text.strip()), 0)
    start += bool(lines[start:]) and _phrase(lines[start].text) in TEXT_FOLLOWS
    end = next(
        (at for at, line in enumerate(lines) if _phrase(line.text) in ENDS and _ruled(line.text)),
        len(lines),
    )
    return _written(lines[start:end], int(quoted)), _written(lines[end + 1 :], 0)


def _written(lines: list[Line], outer: int) -> str:
    return "\n".join(
        ">" * max(line.depth - outer, 0) + (" " if line.depth > outer else "") + line.text
        for line in lines
    ).strip()


def _note(lines: list[Line]) -> str:
    last = len(lines)
    while last and not lines[last - 1].text.strip(_RULE):
        last -= 1
    return _written(lines[:last], 0)


def _forwarded_id(message: Message) -> str | None:
    ids = (message.header("X-Forwarded-Message-Id") or "").split()
    return ids[0].strip("<>") or None if len(ids) == 1 else None
