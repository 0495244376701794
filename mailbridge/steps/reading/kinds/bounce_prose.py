"""A delivery report in prose: who failed, with what status, in whose words. Every line is looked at
once.
"""

import re
from collections.abc import Iterable
from itertools import takewhile

from mailbridge.steps.reading.kinds.machine_marks import folded
from mailbridge.steps.reading.kinds.machine_words import (
    DELAY_STEMS,
    DELAY_WORDS,
    FAILURE_OPENINGS,
    FINAL_WORDS,
    LIST_REFUSALS,
    RECIPIENT_LABELS,
    RETURNED_MARKS,
    STATUS_WORDS,
    WARNINGS,
)
from mailbridge.steps.text.mailbox_search import Found, mailboxes
from mailbridge.values import dataclass

LINES_READ = 300
LINE_LENGTH = 600
WORDS_LENGTH = 400

_AFTER_REPLY = re.compile(
    r"(?<![\w.])([45])\d\d[ \-]{1,3}[(\[#]?([245]\.\d{1,3}\.\d{1,3})(?![\d.])"
)
_MARKED = re.compile(r"#([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_BARE = re.compile(r"(?<![\w.\-/])([45]\.\d{1,2}\.\d{1,3})(?![\d.\-])")
_REPLY = re.compile(r"(?<![\w.:])[45]\d\d(?=[ \-]\D|-#?[45]\.)")
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")


@dataclass(frozen=True, slots=True)
class Notice:
    """The notification's own lines, and what follows them: the returned message."""

    lines: tuple[str, ...]
    returned: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words of the notice, its lines joined."""
        return "\n".join(self.lines)


def notice(text: str) -> Notice:
    """Cut a report's text at the mark that announces the returned message."""
    lines = [line[:LINE_LENGTH] for line in text.split("\n", LINES_READ + 1)[:LINES_READ]]
    for number, line in enumerate(lines):
        if number > 1 and _announces_return(line):
            return Notice(tuple(lines[:number]), tuple(lines[number:]))
    return Notice(tuple(lines), ())


def _announces_return(line: str) -> bool:
    words = folded(line)
    return bool(words) and any(mark in words for mark in RETURNED_MARKS)


def failed_mailbox(lines: Iterable[str], own: frozenset[str]) -> str | None:
    """The failed recipient: a mailbox under a label, at the start of a line, or the first one that
    is not ours.
    """
    named = [
        (_weight(line, mailbox), mailbox.mailbox)
        for line in lines
        if "@" in line
        for mailbox in mailboxes(line)
    ]
    foreign = [
        (weight, mailbox)
        for weight, mailbox in named
        if mailbox not in own and not mailbox.startswith(_OTHERS)
    ]
    return max(foreign, key=lambda candidate: candidate[0])[1] if foreign else None


_OTHERS = ("postmaster@", "mailer-daemon@")
_SENDING = ("from", "mail from", "sender", "reply-to", "envelope-from", "contact")


def _weight(line: str, found: Found) -> int:
    before, after = line[: found.start].strip(" \t<\"'*->.[("), line[found.end :].strip()
    if not before:
        return 3 if after[:1] in {"", ">", ":", '"', "'", ".", ","} else 2
    label = folded(before)[-60:]
    if label.startswith(_SENDING) or "message-id" in label or "mail from" in label:
        return -1
    return 4 if any(words in label for words in RECIPIENT_LABELS) else 1


def status_of(text: str) -> str | None:
    """An enhanced status code (RFC 3463 section 2) in the text, or the one its words mean."""
    for pattern in (_AFTER_REPLY, _MARKED, _BARE):
        match = pattern.search(text)
        if match:
            return match[match.lastindex or 1]
    words = folded(text)
    return next(
        (status for status, phrases in STATUS_WORDS if any(phrase in words for phrase in phrases)),
        None,
    )


def clean_status(value: str) -> str | None:
    """The code in a Status field, which may carry a comment (RFC 3464 section 2.3.4)."""
    match = _STATUS.search(value)
    return f"{match[1]}.{int(match[2])}.{int(match[3])}" if match else None


def far_words(lines: tuple[str, ...], mailbox: str | None) -> str | None:
    """The far side's diagnostic: the paragraph with an SMTP reply, or what is said at the failed
    mailbox or right after it.
    """
    number = next((n for n, line in enumerate(lines) if _REPLY.search(line)), None)
    if number is not None:
        return one_line(" ".join(_paragraph(lines, number)))
    named = next((n for n, line in enumerate(lines) if mailbox and mailbox in line.lower()), None)
    if named is None:
        return None
    here = _paragraph(lines, named)
    if here[0].strip('<>":,.* \t').lower() != mailbox:
        return one_line(" ".join(here))
    return one_line(" ".join(here[1:])) or one_line(
        " ".join(_paragraph(lines, _next_text(lines, named + len(here))))
    )


def _next_text(lines: tuple[str, ...], start: int) -> int:
    return next(
        (n for n in range(start, len(lines)) if any(map(str.isalpha, lines[n]))), len(lines)
    )


def _paragraph(lines: tuple[str, ...], start: int) -> list[str]:
    return [line.strip() for line in takewhile(str.strip, lines[start : start + 8])]


def one_line(text: str) -> str | None:
    """Single spaces, bounded; None when nothing is left."""
    return " ".join(text.split())[:WORDS_LENGTH] or None


def is_only_delayed(text: str, subject: str) -> bool:
    """Whether the report says that delivery is still being tried."""
    words = folded(text)
    if any(phrase in words for phrase in FINAL_WORDS):
        return False
    if any(map(subject.partition(":")[0].__contains__, DELAY_STEMS)):
        return True
    return any(phrase in subject or phrase in words for phrase in DELAY_WORDS)


def warns(text: str) -> bool:
    """Whether a report says of itself that it is a warning and no more."""
    words = folded(text[:3000])
    return any(phrase in words for phrase in WARNINGS)


def has_reply(lines: tuple[str, ...]) -> bool:
    """Whether a line, not a quoted one, starts with an SMTP reply of failure."""
    return any(_REPLY.match(line.lstrip("< \t")) for line in lines)


def holds_reply(lines: tuple[str, ...]) -> bool:
    """Whether a line holds an SMTP reply of failure with its enhanced status code anywhere."""
    return any(map(_AFTER_REPLY.search, lines))


def opens_with_failure(lines: tuple[str, ...]) -> bool:
    """Whether the text begins as mail systems begin, with the failed mailbox alone on one of the
    next lines.
    """
    written = [line for line in lines if any(map(str.isalnum, line))][:10]
    opening = any(folded(line).lstrip("*-=# ").startswith(FAILURE_OPENINGS) for line in written[:2])
    return opening and names_mailbox(written[1:])


def opens_with_refusal(text: str) -> bool:
    """Whether a list server says in its first words that it did not take a letter."""
    return any(words in folded(text[:300]) for words in LIST_REFUSALS)


def names_mailbox(lines: Iterable[str]) -> bool:
    """Whether a mailbox stands alone on a line, or under a label."""
    return any(map(_names_mailbox, lines))


def _names_mailbox(line: str) -> bool:
    """A line that holds a mailbox, its display-name or a label, and nothing else."""
    bare = line.strip(" \t<>\"'.:;,")
    found = next(mailboxes(bare), None)
    if found is None:
        return False
    rest = bare[found.end :].strip(" \t<>\"'.:;,").lower()
    return rest in {"", found.mailbox} and (
        not bare[: found.start].strip(" \t<\"'") or ":" in bare[: found.start]
    )
