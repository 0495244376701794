"""The header fields above a quote known by their shape, whatever language their names are in."""

from collections.abc import Sequence

from mailbridge.steps.reading.reply.dated_words import holds_a_mailbox, is_dated
from mailbridge.steps.reading.reply.quoted_header import is_banner, label_and_value

FEWEST, MOST = 3, 8  # rows of a head; two below a drawn line
MOST_LABEL_WORDS = 4
_BLANK_ABOVE = 2  # lines between a drawn line and the head below it


def shaped_header_block(lines: Sequence[str], start: int) -> int:
    """How many lines from `start` on are rows of "label: value" that head a letter: one holds a
    name with an address in brackets, another a day with its year or time. 0 when none are there.

    A form's rows have no brackets around the address; under a drawn line fewer rows are believed.
    """
    rows = _rows(lines, start)
    least = FEWEST - 1 if _is_drawn_above(lines, start) else FEWEST
    if not least <= len(rows) <= MOST:
        return 0
    addressed = any(holds_a_mailbox(row) for row in rows)
    dated = any(is_dated(row) and not holds_a_mailbox(row) for row in rows)
    return len(rows) if addressed and dated else 0


def _rows(lines: Sequence[str], start: int) -> list[str]:
    """The values of the rows that follow one another."""
    rows: list[str] = []
    for line in lines[start : start + MOST + 1]:
        parted = label_and_value(line)
        if parted is None or not _is_label(parted[0]) or not parted[1]:
            break
        rows.append(parted[1])
    return rows


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
