"""Heads of quotes known by their shape: rows of "label: value" in whatever language, all fields on
one line, and the card that Lotus Notes shows.
"""

from collections.abc import Sequence
from itertools import pairwise

from mailbridge.steps.reading.reply.dated_words import (
    holds_a_mailbox,
    is_dated,
    is_timed,
    says_little_else,
)
from mailbridge.steps.reading.reply.quoted_header import (
    MAX_FIELD_NAME,
    field,
    is_banner,
    label_and_value,
    role_of,
)
from mailbridge.steps.text.base_subject import base_subject
from mailbridge.values import dataclass

FEWEST, MOST = 3, 8  # rows of a head; two below a drawn line
MOST_LABEL_WORDS = 4
MOST_BROKEN = 3  # lines that go on with a row's value
PROOFS = 2  # of an address, a date and our subject
_BLANK_ABOVE = 2  # lines between a drawn line and the head below it
MOST_FIELDS_LINE = 600  # characters of a line with several fields
MOST_LABELS = 8
LONGEST_LABEL = 3  # words
_DECORATION = "*_>|<[](){}\"'"
LONGEST_SOMEBODY = 120  # characters
MOST_BESIDE_MOMENT = 3  # words
MOST_APART = 2  # lines from an author to the moment
CARD = 6  # filled lines of a card below its date
_ADDRESSED = frozenset({"to", "subject"})


@dataclass(frozen=True, slots=True)
class _Rows:
    values: list[str]
    length: int  # lines they take


def shaped_header_block(
    lines: Sequence[str], start: int, subject: str = "", *, marked: bool = False
) -> int:
    """How many lines from `start` on are rows of "label: value" that head a letter; 0 when none
    are there.

    Two of them, one of these above the third, look like a name with its address in brackets, a day
    with its year or time, or the letter's own subject. A form's rows have no brackets around the
    address: without them it counts only under a drawn line (`marked`: the HTML drew it), where two
    rows are enough.
    """
    if label_and_value(lines[start]) is None or _is_row_above(lines, start):
        return 0
    rows = _rows(lines, start)
    drawn = marked or _is_drawn_above(lines, start)
    if not (FEWEST - 1 if drawn else FEWEST) <= len(rows.values) <= MOST:
        return 0
    addressed = {at for at, row in enumerate(rows.values) if _is_addressed(row, drawn)}
    dated = any(is_dated(row) for at, row in enumerate(rows.values) if at not in addressed)
    ours = any(_is_subject(row, subject) for row in rows.values)
    first = rows.values[:2]
    begins = min(addressed, default=2) < 2 or any(
        is_dated(row) or _is_subject(row, subject) for row in first
    )
    return rows.length if begins and bool(addressed) + dated + ours >= PROOFS else 0


def _is_addressed(row: str, drawn: bool) -> bool:
    return holds_a_mailbox(row) or (drawn and "@" in row)


def _is_subject(row: str, subject: str) -> bool:
    bare = base_subject(subject).casefold()
    return bool(bare) and base_subject(row).casefold() == bare


def _rows(lines: Sequence[str], start: int) -> _Rows:
    """The values of the rows that follow one another; long ones go on below their line."""
    values: list[str] = []
    end, broken = start, 0
    for at in range(start, min(len(lines), start + MOST + 1 + MOST_BROKEN)):
        parted = label_and_value(lines[at])
        if parted is not None and _is_label(parted[0]):
            values.append(parted[1])
            end = at + 1
            continue
        broken += 1
        if not lines[at].strip() or broken > MOST_BROKEN:
            break
        if values and not values[-1]:
            values[-1] = lines[at].strip()
            end = at + 1
    return _Rows([value for value in values if value], end - start)


def _is_row_above(lines: Sequence[str], start: int) -> bool:
    """Whether the rows begin higher up."""
    parted = label_and_value(lines[start - 1]) if start else None
    return parted is not None and _is_label(parted[0]) and bool(parted[1])


def _is_label(label: str) -> bool:
    return (
        bool(label)
        and len(label.split()) <= MOST_LABEL_WORDS
        and not any(map(str.isdigit, label))
        and "@" not in label
        and "://" not in label
    )


def _is_drawn_above(lines: Sequence[str], start: int) -> bool:
    above = lines[max(0, start - _BLANK_ABOVE - 1) : start]
    return any(is_banner(line) for line in above if line.strip()) and len(above) > 0


def has_fields_on_one_line(line: str) -> bool:
    """Whether a line begins with a field and holds a second one, an address and a date: "From: Ann
    <ann@example.org> Date: 4 May 2026 10:15".
    """
    if line.count(":") + line.count("：") < 2 or "@" not in line or len(line) > MOST_FIELDS_LINE:
        return False
    words = line.replace("：", ": ").split()
    ends = [at for at, word in enumerate(words) if _ends_label(word)][:MOST_LABELS]
    if not ends or ends[0] >= LONGEST_LABEL or len(ends) < 2:
        return False
    roles = [_named(words[: ends[0] + 1])]
    roles += [
        _named(words[max(above + 1, at - LONGEST_LABEL + 1) : at + 1])
        for above, at in pairwise(ends)
    ]
    known = set(roles) - {""}
    return bool(roles[0]) and len(known) >= 2 and is_dated(line)


def _ends_label(word: str) -> bool:
    bare = word.strip(_DECORATION)
    return bare == ":" or (
        bare.endswith(":") and bare[:-1].strip(_DECORATION).replace("-", "").isalpha()
    )


def _named(words: Sequence[str]) -> str:
    """What the longest run of words that ends with a colon names; empty where it names nothing."""
    for start in range(len(words)):
        role = role_of(" ".join(words[start:]).strip(_DECORATION + " "))
        if role:
            return role
    return ""


def card(lines: Sequence[str], start: int) -> int:
    """How many lines from `start` on are a card: somebody, below them a date alone, below it whom
    the letter went to and its subject. 0 when none is there.
    """
    if not _is_somebody(lines[start]):
        return 0
    filled = [at for at in range(start, min(start + 4 * CARD, len(lines))) if lines[at].strip()]
    if len(filled) < 3 or filled[1] > start + 2:
        return 0
    date = lines[filled[1]]
    if (
        field(date) is not None
        or not is_dated(date)
        or len(date.split()) > CARD
        or not says_little_else(date)
    ):
        return 0
    roles: dict[str, int] = {}
    for at in filled[2 : 2 + 2 * CARD]:
        role = _card_role(lines[at])
        if role:
            roles.setdefault(role, _end_of_value(lines, at))
    return max(roles.values()) - start + 1 if roles.keys() >= _ADDRESSED else 0


def _card_role(line: str) -> str:
    """What a line of a card says, with its colon or, as Notes has it, with a label alone."""
    shown = field(line)
    return shown[0] if shown is not None else role_of(line[:MAX_FIELD_NAME].strip())


def _end_of_value(lines: Sequence[str], at: int) -> int:
    """Where a field ends: on the line below where its label stands alone."""
    below = at + 1 < len(lines) and lines[at + 1].strip() and not _card_role(lines[at + 1])
    return at + 1 if field(lines[at]) is None and below else at


def dated_author(
    lines: Sequence[str], start: int, subject: str = "", *, marked: bool = False
) -> int:
    """How many lines from `start` on are an author with their address and, above or below them, a
    moment alone; 0 when none are there.

    The author has a label ("From: Ann <ann@example.org>"); without one a drawn line stands above
    (`marked`: the HTML drew it), or the letter's own subject below.
    """
    pair = [at for at in range(start, min(start + CARD, len(lines))) if lines[at].strip()][:3]
    if len(pair) < 2 or pair[1] > start + MOST_APART:
        return 0
    first, second = lines[start], lines[pair[1]]
    author, moment = (first, second) if holds_a_mailbox(first) else (second, first)
    if not holds_a_mailbox(author) or not _is_moment(moment):
        return 0
    found = field(author)
    if found is None and not (marked or _is_drawn_above(lines, start)):
        ours = len(pair) > 2 and _is_subject(lines[pair[2]], subject)
        return pair[2] - start + 1 if ours and _is_somebody(author) else 0
    labelled = found is not None and found[0] == "from"
    return pair[1] - start + 1 if labelled or _is_somebody(author) else 0


def may_hold_mailbox(lines: Sequence[str], start: int) -> bool:
    """Whether a line could be an author's address, or the one below it."""
    return "@" in "".join(lines[start : start + MOST_APART + 1])


def _is_moment(line: str) -> bool:
    """A day with its time, hardly a word, and no field."""
    return is_timed(line) and says_little_else(line, MOST_BESIDE_MOMENT) and field(line) is None


def _is_somebody(line: str) -> bool:
    """A name with its address or the path of a directory, and nothing else."""
    if len(line) > LONGEST_SOMEBODY:
        return False
    core = line.strip(" \t\xa0*_|>")
    return (
        (core.istitle() or "/" in core or "@" in core)
        and len(core.split()) <= CARD
        and not core.endswith((".", "!", "?", ":", ","))
        and field(line) is None
    )
